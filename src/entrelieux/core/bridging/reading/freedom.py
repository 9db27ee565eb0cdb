"""What a need tells by the way of when its author is free: « je finis à 17 h », « le seul jour où
je ferme », « on danse jusqu’à l’aube »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from entrelieux.core.bridging.reading.seasons import MONTH_NAMES, months_in
from entrelieux.core.bridging.reading.weeks import (
    ALL_WEEK,
    DAY_NAMES,
    EVERY_DAY,
    WEEKEND,
    WORKED_DAYS,
    hours_between,
    spread,
    week_in,
    written_out,
)

_DAY = rf"(?:{DAY_NAMES})s?"
_DAYS = rf"(?:le |les |on )?{_DAY}(?:(?: et|,| ou| and| or) (?:le |les )?{_DAY})*"
# Somebody else acts while the person works: their own hours say nothing of when.
_INSTEAD = re.compile(
    r"\b(?:gard(?:e|er|ent|erait|iennage)|nounous?|baby.?sit\w*|conduire|emmener|accompagner"
    r"|promener|aller chercher|look after|drive (?:my|our|him|her)|walk (?:my|our)|pick (?:him|her"
    r"|them|up)|quelqu un pour|someone to|livrer)\b"
)
_LEAVING = re.compile(
    r"\b(?:je|j|on|nous|i|we) (?:ne )?(?:finis|finit|finissons|termine|terminons|sors|sort|sortons"
    r"|debauche|quitte|finish|get off|leave work|leave the \w+)\b[^.;,]{0,30}?"
    r"(?:a|vers|at|around|before|que) (?P<hour>\d{1,2} ?(?:h|:|heures|am|pm)\b ?(?:\d{2}\b)?"
    r"|midi)"
)
_STARTING = re.compile(
    r"\b(?:je|j|on|nous|i|we) (?:embauch\w+|commenc\w+|attaqu\w+|pren\w+ (?:mon|notre|le)"
    r" (?:service|poste)|start (?:work|my shift|at work)|begin work)\b[^.;,]{0,20}?(?:a|vers|at)"
    r" (?P<hour>\d{1,2}) ?(?:h|:|heures|pm|am)"
)
_ONLY = (
    re.compile(
        r"\b(?:seule?|unique|only)\b[^.;]{0,30}?\b(?:jour|journee|jours|day|days)\b"
        rf"[^.;]{{0,40}}?\b(?P<days>{_DAYS})"
    ),
    re.compile(
        r"\b(?:(?:n y a|reste|ai|avons|suis libre|sommes libres|libres?|ferme|peux|pouvons)"
        rf" (?:plus )?que|me reste|only free|can only (?:come|do)|free only) (?P<days>{_DAYS})"
    ),
    re.compile(
        rf"\b(?P<days>{_DAYS})[^.;,]{{0,12}} (?:est|is) (?:mon|ma|notre|le|la|my|our|the)"
        r" (?:seule?|only)\b"
    ),
    re.compile(rf"\b(?:je ne suis|on n est|nous ne sommes) libres? que (?P<days>{_DAYS})"),
)
_NEVER = (
    re.compile(
        r"\b(?:jamais|pas|never|not) (?:\w+ ){0,2}?(?:libres?|disponibles?|dispos?|free|available)"
        rf"(?: on)? (?P<days>{_DAYS})"
    ),
    re.compile(
        rf"\b(?P<days>(?:le|les|on) {_DAYS}),? (?:je|j|on|nous|i|we)"
        r" (?:suis (?:au|a|de|en|sur|pris)|sommes (?:au|a|de|en|pris)|travaill\w+|bosse"
        r"|am (?:at|on|busy)|are (?:at|busy)|work)"
    ),
    re.compile(
        rf"\b(?:je|on|nous|i|we) (?:travaill\w+|bosse|work) (?:aussi |meme )?(?P<days>{_DAYS})"
    ),
)
_BUSY = re.compile(
    r"\b(?:je|nous|on|i|we) (?:travaill\w+|bosse|suis pris|suis prise|tiens \w+ \w+|work|am busy)"
    r" (?P<when>(?:tous les |toutes les |toute la |every |all |le |la |les |en |in the )?"
    r"(?:soirs?|nuits?|matins?|apres midis?|semaine|journee|evenings?|nights?|mornings?|week"
    r"|afternoons?))\b"
)
_FEAST = re.compile(
    r"\b(?:dans\w+|fet(?:e|er|ons|es)|noces?|mariage|bal|boum|nouvel an|reveillon|repet\w+|jouer"
    r"|jouons|joue|concert|danc\w+|party|partying|wedding|rehears\w+|sono|orchestre|dj|karaoke"
    r"|calls?|appels?)\b"
)
_TILL_DAWN = re.compile(
    r"\bjusqu (?:a l aube|au (?:petit )?matin|au bout de la nuit|au lever)|\ba l aube\b"
    r"|\btoute la nuit\b|\b(?:until|till) (?:dawn|morning|sunrise)\b|\ball night\b"
    r"|\bat (?:one|two|three|four) in the morning\b"
    r"|\b(?:a|jusqu a) (?:une|deux|trois|quatre|cinq|[1-5]) ?h(?:eures?)?(?: du matin)?\b"
)
_TILL_LATE = re.compile(
    r"\b(?:jusqu a|a|vers|until|till|at) (?:(?P<hour>2[1-4]) ?(?:h|heures)\b|minuit|midnight"
    r"|(?P<pm>9|10|11) ?pm\b)"
)
_UP_EARLY = re.compile(
    r"\b(?:des|avant) (?:potron.minet|l aube|l aurore|le (?:lever|chant) du \w+)\b|\baux aurores\b"
    r"|\b(?:crack of dawn|before (?:dawn|sunrise))\b"
)
_AHEAD = re.compile(
    r"\b(?:en|pour|debut|fin|mi|courant|des|in|for|this|next|early|late|mid|\d{1,2}(?:er)?"
    rf"(?: et \d{{1,2}})?) (?:le mois de )?(?:{MONTH_NAMES})\b"
    r"|\b(?:au|ce|pour le|pour l|cet|l|d ici l|this|next|for the) (?:printemps|hiver|ete|automne"
    r"|spring|winter|summer|autumn)\b(?! dernier)"
)
# « Elle est arrivée en mars » tells of the past; « en juillet » of every year.
_PAST = re.compile(
    r"\b(?:ai|as|a|avons|avez|ont|est|sont|suis|etait|etais|was|were|had|has|have)"
    r" (?:\w+ ){0,2}?\w+(?:e|ee|es|ees|i|ie|is|u|ue|us|ed|en)\b|\bdepuis\b|\bsince\b|\bdernier\b"
    r"|\blast\b|\bago\b|\bil y a\b"
)
_ANY_YEAR = re.compile(r"\b(?:chaque|tous les|toujours|always|every|is|est|sont|ne)\b")


def free_week(plain: str) -> int | None:
    """The parts of a week that the author of a need leaves free; None when they do not tell."""
    free, written = _evenings(plain) & _mornings(plain), written_out(plain)
    if not _INSTEAD.search(plain):
        if busy := _BUSY.search(plain):
            free &= ~(week_in(written_out(busy["when"].replace("toute la", "la"))) or 0)
        for days in _named(_NEVER, written):
            free &= ~days
    for days in _named(_ONLY, written):
        free &= days
    return None if free == ALL_WEEK or not free else free


def told_months(plain: str) -> int | None:
    """The months that a need tells of in its sentences, of what is to come."""
    for sentence in re.split(r"[.;!?]", plain):
        if not _PAST.search(sentence) and not _ANY_YEAR.search(sentence):
            told = " ; ".join(one[0] for one in _AHEAD.finditer(sentence))
            if told:
                return months_in(told)
    return None


def _named(said: tuple[re.Pattern[str], ...], plain: str) -> Iterator[int]:
    for one in said:
        for found in one.finditer(plain):
            if week := week_in(found["days"]):
                yield week


def _evenings(plain: str) -> int:
    """Who leaves work at five is free from five on workdays, and on other days."""
    found = _LEAVING.search(plain)
    if not found or _INSTEAD.search(plain):
        return ALL_WEEK
    hour = 12 if found["hour"] == "midi" else int(re.findall(r"\d+", found["hour"])[0])
    hour += 12 if "pm" in found["hour"] else 0
    if not 11 < hour < 22:
        return ALL_WEEK
    return spread(WORKED_DAYS, hours_between(hour, 29)) | spread(WEEKEND, hours_between(5, 29))


def _mornings(plain: str) -> int:
    """Who starts work in the afternoon is free before, on workdays."""
    found = _STARTING.search(plain)
    if not found or _INSTEAD.search(plain):
        return ALL_WEEK
    hour = int(found["hour"]) + (12 if "pm" in found[0] else 0)
    if not 12 <= hour < 24:
        return ALL_WEEK
    return spread(WORKED_DAYS, hours_between(5, hour)) | spread(WEEKEND, hours_between(5, 29))


def late_week(plain: str) -> int | None:
    """When a feast told of in a need lasts, or somebody is up: what closes at ten is no place for
    it. None when the text tells of no such hour."""
    if _UP_EARLY.search(plain):
        return spread(EVERY_DAY, hours_between(5, 9))
    if not _FEAST.search(plain):
        return None
    if _TILL_DAWN.search(plain):
        return spread(EVERY_DAY, hours_between(24, 29))
    if found := _TILL_LATE.search(plain):
        hour = int(found["pm"]) + 12 if found["pm"] else int(found["hour"] or 24)
        return spread(EVERY_DAY, hours_between(hour - 1, hour) | hours_between(22, 24))
    return None
