"""The columns of resources: those of the table, of CSV, of XLSX, and the properties of the API.

What every place has is listed here; the facts of communities become columns beside it
(`columns_of`), at once and without a migration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelieux.core.words.lexicon import Term, Value, ValueType, render_value
from entrelieux.inventory.models import Photo
from entrelieux.inventory.queries import photos_of
from entrelieux.lexicons.queries import Facts, FactTerm
from entrelieux.places.vocabulary import current_language, label_of
from entrelieux.platform import audit
from entrelieux.resources.filters import label_of_fact
from entrelieux.resources.models import Condition, Kind, Resource, Terms
from entrelieux.resources.wording import access_words, says_condition, specification_lines

Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Row:
    """A resource with what its columns need beside it; `room` is None unless it may be seen."""

    resource: Resource
    photo: Photo | None
    room: Resource | None

    @property
    def says_condition(self) -> bool:
        return says_condition(self.resource)

    @property
    def place(self) -> Any:
        return self.resource.card


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is the property of the API; `value` gives JSON, None when it is not known; `text` what
    a person reads of it. `in_table` when the page of a place has room for it."""

    key: str
    title: Any
    value: Callable[[Row], Any]
    text: Callable[[Any], str] = _plain
    in_table: bool = False

    @property
    def header(self) -> str:
        """The title where the cells are bare numbers."""
        return capfirst(str(self.title))

    def cell(self, row: Row) -> str:
        value = self.value(row)
        return "" if value is None else self.text(value)

    def export(self, row: Row) -> Cell:
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

    def cell(self, row: Row) -> str:
        if self.fact is None or self.facts is None:
            return ""
        value = self.facts.value(self.fact, row.resource.facts)
        language = current_language()
        return "" if value is None else render_value(self.fact.term, value, language)


def fact_column(fact: FactTerm, facts: Facts) -> Column:
    def value(row: Row) -> Any:
        return fact_json(fact.term, facts.value(fact, row.resource.facts))

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


def columns_of(facts: Facts, verbs: Mapping[str, str] | None = None) -> tuple[Column, ...]:
    """What every place has, with the verbs of this one, then its facts."""
    said = replace(ACCESS, text=lambda ways: access_words(ways, verbs)) if verbs else ACCESS
    known = (said if column is ACCESS else column for column in COLUMNS)
    return (*known, *(fact_column(fact, facts) for fact in facts.in_use))


def rows_of(resources: Iterable[Resource], visible: Any) -> list[Row]:
    """Their photos and rooms in two queries; a room that is not among `visible` is not told."""
    listed = list(resources)
    photos = photos_of(listed)
    wanted = {resource.inside_id for resource in listed if resource.inside_id}
    rooms = visible.filter(pk__in=wanted).in_bulk() if wanted else {}
    return [
        Row(
            resource,
            next(iter(photos.get(audit.subject_of(resource), ())), None),
            rooms.get(resource.inside_id),
        )
        for resource in listed
    ]


def json_of(row: Row, facts: Facts) -> dict[str, Any]:
    """The properties that are known; the facts of communities by the address of their word."""
    told = _known(COLUMNS, row)
    own = _known([fact_column(fact, facts) for fact in facts.in_use], row)
    return told | ({"facts": own} if own else {})


def _known(columns: Iterable[Column], row: Row) -> dict[str, Any]:
    values = {column.key: column.value(row) for column in columns}
    return {key: value for key, value in values.items() if value not in (None, "", [], ())}


def _of(name: str) -> Callable[[Row], Any]:
    return lambda row: getattr(row.resource, name)


def _of_card(name: str) -> Callable[[Row], Any]:
    return lambda row: row.place.card.get(name) if row.place else None


def _of_place(name: str) -> Callable[[Row], Any]:
    return lambda row: getattr(row.place, name) if row.place else None


def _of_room(name: str) -> Callable[[Row], Any]:
    return lambda row: getattr(row.room, name) if row.room else None


def _chosen(choices: Any) -> Callable[[Any], str]:
    return lambda value: str(dict(choices).get(value, value))


def _labels(values: Iterable[str]) -> str:
    return ", ".join(label_of(value) for value in values)


def _specifications(items: Any) -> str:
    lines = specification_lines(items)
    return " ; ".join(f"{key} : {value}" for key, value in lines)


def _address(row: Row) -> str:
    return settings.BASE_URL + row.resource.get_absolute_url()


def _photo(row: Row) -> str | None:
    if row.photo is None:
        return None
    return settings.BASE_URL + reverse("photo", args=[row.photo.public_id])


def _day(name: str) -> Callable[[Row], Any]:
    def day(row: Row) -> str | None:
        moment = getattr(row.resource, name)
        return moment.isoformat()[:10] if moment else None

    return day


ACCESS = Column(
    "access", gettext_lazy("comment y accéder"), _of("access"), access_words, in_table=True
)
COLUMNS: tuple[Column, ...] = (
    Column("id", gettext_lazy("identifiant"), _of("public_id")),
    Column("name", gettext_lazy("nom"), _of("name"), in_table=True),
    Column("kind", gettext_lazy("genre"), _of("kind"), _chosen(Kind.choices), in_table=True),
    Column("concept", gettext_lazy("sorte"), _of("concept"), label_of),
    Column("make", gettext_lazy("marque"), _of("make")),
    Column("model", gettext_lazy("modèle"), _of("model")),
    Column("quantity", gettext_lazy("combien"), _of("quantity")),
    Column("unit", gettext_lazy("unité"), _of("unit")),
    Column(
        "condition",
        gettext_lazy("état"),
        _of("condition"),
        _chosen(Condition.choices),
        in_table=True,
    ),
    Column("condition_note", gettext_lazy("précision sur l’état"), _of("condition_note")),
    Column("room", gettext_lazy("dans"), _of_room("name"), in_table=True),
    ACCESS,
    Column("terms", gettext_lazy("conditions"), _of("terms"), _chosen(Terms.choices)),
    Column("price", gettext_lazy("tarif"), _of("price")),
    Column("training", gettext_lazy("formation demandée"), _of("training"), label_of),
    Column("works", gettext_lazy("travaille"), _of("works"), _labels),
    Column("refuses", gettext_lazy("n’accepte pas"), _of("refuses"), _labels),
    Column(
        "specifications", gettext_lazy("caractéristiques"), _of("specifications"), _specifications
    ),
    Column("description", gettext_lazy("description"), _of("description")),
    Column("portable", gettext_lazy("peut sortir du lieu"), _of("portable")),
    Column("owner", gettext_lazy("propriétaire"), _of("owner")),
    Column("manual_url", gettext_lazy("notice"), _of("manual_url")),
    Column("safety_url", gettext_lazy("fiche de sécurité"), _of("safety_url")),
    Column("place", gettext_lazy("identifiant du lieu"), _of_place("public_id")),
    Column("place_name", gettext_lazy("lieu"), _of_place("name")),
    Column("city", gettext_lazy("commune"), _of_card("city")),
    Column("insee", gettext_lazy("code INSEE"), _of_place("insee")),
    Column("lat", gettext_lazy("latitude"), _of_place("lat")),
    Column("lon", gettext_lazy("longitude"), _of_place("lon")),
    Column("photo", gettext_lazy("photo"), _photo),
    Column("confirmed_on", gettext_lazy("confirmé le"), _day("confirmed_on"), in_table=True),
    Column("updated_at", gettext_lazy("modifié le"), _day("updated_at")),
    Column("is_example", gettext_lazy("exemple"), _of("is_example")),
    Column("url", gettext_lazy("page"), _address),
)
