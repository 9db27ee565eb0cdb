"""The filters beside the list: each value with the exact number of places it would leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelieux.core.atlas import Answer
from entrelieux.core.geo import load_france
from entrelieux.places.models import Place
from entrelieux.places.vocabulary import label_of
from entrelieux.search.parameters import FACETS, Search

TITLES = {
    "sorte": gettext_lazy("Ce que c’est"),
    "departement": gettext_lazy("Département"),
    "interco": gettext_lazy("Intercommunalité"),
    "acces": gettext_lazy("Qui peut entrer"),
    "public": gettext_lazy("Pour qui"),
    "service": gettext_lazy("Services"),
    "pmr": gettext_lazy("Fauteuil roulant"),
    "fraicheur": gettext_lazy("Fiche à jour"),
    "etat": gettext_lazy("État"),
    "label": gettext_lazy("Label"),
}
# What is searched, in the order of the tabs (search/kinds.py).
TABS = {
    "place": gettext_lazy("Lieux"),
    "resource": gettext_lazy("Ressources"),
    "usage": gettext_lazy("Usages"),
    "event": gettext_lazy("Rendez-vous"),
    "project": gettext_lazy("Projets"),
}
FIRST_KINDS = ("fablab", "coworking", "third-place", "makerspace", "hackerspace")
DEPARTMENTS = {"03": "Allier", "15": "Cantal", "43": "Haute-Loire", "63": "Puy-de-Dôme"}
WHEELCHAIR = {
    "yes": gettext_lazy("accessible"),
    "limited": gettext_lazy("en partie"),
    "no": gettext_lazy("non accessible"),
}
FRESHNESS = {
    "fresh": gettext_lazy("depuis moins d’un an"),
    "ageing": gettext_lazy("depuis un à trois ans"),
    "old": gettext_lazy("il y a plus de trois ans"),
    "unknown": gettext_lazy("on ne sait pas quand"),
}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One filter: its label, how many places it would leave, and the address that toggles it."""

    value: str
    label: str
    count: int
    is_chosen: bool
    address: str
    kind: str = ""

    # The names that components/chips.html and components/filter.html read.
    @property
    def url(self) -> str:
        return self.address

    @property
    def checked(self) -> bool:
        return self.is_chosen

    @property
    def current(self) -> bool:
        return self.is_chosen


@dataclass(frozen=True, slots=True)
class FacetGroup:
    parameter: str
    title: str
    values: Sequence[FacetValue]

    @property
    def chosen(self) -> list[FacetValue]:
        return [value for value in self.values if value.is_chosen]


def tabs_of(search: Search, answer: Answer) -> list[FacetValue]:
    """Each kind with what the same search finds of it; none when there are only places."""
    counts = answer.counts.get("what", {})
    tabs = [
        FacetValue(
            value=what,
            label=str(label),
            count=counts.get(what, 0),
            is_chosen=what == search.what,
            address=search.in_tab(what),
        )
        for what, label in TABS.items()
        if counts.get(what) or what in {"place", search.what}
    ]
    return tabs if len(tabs) > 1 else []


def facet_groups(search: Search, answer: Answer) -> list[FacetGroup]:
    """Groups that could change the list; values that would leave nothing are not offered."""
    groups = [_group(parameter, search, answer) for parameter in FACETS]
    return [group for group in groups if len(group.values) > 1 or group.chosen]


def _group(parameter: str, search: Search, answer: Answer) -> FacetGroup:
    chosen = set(search.parameters.get(parameter, ()))
    counts = answer.counts.get(FACETS[parameter], {})
    values = [
        FacetValue(
            value=value,
            label=facet_label(parameter, value),
            count=counts.get(value, 0),
            is_chosen=value in chosen,
            address=search.toggled(parameter, value),
            kind=value if parameter == "sorte" else "",
        )
        for value in dict.fromkeys([*sorted(chosen), *counts])
        if counts.get(value) or value in chosen
    ]
    return FacetGroup(parameter, str(TITLES[parameter]), sorted(values, key=_rank))


def _rank(value: FacetValue) -> tuple[int, int, str]:
    """What the map is about comes first, however few they are; then the most numerous."""
    first = FIRST_KINDS.index(value.value) if value.value in FIRST_KINDS else len(FIRST_KINDS)
    return first, -value.count, value.label


def facet_label(parameter: str, value: str) -> str:
    if parameter == "departement":
        return f"{DEPARTMENTS.get(value, _('département'))} ({value})"
    if parameter == "interco":
        return load_france().epci_name(value) or value
    if parameter == "pmr":
        return str(WHEELCHAIR.get(value, value))
    if parameter == "fraicheur":
        return str(FRESHNESS.get(value, value))
    if parameter == "etat":
        return str(dict(Place.Status.choices).get(value, value))
    return label_of(value)
