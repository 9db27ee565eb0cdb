"""Sizes that a text gives: « plexi de 120 x 60 », « 35 de large », « jusqu’à 60 cm »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from entrelieux.core.bridging.reading.measures import NO_MORE, NUMBER
from entrelieux.core.bridging.reading.numbers import in_measures, value_of
from entrelieux.core.text.folding import strip_accents

_UNIT = r"(mm|cm|centimet(?:re|er)s?|m(?:et(?:re|er)s?)?)?"
_SIDE = r"(?:(?:de |d.)?(?:large|long|haut|wide|long|high|largeur|hauteur|longueur)\s*)?"
_PLATE = re.compile(rf"{NUMBER}\s*{_UNIT}\s*{_SIDE}(?:x|×|\*|par|sur|by)\s*{NUMBER}\s*{_UNIT}\b")
_LENGTH = re.compile(
    rf"{NUMBER}\s*(mm|cm|centimetres?|m|metres?|meters?)\b(?!\s*(?:[²³]|carre|cube))"
)
# « 35 de large » is in centimetres, « largeur 410 » in millimetres.
_WIDE = re.compile(
    rf"{NUMBER} ?{_UNIT} (?:de |d.|en )?(?:large(?:ur)?|laize|wide|weaving width|width|across)\b"
    rf"|\b(?:largeur|laize|width)(?: (?:utile|de|of|maxi|maximum|jusqu.a|up to|passage)){{0,3}}:?"
    rf" {NUMBER}\s*{_UNIT}\b"
)
_MM = {"mm": 1.0, "cm": 10.0, "m": 1000.0}
_NO_UNIT_MM = 250  # a number from here on is in millimetres, below in centimetres
_ROLL = re.compile(
    r"\b(?:roll|rouleaux?|traceurs?|plotters?|laize|baches?|banners?|vinyl cutter)\b", re.IGNORECASE
)
# ISO 216; « niveau A2 » is no sheet.
_SHEETS = re.compile(r"(?<!niveau )(?<!level )(?<!road )(?<!autoroute )\bA([0-5])\b(?![/-])")
_A0 = (1189.0, 841.0)
# A machine that gives one length bounds what it takes by it; a roll has no end.
_BED = re.compile(
    rf"(?:jusqu.?a|up to|maxi?(?:mum)?|{NO_MORE}"
    r"|courses?|entre.?pointes?|longueur|table|plateau|bed|passage"
    r"|capacite|tole|pliage|cintrage|(?:panneaux|planches|portails?|pieces|tubes?|barres?"
    r"|buches|profiles|boards|panels|parts|bars|etageres?|shel(?:f|ves)|chambre|chamber)"
    r" (?:de|d.|of|sous|under))\s*(?:\w+\s+){0,2}?"
    rf"{NUMBER}\s*(mm|cm|m|metres?|meters?)\b(?!\s*(?:d.epais|de haut|de diam|thick|high))"
    rf"|{NUMBER}\s*(mm|cm|m|metres?|meters?)\s*(?:au plus|au maximum|maxi?(?:mum)?\b"
    r"|at most|or less|entre pointes|between centres|bed\b|de long(?:ueur)?|long\b)"
)
_CENTRES = re.compile(r"\b(?:entre.?pointes|between centres) (\d{3,4})\b(?! ?c?m\b)")
_DAY_LONG = frozenset({"24 sur 24", "7 sur 7", "6 sur 7", "5 sur 7", "2 par 2", "1 sur 2"})
_FEW_METRES = 16.0  # « 80 sur 2 m »: the first is in centimetres
_LEAST_ROLL_MM, _WIDEST_ROLL_MM = 200.0, 3500.0
_LEAST_BED_MM = 60.0  # under this it is a thickness
_LONGEST_MM = 15_000.0  # beyond, it is a way to go


class Plate(NamedTuple):
    """Two sides in millimetres, the long one first."""

    long_mm: float
    short_mm: float

    def holds(self, other: Plate) -> bool:
        return other.long_mm <= self.long_mm and other.short_mm <= self.short_mm


def plates_in(text: str) -> tuple[Plate, ...]:
    """« 600 x 900 », « 120x60 cm », « 1300 × 900 mm », « A2 »; a number without unit is guessed."""
    return (*_plates(in_measures(text)), *map(_sheet, _SHEETS.findall(text)))


def beds_in(text: str, *, is_machine: bool) -> tuple[Plate, ...]:
    """What an offer takes. A roll bounds one side of a sheet; a machine that only says how long
    (« jusqu’à 60 cm ») takes nothing longer, one that says how wide nothing wider."""
    is_roll = bool(_ROLL.search(strip_accents(text)))
    if plates := plates_in(text):
        sheets = {_sheet(rank) for rank in _SHEETS.findall(text)} if is_roll else set()
        return tuple(Plate(_LONGEST_MM, one.short_mm) if one in sheets else one for one in plates)
    if is_machine and (width := width_in(text) or (_roll_width(text) if is_roll else 0.0)):
        return (Plate(_LONGEST_MM, width),)
    found = (
        value_of(one or other) * (_scale(unit or last) or 0.0)
        for one, unit, other, last in _BED.findall(in_measures(text))
    )
    between = map(float, _CENTRES.findall(in_measures(text)))
    longest = max((one for one in (*found, *between) if one >= _LEAST_BED_MM), default=0.0)
    return (Plate(longest, longest),) if longest and is_machine and not is_roll else ()


def _sheet(rank: str) -> Plate:
    """Each sheet is half of the one before: « A2 » is 594 × 420 mm."""
    long, short = _A0
    for _ in range(int(rank)):
        long, short = short, long // 2
    return Plate(long, short)


def width_in(text: str) -> float:
    """The widest that a text says, in millimetres, 0 when it does not."""
    found = (
        _bare(one or other, unit or last)
        for one, unit, other, last in _WIDE.findall(_PLATE.sub(" ", in_measures(text)))
    )
    return max((one for one in found if _LEAST_BED_MM <= one <= _LONGEST_MM), default=0.0)


def _roll_width(text: str) -> float:
    """« Traceur 61 cm »: the largest of its lengths that may be a width."""
    found = (one for one in lengths_in(text) if _LEAST_ROLL_MM <= one <= _WIDEST_ROLL_MM)
    return max(found, default=0.0)


def _bare(number: str, unit: str) -> float:
    value = value_of(number)
    return value * (_scale(unit) or (1.0 if value >= _NO_UNIT_MM else 10.0))


def _plates(plain: str) -> Iterator[Plate]:
    for found in _PLATE.finditer(plain):
        first, unit, second, last_unit = found.groups()
        if found[0] in _DAY_LONG:
            continue
        scale = _scale(last_unit) or (1.0 if _largest(first, second) >= _NO_UNIT_MM else 10.0)
        is_far = not unit and scale == _MM["m"] and value_of(first) >= _FEW_METRES
        sides = (
            value_of(first) * (10.0 if is_far else _scale(unit) or scale),
            value_of(second) * scale,
        )
        if min(sides) > 0:
            yield Plate(max(sides), min(sides))


def _scale(unit: str | None) -> float | None:
    if not unit:
        return None
    return _MM[unit] if unit in _MM else _MM["cm" if unit.startswith("c") else "m"]


def _largest(*numbers: str) -> float:
    return max(value_of(number) for number in numbers)


def lengths_in(text: str) -> tuple[float, ...]:
    """The single lengths that a text gives, in millimetres; those of plates, and what is long
    enough to be a way to go, are left out."""
    bare = _PLATE.sub(" ", in_measures(text))
    found = (value_of(one[1]) * (_scale(one[2]) or 0.0) for one in _LENGTH.finditer(bare))
    return tuple(one for one in found if one <= _LONGEST_MM)
