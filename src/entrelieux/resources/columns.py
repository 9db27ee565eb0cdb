"""What every resource has, as columns: its table, CSV, XLSX, and the properties of the API."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy

from entrelieux.inventory.columns import Column, fact_columns
from entrelieux.inventory.models import Photo
from entrelieux.inventory.queries import photos_of
from entrelieux.lexicons.queries import Facts
from entrelieux.places.vocabulary import label_of
from entrelieux.platform import audit
from entrelieux.resources.models import Condition, Kind, Resource, Terms
from entrelieux.resources.wording import (
    access_words,
    last_day_lent,
    says_condition,
    specification_lines,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A resource with what its columns need beside it; `room` is None unless it may be seen."""

    resource: Resource
    photo: Photo | None
    room: Resource | None

    @property
    def entry(self) -> Resource:
        return self.resource

    @property
    def says_condition(self) -> bool:
        return says_condition(self.resource)

    @property
    def place(self) -> Any:
        return self.resource.card


def columns_of(facts: Facts, verbs: Mapping[str, str] | None = None) -> tuple[Column, ...]:
    """What every place has, with the verbs of this one, then its facts."""
    said = replace(ACCESS, text=lambda ways: access_words(ways, verbs)) if verbs else ACCESS
    known = (said if column is ACCESS else column for column in COLUMNS)
    return (*known, *fact_columns(facts))


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


def _of(name: str) -> Callable[[Row], Any]:
    return lambda row: getattr(row.resource, name)


def _of_card(name: str) -> Callable[[Row], Any]:
    return lambda row: row.place.card.get(name) if row.place else None


def _of_place(name: str) -> Callable[[Row], Any]:
    return lambda row: getattr(row.place, name) if row.place else None


def _of_room(name: str) -> Callable[[Row], Any]:
    return lambda row: getattr(row.room, name) if row.room else None


def _lent_to(name: str) -> Callable[[Row], Any]:
    # At home its place is not asked for.
    return lambda row: getattr(row.resource.whereabouts, name) if row.resource.lent_to_id else None


def _lent_until(row: Row) -> str | None:
    day = last_day_lent(row.resource)
    return day.isoformat() if day else None


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
    Column("lent_to", gettext_lazy("prêtée au lieu (identifiant)"), _lent_to("public_id")),
    Column("lent_to_name", gettext_lazy("prêtée à"), _lent_to("name")),
    Column("lent_until", gettext_lazy("prêtée jusqu’au"), _lent_until),
    Column("photo", gettext_lazy("photo"), _photo),
    Column("confirmed_on", gettext_lazy("confirmé le"), _day("confirmed_on"), in_table=True),
    Column("updated_at", gettext_lazy("modifié le"), _day("updated_at")),
    Column("is_example", gettext_lazy("exemple"), _of("is_example")),
    Column("url", gettext_lazy("page"), _address),
)
