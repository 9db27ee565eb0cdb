"""Resources in words: their kinds, how one gets to them, their measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from entrelieux.core.catalogue import load_catalogue
from entrelieux.core.words.lexicon.numbers import NBSP, render_number
from entrelieux.core.words.lexicon.units import Unit, shown_unit
from entrelieux.places.vocabulary import current_language, label_of
from entrelieux.resources.models import Access, Condition, Kind, Resource

# The titles of the groups of a list, in their order.
GROUPS = {
    Kind.MACHINE: _("Machines"),
    Kind.TOOL: _("Outils"),
    Kind.ROOM: _("Salles et espaces"),
    Kind.DESK: _("Postes de travail"),
    Kind.VEHICLE: _("Véhicules"),
    Kind.STOCK: _("Matières et stocks"),
    Kind.SERVICE: _("Services"),
    Kind.SKILL: _("Savoir-faire"),
}
# What breaks down; of the others, only what is wrong is said.
BREAKABLE = frozenset({Kind.MACHINE, Kind.TOOL, Kind.VEHICLE})
# Icon and tone of each condition: never the colour alone.
CONDITION_SIGNS = {
    Condition.WORKS: ("check", "good"),
    Condition.DEGRADED: ("alert", "look"),
    Condition.DOWN: ("close", "wrong"),
    Condition.AWAY: ("arrow", "look"),
}
ACCESS_LABELS = dict(Access.choices)
UNITS = frozenset(unit.value for unit in Unit)


def last_day_lent(resource: Resource) -> date | None:
    """The last day of the loan that it is away for; None at home."""
    if not resource.lent_until or not resource.lent_to_id:
        return None
    return timezone.localdate(resource.lent_until - timedelta(microseconds=1))


def lent_words(resource: Resource) -> str:
    """« prêtée par Murat jusqu’au 3 mars 2027 », as it is told where it is; "" at home."""
    day = last_day_lent(resource)
    if day is None:
        return ""
    return gettext("prêtée par %(place)s jusqu’au %(day)s") % {
        "place": resource.card.name if resource.card else "",
        "day": formats.date_format(day, "j F Y"),
    }


def away_words(resource: Resource) -> str:
    """« à La Bergerie jusqu’au 3 mars 2027 », as its own place tells it; "" at home."""
    day = last_day_lent(resource)
    # At home its place is not asked for: lists do not read it.
    place = resource.whereabouts if day else None
    if day is None or place is None:
        return ""
    told = {"place": place.name, "day": formats.date_format(day, "j F Y")}
    if resource.lent_until <= timezone.now():
        return gettext("à %(place)s, attendue depuis le %(day)s") % told
    return gettext("à %(place)s jusqu’au %(day)s") % told


def says_condition(resource: Resource) -> bool:
    return resource.kind in BREAKABLE or resource.condition != Condition.WORKS


def access_words(access: Iterable[str], verbs: Mapping[str, str] | None = None) -> str:
    """« demander au lieu ou réserver », or the verbs of the community: « prendre le feu »."""
    labels = access_labels(verbs or {})
    return str(_(" ou ")).join(labels[way] for way in access if way in labels)


def access_labels(verbs: Mapping[str, str]) -> dict[str, str]:
    """How one gets to use something, as a community says it where it has a verb of its own."""
    return {way: lower_first(verbs.get(way) or str(ACCESS_LABELS[way])) for way in ACCESS_LABELS}


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def measure_words(number: float, unit: str) -> str:
    """« 0,9 m² », « 12 places », « 3 »."""
    language = current_language()
    exact = Decimal(repr(number)).normalize() if number % 1 else Decimal(int(number))
    shown = render_number(exact, language)
    known = unit in UNITS
    return f"{shown}{NBSP}{shown_unit(Unit(unit), exact, language) if known else unit}".strip()


def key_label(key: str) -> str:
    """The name of a quantity of the catalogue; the place's own words as they are."""
    quantity = load_catalogue().quantities.get(key)
    return quantity.label(current_language()) if quantity else label_of(key)


def specification_words(item: Mapping[str, Any]) -> tuple[str, str]:
    """The name and the value of a specification."""
    value, unit = item["value"], item["unit"]
    shown = measure_words(value, unit) if isinstance(value, int | float) else f"{value} {unit}"
    return key_label(item["key"]), shown.strip()


def specification_lines(items: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    return [specification_words(item) for item in items]
