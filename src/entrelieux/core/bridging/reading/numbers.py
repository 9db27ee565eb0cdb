"""Numbers that are spelled, in French and in English, as figures: « cent soixante » is « 160 »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from entrelieux.core.text.folding import strip_accents

# From two on.
_SMALL = (
    ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
     "treize", "quatorze", "quinze", "seize"),
    ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
     "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)  # fmt: skip
_TENS = {
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "septante": 70, "octante": 80, "nonante": 90,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_TIMES = {
    "cent": 100, "cents": 100, "hundred": 100, "hundreds": 100,
    "mille": 1000, "millier": 1000, "milliers": 1000, "thousand": 1000, "thousands": 1000,
    "dizaine": 10, "dizaines": 10, "douzaine": 12, "douzaines": 12, "quinzaine": 15,
    "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60,
    "centaine": 100, "centaines": 100, "dozen": 12, "dozens": 12,
}  # fmt: skip
_PLAIN = {word: rank for words in _SMALL for rank, word in enumerate(words, 2)} | _TENS
_ONES = {"un": 1, "une": 1, "one": 1, "onze": 11}  # after « et » : « vingt et un »
_WORD = "|".join(sorted({*_PLAIN, *_TIMES}, key=len, reverse=True))
_LINK = r"(?:[\s-]|\s?-?et-?\s?|\s+and\s+)"
_RUN = re.compile(
    rf"(?:une? )?(?:demi[- ]|half a )?\b(?:{_WORD})(?:{_LINK}(?:{_WORD}|(?<=et[\s-])une?\b))*\b"
)
_PIECE = re.compile(r"[a-z]+")
_UNIT = (
    r"(?:(?:milli|centi|kilo|deca|hecto)?(?:metre|meter|gramme|gram|litre|liter)|tonne?|kilo|hectare"
    r"|heure|hour|jour|day|semaine|week|mois|month|nuit|night|matinee|apres-midi|afternoon|morning"
    r"|week-?end|journee|demi-journee)s?\b"
)
_ONE_UNIT = re.compile(rf"\b(?:une?|an?|one)[ -](?={_UNIT})")
_AND_HALF = re.compile(rf"(\d+)[ -]({_UNIT}) et demie?\b|(\d+) and a half ({_UNIT})")
_OF_UNIT = re.compile(rf"(?<=\d) (?:de |d[’'])(?={_UNIT})")  # « une quinzaine de litres »
_ROUGHLY = re.compile(r"\bune (?:petite|bonne|grosse) (?=\d)")
_THOUSANDS = re.compile(r"(?<=\d)[\s.](?=\d{3}\b)")
# « 2m50 », « un mètre vingt ».
_METRES_AND = re.compile(r"\b(\d+) ?(?:m|metres? )(\d\d)\b(?! ?(?:mm|cm|m\b|x|×|[a-ce-z]{3}))")


def in_digits(text: str) -> str:
    """The text in lower-case letters without accents, its spelled numbers in figures.

    >>> in_digits("Repas des aînés, cent soixante assiettes ; une vingtaine de chaises")
    'repas des aines, 160 assiettes ; 20 de chaises'
    >>> in_digits("quatre-vingt-dix places, two hundred and fifty chairs, six ou sept tables")
    '90 places, 250 chairs, 6 ou 7 tables'
    """
    return _RUN.sub(lambda found: " ".join(map(str, _values(found[0]))), fold_kept(text))


@lru_cache(maxsize=64)
def in_measures(text: str) -> str:
    """The same, and its measures by one number and one unit.

    >>> in_measures("Un mètre vingt de large, 2m50 de haut, une tonne et demie")
    '1,20 m de large, 2,50 m de haut, 1,5 tonne'
    """
    plain = _ONE_UNIT.sub("1 ", in_digits(text))
    plain = _AND_HALF.sub(lambda found: f"{found[1] or found[3]},5 {found[2] or found[4]}", plain)
    plain = _ROUGHLY.sub("", _OF_UNIT.sub(" ", plain))
    return _METRES_AND.sub(r"\1,\2 m", plain)


def ungrouped(plain: str) -> str:
    """« 1 200 » and « 1.200 » as « 1200 »."""
    return _THOUSANDS.sub("", plain)


def value_of(number: str) -> float:
    """« 2,5 » and « 2.5 » alike."""
    return float(number.replace(",", "."))


def fold_kept(text: str) -> str:
    """Lower case without accents, every sign kept in its place."""
    return strip_accents(text.casefold())


def _values(run: str) -> Iterator[int]:
    """The numbers of a run of number words: « vingt trente » are two."""
    words = _PIECE.findall(run)
    is_half = "demi" in words or "half" in words
    total = current = 0
    for before, word in zip(["", *words], words, strict=False):
        if word in _TIMES:
            times = _TIMES[word]
            if times == 1000:
                total, current = total + max(current, 1) * times, 0
            else:
                current = max(current, 1) * times
        elif before in {"et", "and"} and word in _ONES:
            current += _ONES[word]
        elif word in {"vingt", "vingts"} and before == "quatre":
            current += 76
        elif word in _PLAIN:
            if not _goes_on(current, _PLAIN[word], before):
                yield total + current
                total = current = 0
            current += _PLAIN[word]
    yield (total + current) // (2 if is_half else 1)


def _goes_on(current: int, value: int, before: str) -> bool:
    """Whether a number may follow in the same one: « soixante » « dix », « cent » « deux »."""
    if before == "et" and value != 11:
        return current == 0
    rest = current % 100
    if rest == 0 or (rest == 10 and 7 <= value <= 9):
        return True
    return (rest % 10 == 0 and rest >= 20 and value < 10) or (rest in {60, 80} and value < 20)
