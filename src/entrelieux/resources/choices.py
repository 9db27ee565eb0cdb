"""What the forms of resources propose: sorts, rooms, people."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelieux.core.words import load_core
from entrelieux.core.words.concepts import SCHEMES
from entrelieux.places.models import Place
from entrelieux.places.vocabulary import current_language
from entrelieux.resources.models import Kind
from entrelieux.resources.queries import possible_holders, rooms_of

Choices = list[tuple[str, str]]
# Where the sorts of each kind are found in the vocabulary.
SCHEME_OF = {
    Kind.MACHINE: "machines",
    Kind.TOOL: "tools",
    Kind.ROOM: "rooms",
    Kind.DESK: "rooms",
    Kind.VEHICLE: "tools",
    Kind.STOCK: "materials",
    Kind.SERVICE: "services",
    Kind.SKILL: "skills",
}
SCHEME_LABELS = {
    "machines": gettext_lazy("Machines"),
    "tools": gettext_lazy("Outils"),
    "rooms": gettext_lazy("Salles et espaces"),
    "materials": gettext_lazy("Matières"),
    "skills": gettext_lazy("Savoir-faire"),
    "services": gettext_lazy("Services"),
}


def concepts_of(scheme: str) -> Choices:
    """(« machines:laser-cutter », label), in alphabetical order of the labels."""
    if scheme not in SCHEMES:
        return []
    language = current_language()
    pairs = [(f"{scheme}:{c.id}", c.label(language)) for c in load_core().scheme(scheme)]
    return sorted(pairs, key=lambda pair: pair[1].casefold())


def sorts() -> list[tuple[str, str | Choices]]:
    """Every sort by scheme, for one list to choose from."""
    grouped = [(str(label), concepts_of(scheme)) for scheme, label in SCHEME_LABELS.items()]
    return [("", _("autre chose")), *grouped]


def rooms(place: Place | None, but: int | None) -> Choices:
    found: Iterable = rooms_of(place) if place else ()
    named = [(str(room.pk), room.name) for room in found if room.pk != but]
    return [("", _("directement au lieu")), *named]


def holders(place: Place | None) -> Choices:
    found: Iterable = possible_holders(place) if place else ()
    return [("", _("personne en particulier")), *((str(p.pk), str(p)) for p in found)]
