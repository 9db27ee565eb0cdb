"""The columns that every kind of entry has; its app puts its own between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy

from entrelieux.inventory.columns import Column
from entrelieux.places.vocabulary import label_of


def of(name: str) -> Callable[[Any], Any]:
    return lambda row: getattr(row.entry, name)


def said_of(name: str) -> Callable[[Any], Any]:
    """A day or an hour, as ISO 8601 writes it."""

    def said(row: Any) -> str | None:
        value = getattr(row.entry, name)
        return value.isoformat() if value else None

    return said


def chosen(choices: Any) -> Callable[[Any], str]:
    return lambda value: str(dict(choices).get(value, value))


def labels(values: Iterable[str]) -> str:
    return ", ".join(label_of(value) for value in values)


def _card(row: Any) -> Any:
    place = row.entry.place
    return (place.root or place) if place else None


def _of_place(name: str) -> Callable[[Any], Any]:
    return lambda row: getattr(_card(row), name, None)


def _city(row: Any) -> Any:
    card = _card(row)
    return card.card.get("city") if card else None


def _url(row: Any) -> str:
    return settings.BASE_URL + row.entry.get_absolute_url()


NAMED = (
    Column("id", gettext_lazy("identifiant"), of("public_id")),
    Column("name", gettext_lazy("nom"), of("name"), in_table=True),
    Column("concept", gettext_lazy("sorte"), of("concept"), label_of, in_table=True),
)
PLACED = (
    Column("description", gettext_lazy("description"), of("description")),
    Column("place", gettext_lazy("identifiant du lieu"), _of_place("public_id")),
    Column("place_name", gettext_lazy("lieu"), _of_place("name")),
    Column("city", gettext_lazy("commune"), _city),
    Column("insee", gettext_lazy("code INSEE"), _of_place("insee")),
    Column("lat", gettext_lazy("latitude"), _of_place("lat")),
    Column("lon", gettext_lazy("longitude"), _of_place("lon")),
    Column("confirmed_on", gettext_lazy("confirmé le"), said_of("confirmed_on")),
    Column("updated_at", gettext_lazy("modifié le"), said_of("updated_at")),
    Column("is_example", gettext_lazy("exemple"), of("is_example")),
    Column("url", gettext_lazy("page"), _url),
)
