"""What a comment beside the week changes in it: appointments, closures, odd weeks, first Saturdays.

Only sentences that speak of this place's opening count: permanences elsewhere, telephones and
advice are read past.
"""

from __future__ import annotations

import re

from entrelieux.core.hours.appointments import keep_for_appointments
from entrelieux.core.hours.closures import close
from entrelieux.core.hours.days import OSM, Group, groups_of
from entrelieux.core.hours.normalise import normalise
from entrelieux.core.hours.seasons import change_in_holidays, change_in_season
from entrelieux.core.hours.times import spans_of
from entrelieux.core.hours.week import Week, spans_text

_SENTENCE = re.compile(
    r"\s*(?:\n|(?<!\d)\.\s|;|\s-\s(?!\d)|\((?=[Ff]erm)|\*|\|| // |(?<!\d)\s/\s(?!\d)|\s{4,})\s*"
)
_ELSEWHERE = re.compile(
    r"(?:\b(?:une|des|les|la|nos) )?(?:\bpermanences?\b(?! du \w+ sur rdv)|\bantenne|\bannexe"
    r"|\bbus\b"
    r"|\bmairies? d|\bpartenaire|\batelier|\bcours\b|\bformation|\bcentre social d"
    r"|\bcommunes\b|\bitineran|\bconseiller numerique|\bimpots|\bhabitat\b"
    r"|\b(?:accueil )?telephonique|\bcartes? d|\bpasseport|\bdomicile|\bsite de )"
)
_OTHER_MATTERS = re.compile(r"permanence(?!s? possible)|itineran|demarches ants|antenne|annexe")
_CLOSED = re.compile(r"\bferm(?:e|ee|es|ees|eture|etures|ons)\b")
_WORKS = re.compile(
    r"ferme\w* (?:pour|cause|en) (?:de )?travaux|ferme\w* suite a"
    r"|ferme\w* (?:temporaire|jusqu'a l'ouverture|jusqu'a nouvel ordre|definitiv)"
)
_OCCASION = re.compile(r"\b(?:du|le|au) .*\b20\d\d\b")
_NOT_SCHOOL = re.compile(r"(?:hors|sauf|excepte)\s*(?:pendant )?(?:les |periodes? de )?vacances")
_SCHOOL = re.compile(r"\bvacances scolaires|conges scolaires|pendant les vacances")
_SEASON = re.compile(r"\bete\b|\bestiva|juillet|\baout\b")
_PARITY = re.compile(r"sem(?:aine)?s?\.? (im)?paires?")
_OPEN = re.compile(r"ouver|accueil")
_ONLY_RANKS = re.compile(r"[\W\d]*(?:e|et|ou|le|les|du|de chaque|mois|uniquement|\W|\d|\w+dis?)*")


def apply_comment(week: Week, text: str) -> bool:
    """Changes the week; True when the comment says that it is closed for now."""
    closed, beside, dated = False, False, False
    for sentence in _SENTENCE.split(text.replace("\r", "\n")):
        plain = normalise(sentence)
        if _WORKS.search(plain):
            closed = True
            continue
        elsewhere = _ELSEWHERE.search(plain)
        here = plain[: elsewhere.start()].strip(" ,;:/") if elsewhere else plain
        dated = dated or bool(_OCCASION.search(plain))
        if here and not (dated and _CLOSED.search(here)):
            _apply(week, here, alone=not beside)
        beside = beside or bool(_OTHER_MATTERS.search(plain))
    return closed


def _apply(week: Week, text: str, *, alone: bool) -> None:
    has_appointment = "rdv" in text or "inscription" in text
    if _SCHOOL.search(text) and not _NOT_SCHOOL.search(text):
        change_in_holidays(week, text, is_closed=bool(_CLOSED.search(text)))
    elif _NOT_SCHOOL.search(text) and not groups_of(text):
        week.rules.append("SH off")
    elif _SEASON.search(text):
        change_in_season(week, text, is_closed=bool(_CLOSED.search(text)))
    elif has_appointment:
        keep_for_appointments(week, text, alone=alone)
    elif _CLOSED.search(text):
        close(week, text)
    elif _PARITY.search(text) and (_OPEN.search(text) or groups_of(text)):
        _restrict_to_weeks(week, text)
    elif _OPEN.search(text) or _ONLY_RANKS.fullmatch(text):
        _open_sometimes(week, text)


def _restrict_to_weeks(week: Week, text: str) -> None:
    """« vendredi apresmidi et samedi matin : ouverture uniquement les semaines impaires »."""
    found = list(_PARITY.finditer(text))
    groups = groups_of(text)
    if not groups or (len(found) > 1 and len(found) != len(groups)):
        return
    for number, group in enumerate(groups):
        parity = found[number if len(found) > 1 else 0]
        weeks = "week 01-53/2" if parity[1] else "week 02-52/2"
        for day in sorted({day for day, _half in group.days}):
            _on_some_weeks(week, group, day, weeks, text)


def _on_some_weeks(week: Week, group: Group, day: int, weeks: str, text: str) -> None:
    every = week.days[day]
    kept = [span for span in every if not group.holds(day, span.is_morning)]
    added = [span for span in spans_of(text[group.end :])[:2] if not every]
    if len(kept) < len(every):
        week.days[day] = kept
        week.rules.append(f"{weeks} {OSM[day]} {spans_text(every)}")
    elif added:
        week.rules.append(f"{weeks} {OSM[day]} {spans_text(added)}")


def _open_sometimes(week: Week, text: str) -> None:
    """« Ouvert le 1er samedi du mois de 9h a 12h »: that Saturday, and no other."""
    told = spans_of(text)
    for group in groups_of(text):
        for day, _half in group.days if group.ranks else ():
            spans = told or week.days[day]
            if not spans or (week.days[day] and week.days[day] != spans):
                continue
            week.days[day] = []
            ranks = ",".join(str(rank) for rank in group.ranks)
            week.rules.append(f"{OSM[day]}[{ranks}] {spans_text(spans)}")
            if _NOT_SCHOOL.search(text):
                week.rules.append(f"SH {OSM[day]} off")
