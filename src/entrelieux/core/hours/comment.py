"""What a comment beside the week changes in it: appointments, closures, odd weeks, first Saturdays.

Only sentences that speak of this place's opening count: permanences elsewhere, telephones and
advice are read past.
"""

from __future__ import annotations

import re

from entrelieux.core.hours.appointments import keep_for_appointments
from entrelieux.core.hours.closures import close
from entrelieux.core.hours.dates import season_of
from entrelieux.core.hours.days import groups_of
from entrelieux.core.hours.fortnights import (
    forget_unknown_weeks,
    restrict_to_weeks,
    tells_some_weeks,
    tells_unknown_weeks,
)
from entrelieux.core.hours.normalise import normalise, readable
from entrelieux.core.hours.openings import OPEN, change_openings
from entrelieux.core.hours.seasons import TERM_ONLY, change_in_holidays, change_in_season
from entrelieux.core.hours.venues import place_names
from entrelieux.core.hours.week import Week

_SENTENCE = re.compile(
    r"\s*(?:\n|(?<!\d)\.\s|;|\s-\s(?!\d)|\((?=[Ff]erm)|\*|\|| // |(?<!\d)\s/\s(?!\d)"
    r"|/\s(?=Sur )|\s{4,}|\s(?=Attention\b))\s*"
)
# « Tous les mardis matins / sur rendez-vous / retraite » speaks of those mornings.
_ALONE = re.compile(r"(?<=\w)\s*/\s*sur rendez[- ]vous\s*(/|$)", re.IGNORECASE)
# « vacances scolaires … comme suit : A / B / C »: one sentence, in parts.
_AS_FOLLOWS = re.compile(r"vacances scolaires[^:.;\n]*:\s*", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"(?:\b(?:une|des|les|la|nos) )?"
    r"(?:\bpermanences?\b(?! du \w+ sur rdv| les (?:matin|apresmidi))|\bantenne|\bannexe"
    r"|\bbus\b"
    r"|\bmairies? d|\bpartenaire|\batelier|\bcours\b|\bformation|\bcentre social d"
    r"|\bcommunes\b|\bitineran|\bconseiller numerique|\bimpots|\bhabitat\b"
    r"|\b(?:accueil )?telephonique|\bcartes? d|\bpasseport|\bdomicile|\bsite de )"
)
_NO_SESSION = re.compile(r"pas de permanence")
_ALL_ON_RDV = re.compile(r"permanences? (?:uniquement )?sur rdv(?: uniquement)?")
_MOVED = re.compile(r"\ben travaux\b|delocalis|transfer")
_TRANSFER = re.compile(r"\b(?:transfert|demenage)")
_OTHER_SITE = re.compile(r"\bantenne|\bannexe\b")
_IN_A_TOWN = re.compile(r"\bcommune d['e ]")
_LABEL = re.compile(r"[A-ZÉÈ][A-ZÉÈ' -]{3,}\s*:")
_OTHER_MATTERS = re.compile(r"permanence(?!s? possible)|itineran|demarches ants|antenne|annexe")
_CLOSED = re.compile(
    r"(?<!guichet )\bferm(?:e|ee|es|ees|eture|etures|ons)\b|pas d'(?:accueil(?! tel)|ouverture)"
    r"|pas de permanence|\babsen(?:ce|t|te)\b"
)
_WORKS = re.compile(
    r"ferme\w* (?:pour|cause|en) (?:de )?travaux|ferme\w* suite a"
    r"|n'accueille plus|n'est plus (?:ouvert|en service)|structure (?:est )?fermee?$"
    r"|ferme\w* (?:temporaire|jusqu'a l'ouverture|jusqu'a nouvel ordre|definitiv)"
)
_CLOSED_WHOLE = re.compile(
    r"(?:antenne|structure|espace|site|temporairement|actuellement)? ?fermee?"
)
_OCCASION = re.compile(
    r"\b(?:du|le|au) .*\b20\d\d\b"
    r"|\bles \d{1,2} et \d{1,2} (?:janv|fevr|mars|avri|mai|juin|juil|aout|sept|octo|nove|dece)"
)
_SCHOOL = re.compile(r"\b(?:vacances|conges) scolaires?\b|(?:pendant|durant) les vacances")
_GOVERNED = re.compile(
    r"sur (?:\w+ )?rdv|rdv (?:\w+ )?(?:obligat|unique|exclus|necess|indisp)|avec rdv|^sans rdv"
    r"|inscription|(?:obligatoire|necessaire|imperatif) de prendre|rdv avant de venir"
)


def apply_comment(week: Week, text: str) -> bool:
    """Changes the week; True when the comment says that it is closed for now."""
    closed, beside, dated = False, False, False
    has_moved = bool(_TRANSFER.search(normalise(text)))
    for sentence in _sentences(text):
        plain = normalise(sentence)
        if has_moved and "definitiv" in plain:
            continue  # the former site is closed, not this one
        if _WORKS.search(plain) or _CLOSED_WHOLE.fullmatch(plain):
            closed = True
            continue
        here = _said_of_here(plain)
        dated = dated or bool(_OCCASION.search(plain))
        is_past = dated and _CLOSED.search(here)
        if here and not is_past and not _is_of_another_place(sentence, here):
            _apply(week, here, alone=not beside, is_whole=here == plain)
        if _OTHER_SITE.search(plain):
            break  # what follows is said of the other site
        beside = beside or bool(_OTHER_MATTERS.search(plain))
    return closed


def _sentences(text: str) -> list[str]:
    text = readable(text).replace("\r", "\n")
    text = _ALONE.sub(r" sur rdv \1", text)
    follows = _AS_FOLLOWS.search(text)
    if not follows or "/" not in text[follows.end() :].split("\n")[0]:
        return _SENTENCE.split(text)
    whole, _, rest = text[follows.start() :].partition("\n")
    return [*_SENTENCE.split(text[: follows.start()]), whole, *_SENTENCE.split(rest)]


def _said_of_here(plain: str) -> str:
    """The sentence up to its first word about another matter or another place."""
    if _ALL_ON_RDV.fullmatch(plain) or _NO_SESSION.match(plain):
        return plain
    elsewhere = _ELSEWHERE.search(plain)
    return plain[: elsewhere.start()].strip(" ,;:/") if elsewhere else plain


def _is_of_another_place(sentence: str, here: str) -> bool:
    """« LUZILLAT : samedi 9h-12h sur RDV », « jeudi 14h-17h commune d’Archamps »."""
    label = _LABEL.match(sentence.strip())
    if label and not sentence.isupper() and place_names(label[0].title()):
        return True
    return bool(_IN_A_TOWN.search(here))


def _apply(week: Week, text: str, *, alone: bool, is_whole: bool) -> None:
    """The first matter that a sentence speaks of, from the most to the least telling words."""
    is_closed = bool(_CLOSED.search(text))
    if _SCHOOL.search(text) and not TERM_ONLY.search(text):
        change_in_holidays(week, text, is_closed=is_closed)
    elif TERM_ONLY.search(text) and not groups_of(text):
        week.rules.append("SH off")
    elif season_of(text):
        change_in_season(week, text, is_closed=is_closed or bool(_MOVED.search(text)))
    elif _GOVERNED.search(text):
        keep_for_appointments(week, text, alone=alone)
    elif is_whole and tells_unknown_weeks(text):
        forget_unknown_weeks(week, text)
    elif tells_some_weeks(text) and (OPEN.search(text) or is_closed or groups_of(text)):
        restrict_to_weeks(week, text)
    elif is_closed:
        close(week, text)
    else:
        change_openings(week, text, is_whole=is_whole)
