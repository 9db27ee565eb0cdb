"""What people write in a field, as a value; a value as readers see it, and as it is stored."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from entrelieux.core.text import fold
from entrelieux.core.words.lexicon.dates import parse_date, render_date
from entrelieux.core.words.lexicon.errors import (
    EmptyValue,
    NotAFact,
    NotAWebAddress,
    NotYesOrNo,
    TextTooLong,
    UnknownChoice,
)
from entrelieux.core.words.lexicon.keys import plain, word_key
from entrelieux.core.words.lexicon.numbers import (
    NBSP,
    parse_number,
    parse_quantity,
    parse_whole,
    render_number,
)
from entrelieux.core.words.lexicon.term import Choice, Term, ValueType, preferred
from entrelieux.core.words.lexicon.units import Unit, shown_unit

# Text, long text, choice and web address: str. Whole number: int. Decimal and quantity (in the
# term's unit): Decimal. Yes or no: bool. Several choices: ids in the order of the term.
Value = str | int | Decimal | bool | date | tuple[str, ...]
Stored = str | int | bool | list[str]

TEXT_LETTERS, LONG_TEXT_LETTERS = 300, 20_000
_SEVERAL = re.compile(r"\s*[;,\n|]\s*")
_YES = frozenset({"oui", "o", "yes", "y", "vrai", "true", "1", "x", "ok"})
_NO = frozenset({"non", "n", "no", "faux", "false", "0", "aucun", "aucune", "none"})
_SAID = {"fr": ("oui", "non"), "en": ("yes", "no")}


def parse_value(term: Term, text: str) -> Value:
    """The value that a text tells of a fact.

    Raises `UnreadableValue` (one class for each case: `NotANumber`, `WrongUnit`, `UnknownChoice`…).
    """
    if term.value_type is None:
        raise NotAFact(text=text, label=term.label("fr"))
    written = text.strip()
    if not written:
        raise EmptyValue(text=text)
    return _PARSERS[term.value_type](term, written)


def render_value(term: Term, value: Value, language: str) -> str:
    """The value for readers of a language; `parse_value` reads it back."""
    if isinstance(value, bool):
        return _SAID["en" if language.startswith("en") else "fr"][not value]
    if isinstance(value, tuple):
        return "; ".join(_shown_choice(term, choice_id, language) for choice_id in value)
    if isinstance(value, date):
        return render_date(value, language)
    if isinstance(value, str):
        return _shown_choice(term, value, language) if term.choices else value
    return _shown_number(term, value, language)


def store_value(value: Value) -> Stored:
    """The value as JSON keeps it, without loss: decimals and dates as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return list(value) if isinstance(value, tuple) else value


def load_value(term: Term, stored: Stored) -> Value:
    """What `store_value` kept. Raises `UnreadableValue`."""
    if isinstance(stored, list):
        return _ordered(term, stored)
    if term.value_type in {ValueType.DECIMAL, ValueType.QUANTITY}:
        return parse_number(str(stored))
    if isinstance(stored, bool | int):
        return stored
    return parse_date(stored) if term.value_type is ValueType.DATE else stored


def _text(limit: int) -> Callable[[Term, str], Value]:
    def parse(term: Term, text: str) -> Value:
        if len(text) > limit:
            raise TextTooLong(text=text, limit=str(limit))
        return text

    return parse


def _quantity(term: Term, text: str) -> Value:
    # A quantity without a unit is a plain number: the check of the term says that it lacks one.
    return parse_quantity(text, term.unit) if term.unit else parse_number(text)


def _yes_or_no(term: Term, text: str) -> Value:
    word = fold(text)
    if word not in _YES | _NO:
        raise NotYesOrNo(text=text)
    return word in _YES


def _choice(term: Term, text: str) -> str:
    """The choice of this very name, else the only one spelt alike: « A » is not « A+ »."""
    for key in (plain, word_key):
        wanted = key(text)
        found = [choice.id for choice in term.choices if wanted in map(key, _names(choice))]
        if len(found) == 1:
            return found[0]
    known = ", ".join(preferred(choice.labels, "fr") for choice in term.choices)
    raise UnknownChoice(text=text, known=known)


def _names(choice: Choice) -> tuple[str, ...]:
    return (choice.id, *choice.labels.values())


def _choices(term: Term, text: str) -> Value:
    pieces = [piece for piece in _SEVERAL.split(text) if piece]
    if not pieces:
        raise EmptyValue(text=text)
    return _ordered(term, [_choice(term, piece) for piece in pieces])


def _ordered(term: Term, chosen: list[str]) -> tuple[str, ...]:
    known = tuple(choice.id for choice in term.choices if choice.id in chosen)
    # Answers that were taken off the list since stay readable.
    return known + tuple(dict.fromkeys(one for one in chosen if one not in known))


def _web(term: Term, text: str) -> Value:
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        raise NotAWebAddress(text=text) from None
    if parts.scheme not in {"http", "https"} or "." not in host or re.search(r"\s", address):
        raise NotAWebAddress(text=text)
    return address


def _shown_choice(term: Term, choice_id: str, language: str) -> str:
    choice: Choice | None = term.choice(choice_id)
    return preferred(choice.labels, language) if choice else choice_id


def _shown_number(term: Term, number: Decimal | int, language: str) -> str:
    shown = render_number(number, language)
    if term.unit is None:
        return shown
    glue = "" if term.unit is Unit.PERCENT and language.startswith("en") else NBSP
    return f"{shown}{glue}{shown_unit(term.unit, Decimal(number), language)}"


_PARSERS: Mapping[ValueType, Callable[[Term, str], Value]] = {
    ValueType.TEXT: _text(TEXT_LETTERS),
    ValueType.LONG_TEXT: _text(LONG_TEXT_LETTERS),
    ValueType.WHOLE: lambda term, text: parse_whole(text),
    ValueType.DECIMAL: lambda term, text: parse_number(text),
    ValueType.QUANTITY: _quantity,
    ValueType.YES_NO: _yes_or_no,
    ValueType.CHOICE: _choice,
    ValueType.CHOICES: _choices,
    ValueType.DATE: lambda term, text: parse_date(text),
    ValueType.WEB: _web,
}
