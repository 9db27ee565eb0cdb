"""The columns of entries: those of a table, of CSV, of XLSX, and the properties of the API.

What every entry has is listed by its app; the facts of communities become columns beside it
(`fact_columns`), at once and without a migration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from entrelieux.core.words.lexicon import Term, Value, ValueType, render_value
from entrelieux.inventory.facts import label_of_fact
from entrelieux.inventory.models import Entry
from entrelieux.lexicons.queries import Facts, FactTerm
from entrelieux.places.vocabulary import current_language

Cell = str | int | float
NOTHING: tuple[Any, ...] = (None, "", [], ())


def plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Column:
    """A row has the `entry` that it tells of. `key` is the property of the API; `value` gives
    JSON, None when it is not known; `text` what a person reads of it. `in_table` when a page has
    room for it."""

    key: str
    title: Any
    value: Callable[[Any], Any]
    text: Callable[[Any], str] = plain
    in_table: bool = False

    @property
    def header(self) -> str:
        """The title where the cells are bare numbers."""
        return capfirst(str(self.title))

    def cell(self, row: Any) -> str:
        value = self.value(row)
        return "" if value is None else self.text(value)

    def export(self, row: Any) -> Cell:
        """A number stays one."""
        value = self.value(row)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return value if is_number else self.cell(row)


@dataclass(frozen=True, slots=True)
class FactColumn(Column):
    """What a community tells in its own words. Its key is the address of the word, which a new
    name does not change."""

    fact: FactTerm | None = None
    facts: Facts | None = None

    @property
    def header(self) -> str:
        return capfirst(label_of_fact(self.fact)) if self.fact else ""

    def cell(self, row: Any) -> str:
        if self.fact is None or self.facts is None:
            return ""
        value = self.facts.value(self.fact, row.entry.facts)
        language = current_language()
        return "" if value is None else render_value(self.fact.term, value, language)


def fact_column(fact: FactTerm, facts: Facts) -> Column:
    def value(row: Any) -> Any:
        return fact_json(fact.term, facts.value(fact, row.entry.facts))

    title = fact.label(current_language())
    return FactColumn(fact.term.uri, title, value, in_table=True, fact=fact, facts=facts)


READ_AS: Mapping[ValueType, type] = {
    ValueType.WHOLE: int,
    ValueType.DECIMAL: Decimal,
    ValueType.QUANTITY: Decimal,
    ValueType.YES_NO: bool,
    ValueType.DATE: date,
    ValueType.CHOICES: tuple,
}


def fact_json(term: Term, value: Value | None) -> Any:
    """Numbers as numbers, days as ISO 8601, several choices as a list. What was told when the
    word held another sort of value is left out."""
    expected = READ_AS.get(term.value_type or ValueType.TEXT, str)
    if not isinstance(value, expected) or isinstance(value, bool) is not (expected is bool):
        return None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def fact_columns(facts: Facts) -> tuple[Column, ...]:
    return tuple(fact_column(fact, facts) for fact in facts.in_use)


def json_of(columns: Iterable[Column], row: Any) -> dict[str, Any]:
    """The properties that are known; the facts of communities by the address of their word."""
    listed = list(columns)
    own = _known([column for column in listed if isinstance(column, FactColumn)], row)
    told = _known([column for column in listed if not isinstance(column, FactColumn)], row)
    return told | ({"facts": own} if own else {})


def facts_json(entry: Entry, facts: Facts) -> dict[str, Any]:
    """What an entry tells in the words of communities, by the address of each word."""
    told = ((fact.term, facts.value(fact, entry.facts)) for fact in facts.in_use)
    values = {term.uri: fact_json(term, value) for term, value in told}
    return {uri: value for uri, value in values.items() if value not in NOTHING}


def _known(columns: Iterable[Column], row: Any) -> dict[str, Any]:
    values = {column.key: column.value(row) for column in columns}
    return {key: value for key, value in values.items() if value not in NOTHING}
