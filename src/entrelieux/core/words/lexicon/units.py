"""The closed list of units of quantities, and how one becomes another.

Factors are those of the SI brochure (BIPM, 9th edition), exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Unit(StrEnum):
    KILOMETRE = "km"
    METRE = "m"
    CENTIMETRE = "cm"
    MILLIMETRE = "mm"
    SQUARE_METRE = "m²"
    CUBIC_METRE = "m³"
    LITRE = "L"
    TONNE = "t"
    KILOGRAM = "kg"
    GRAM = "g"
    KILOWATT = "kW"
    WATT = "W"
    VOLT = "V"
    AMPERE = "A"
    BAR = "bar"
    DEGREE = "°C"
    MEGABIT = "Mbit/s"
    GIGABIT = "Gbit/s"
    EURO = "€"
    DAY = "d"
    HOUR = "h"
    MINUTE = "min"
    SEAT = "seats"
    PERCENT = "%"
    MEGAHERTZ = "MHz"
    LUMEN = "lm"
    TURN_A_MINUTE = "rpm"
    DOT_PER_INCH = "dpi"


class Measure(NamedTuple):
    """`factor` is how many of the dimension's base unit one unit is."""

    dimension: str
    factor: Decimal
    spellings: tuple[str, ...]


def _measure(dimension: str, factor: str, *spellings: str) -> Measure:
    return Measure(dimension, Decimal(factor), spellings)


MEASURES: Mapping[Unit, Measure] = {
    Unit.KILOMETRE: _measure("length", "1000", "km", "kilomètre", "kilometre", "kilometer"),
    Unit.METRE: _measure("length", "1", "m", "mètre", "metre", "meter"),
    Unit.CENTIMETRE: _measure("length", "0.01", "cm", "centimètre", "centimetre", "centimeter"),
    Unit.MILLIMETRE: _measure("length", "0.001", "mm", "millimètre", "millimetre", "millimeter"),
    Unit.SQUARE_METRE: _measure("area", "1", "m²", "m2", "mètre carré", "square metre"),
    Unit.CUBIC_METRE: _measure("volume", "1000", "m³", "m3", "mètre cube", "cubic metre"),
    Unit.LITRE: _measure("volume", "1", "l", "litre", "liter"),
    Unit.TONNE: _measure("mass", "1000", "t", "tonne"),
    Unit.KILOGRAM: _measure("mass", "1", "kg", "kilo", "kilogramme", "kilogram"),
    Unit.GRAM: _measure("mass", "0.001", "g", "gramme", "gram"),
    Unit.KILOWATT: _measure("power", "1000", "kw", "kilowatt"),
    Unit.WATT: _measure("power", "1", "w", "watt"),
    Unit.VOLT: _measure("voltage", "1", "v", "volt"),
    Unit.AMPERE: _measure("current", "1", "a", "ampère", "ampere", "amp"),
    Unit.BAR: _measure("pressure", "1", "bar"),
    Unit.DEGREE: _measure("temperature", "1", "°c", "degré", "degree"),
    Unit.MEGABIT: _measure("rate", "1", "mbit/s", "mb/s", "mbps", "méga", "mega"),
    Unit.GIGABIT: _measure("rate", "1000", "gbit/s", "gb/s", "gbps", "giga"),
    Unit.EURO: _measure("money", "1", "€", "eur", "euro"),
    Unit.DAY: _measure("duration", "1440", "d", "j", "jour", "day"),
    Unit.HOUR: _measure("duration", "60", "h", "heure", "hour"),
    Unit.MINUTE: _measure("duration", "1", "min", "mn", "minute"),
    Unit.SEAT: _measure("people", "1", "seat", "place", "personne", "person", "siège"),
    Unit.PERCENT: _measure("share", "1", "%", "pourcent", "percent"),
    Unit.MEGAHERTZ: _measure("frequency", "1", "mhz", "mégahertz", "megahertz"),
    Unit.LUMEN: _measure("light", "1", "lm", "lumen"),
    Unit.TURN_A_MINUTE: _measure("rotation", "1", "rpm", "tr/min", "tour par minute"),
    Unit.DOT_PER_INCH: _measure("definition", "1", "dpi", "ppp", "point par pouce"),
}
_BY_SPELLING = {
    spelling: unit for unit, measure in MEASURES.items() for spelling in measure.spellings
}
# What a reader sees, where it is not the code itself.
_SHOWN = {
    (Unit.DAY, "fr"): ("jour", "jours"),
    (Unit.DAY, "en"): ("day", "days"),
    (Unit.SEAT, "fr"): ("place", "places"),
    (Unit.SEAT, "en"): ("seat", "seats"),
    (Unit.TURN_A_MINUTE, "fr"): ("tr/min", "tr/min"),
    (Unit.DOT_PER_INCH, "fr"): ("ppp", "ppp"),
}


def unit_named(text: str) -> Unit | None:
    """The unit that a text names, in French or English, in one or many.

    >>> unit_named("mètres"), unit_named("places"), unit_named("pouces")
    (<Unit.METRE: 'm'>, <Unit.SEAT: 'seats'>, None)
    """
    word = " ".join(text.lower().split())
    single = " ".join(part.removesuffix("s") for part in word.split())
    return _BY_SPELLING.get(word) or _BY_SPELLING.get(single)


def are_convertible(one: Unit, other: Unit) -> bool:
    return MEASURES[one].dimension == MEASURES[other].dimension


def convert(number: Decimal, unit: Unit, into: Unit) -> Decimal:
    """`number` of one unit in another of the same dimension."""
    if unit is into:
        return number
    return number * MEASURES[unit].factor / MEASURES[into].factor


def shown_unit(unit: Unit, number: Decimal, language: str) -> str:
    """The unit after a number: French counts 0 and 1 as one, English 1 alone."""
    is_english = language.startswith("en")
    forms = _SHOWN.get((unit, "en" if is_english else "fr"))
    if forms is None:
        return unit.value
    is_one = abs(number) == 1 if is_english else abs(number) < 2
    return forms[0] if is_one else forms[1]
