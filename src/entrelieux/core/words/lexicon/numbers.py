"""Numbers and quantities as the French and the English write them."""

from __future__ import annotations

import re
from decimal import Decimal

from entrelieux.core.words.lexicon.errors import NotANumber, NotAWholeNumber, UnknownUnit, WrongUnit
from entrelieux.core.words.lexicon.units import Unit, are_convertible, convert, unit_named

NBSP = "\u00a0"
_SPACES = "\u00a0\u202f "
# 1 234,5 · 1,234.5 · 1234.5 · 1.234,5; then what follows the number.
_QUANTITY = re.compile(
    r"(?P<sign>[-+−]?)(?:"
    r"(?P<english>\d{1,3}(?:,\d{3})+\.\d+)|(?P<dotted>\d{1,3}(?:\.\d{3})+,\d+)"
    rf"|(?P<plain>\d+(?:[{_SPACES}]\d{{3}})*(?:[.,]\d+)?))"
    r"(?P<rest>\D.*|)",
    re.DOTALL,
)
_HOURS_AND_MINUTES = re.compile(r"(\d+)\s*h\s*([0-5]?\d)(?:\s*min|\s*mn)?")


def parse_number(text: str) -> Decimal:
    """A number alone. Raises `NotANumber`.

    >>> parse_number("1 234,50"), parse_number("1,234.5")
    (Decimal('1234.50'), Decimal('1234.5'))
    """
    number, rest = _taken_apart(text)
    if rest:
        raise NotANumber(text=text)
    return number


def parse_whole(text: str) -> int:
    """Raises `NotAWholeNumber`."""
    try:
        number = parse_number(text)
    except NotANumber:
        raise NotAWholeNumber(text=text) from None
    if number != number.to_integral_value():
        raise NotAWholeNumber(text=text)
    return int(number)


def parse_quantity(text: str, wanted: Unit) -> Decimal:
    """A number in a unit; one told in another unit is converted.

    Raises `NotANumber`, `UnknownUnit`, `WrongUnit`.

    >>> parse_quantity("1 200 m", Unit.KILOMETRE), parse_quantity("1 h 30", Unit.MINUTE)
    (Decimal('1.2'), Decimal('90'))
    """
    timed = _HOURS_AND_MINUTES.fullmatch(text.strip().lower())
    if timed:
        minutes = Decimal(60 * int(timed[1]) + int(timed[2]))
        return _converted(minutes, Unit.MINUTE, wanted, "h min")
    number, named = _taken_apart(text)
    if not named:
        return number
    unit = unit_named(named)
    if unit is None:
        raise UnknownUnit(text=text, unit=named, wanted=wanted.value)
    return _converted(number, unit, wanted, named)


def _converted(number: Decimal, unit: Unit, wanted: Unit, named: str) -> Decimal:
    if not are_convertible(unit, wanted):
        raise WrongUnit(text=named, unit=named, wanted=wanted.value)
    return shortest(convert(number, unit, wanted))


def _taken_apart(text: str) -> tuple[Decimal, str]:
    found = _QUANTITY.fullmatch(text.strip())
    if not found:
        raise NotANumber(text=text)
    digits = found["english"] or found["dotted"] or found["plain"]
    if found["english"]:
        digits = digits.replace(",", "")
    elif found["dotted"]:
        digits = digits.replace(".", "")
    digits = re.sub(rf"[{_SPACES}]", "", digits).replace(",", ".")
    sign = "-" if found["sign"] in {"-", "−"} else ""
    return Decimal(sign + digits), found["rest"].strip()


def shortest(number: Decimal) -> Decimal:
    """The same number without useless zeros nor exponent."""
    if number == number.to_integral_value():
        return number.quantize(Decimal(1))
    return number.normalize()


def render_number(number: Decimal | int, language: str) -> str:
    """Digits by three with no-break spaces (ISO 80000-1), the decimal mark of the language.

    A comma between thousands would read back as a decimal mark: « 1,000 ».

    >>> render_number(Decimal("345.60"), "en"), render_number(Decimal("-3.5"), "fr")
    ('345.60', '-3,5')
    """
    shown = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,d}"
    shown = shown.replace(",", NBSP)
    return shown if language.startswith("en") else shown.replace(".", ",")
