"""How long somebody stays or borrows, and how long one may: « un mois minimum »."""

from __future__ import annotations

import re

from entrelieux.core.bridging.reading.measures import (
    AT_MOST,
    NUMBER,
    UP_TO,
    Bound,
    Found,
    Measure,
)
from entrelieux.core.bridging.reading.numbers import value_of

DAYS = {
    "heure": 1 / 24, "hour": 1 / 24, "h": 1 / 24, "jour": 1, "day": 1, "journee": 1, "nuit": 1,
    "night": 1, "matinee": 0.5, "morning": 0.5, "apres-midi": 0.5, "afternoon": 0.5,
    "demi-journee": 0.5, "week-end": 2, "weekend": 2, "semaine": 7, "week": 7, "mois": 30,
    "month": 30,
}  # fmt: skip
_TIME = rf"({'|'.join(sorted(DAYS, key=len, reverse=True))})s?\b"
_NOT_A_STAY = re.compile(
    r"(?:reserv\w*|delai|prevenir|comptez|notice|book\w*|sous|attente)[^.;]{0,20}$"
)
_BEFORE = re.compile(r" (?:avant|a l.avance|before|ahead|notice|d.avance|d.attente)")
_LONGEST = re.compile(rf"{NUMBER} {_TIME} {AT_MOST}|{UP_TO} {NUMBER} {_TIME}")
_STAY = re.compile(
    rf"(?:\b(?:pour|pendant|for|during|le temps d.) ?|^)(?:les? |la |the )?{NUMBER} {_TIME}"
    rf"|\b(?:dormir|loger|rester|louer|emprunter|heberger|travailler|chambre|bureau|salle|atelier|local"
    rf"|gite|studio|place|stay|sleep|rent|hire|borrow|work|room|desk)"
    rf"(?: [a-z’']+){{0,2}} {NUMBER} {_TIME}"
    rf"|^{NUMBER} {_TIME} (?:dans|de|in|of|a|au|d.)"
    # In the title what is not told of otherwise is how long.
    r"|^[^.;]*(?<!depuis )(?<!dans )(?<! a )(?<! de )(?<!sous )(?<!since )(?<! in )(?<!every )"
    rf"(?<!les )(?<![\d.,]){NUMBER} {_TIME}(?= ?(?:$|[.;,]))"
    rf"|^(?:juste|seulement|just|only) {NUMBER} {_TIME}"
    r"|\btoute? (?:le |la |l.)()(mois|semaine|week-?end|journee|nuit)\b"
    r"|\b(?:ce|cette|this|cet) ()(week-?end|apres-midi|afternoon|matinee|journee|morning)\b"
)
_REPEATED = re.compile(
    r"\b(?:par (?:semaine|mois|an)|tous les|toutes les|chaque|every|a (?:week|month)|jusqu.en"
    r"|until)\b"
)
_DATES = re.compile(r"\bdu (\d{1,2}) au (\d{1,2})\b(?! ?h)")
# « I will not sign for twelve months ».
_REFUSED = re.compile(r"\b(?:not|never|pas|sans|jamais|without)\b[^.;,]{0,25}$")


def days_asked(plain: str) -> Found:
    if _REPEATED.search(plain):
        return
    for first, last in _DATES.findall(plain):
        yield Bound(Measure.DAYS, max(float(last) - float(first), 0.0))
    for found in _STAY.finditer(plain):
        if _REFUSED.search(plain, 0, found.start()):
            continue
        pairs = zip(found.groups()[::2], found.groups()[1::2], strict=True)
        number, unit = next(pair for pair in pairs if pair[1])
        yield Bound(Measure.DAYS, (value_of(number) if number else 1.0) * DAYS[unit])


def is_notice(plain: str, found: re.Match[str]) -> bool:
    """« Réserver deux jours avant au moins » bounds no stay."""
    before = _NOT_A_STAY.search(plain, 0, found.start())
    return bool(before or _BEFORE.match(plain, found.end()))


def longest(plain: str) -> Found:
    for found in _LONGEST.finditer(plain):
        number, unit = (found[1], found[2]) if found[1] else (found[3], found[4])
        is_hour = found[3] and DAYS[unit] < 0.1  # « jusqu’à quatre heures » du matin
        if not is_hour and not is_notice(plain, found):
            yield Bound(Measure.DAYS, value_of(number) * DAYS[unit])
