"""How many: « trente trophées », « 20 badges »; what is measured, dated or paid is no count."""

from __future__ import annotations

import re

_SPOKEN = {
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
    "vingt": 20, "vingt-cinq": 25, "trente": 30, "quarante": 40, "cinquante": 50,
    "soixante": 60, "cent": 100, "mille": 1000,
    "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "thousand": 1000,
}  # fmt: skip
_ROUND = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100,
}  # fmt: skip
_NO_COUNT = (
    r"(?:km|m|cm|mm|m²|mètres?|meters?|metres?|min|minutes?|h|heures?|hours?|jours?|days?|nuits?"
    r"|semaines?|weeks?|mois|months?|ans|years?|€|euros?|%|°|kg|g|w|kw|v|x|×|par|et|ou|à|a|to|and"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|personnes?|people|élèves?|pupils|enfants?|children|kids|jeunes|participants?|places?|seats?)"
)
_WORDS = "|".join(sorted(_SPOKEN, key=len, reverse=True))
_COUNT = re.compile(
    rf"(?<![\w.,×x/-])(?:(?P<digits>\d{{1,5}})|(?P<word>{_WORDS})"
    rf"|une (?P<round>{'|'.join(_ROUND)}) (?:de |d[’']))\s*(?!{_NO_COUNT}\b)(?=[^\W\d_]{{3,}})",
    re.IGNORECASE,
)


def count_in(text: str) -> int | None:
    """The first number of things that a text asks for.

    >>> count_in("graver trente trophées avant le 14 juillet"), count_in("20 élèves de 13 ans")
    (30, None)
    """
    found = _COUNT.search(text)
    if found is None:
        return None
    if found["digits"]:
        return int(found["digits"])
    if found["word"]:
        return _SPOKEN[found["word"].lower()]
    return _ROUND[found["round"].lower()]
