"""The values of a project's columns in words: for its history and for two people who disagree."""

from __future__ import annotations

from typing import Any

from entrelieux.communities.circles import Scope
from entrelieux.inventory.facts import facts_words
from entrelieux.inventory.states import FACT
from entrelieux.places.models import Place
from entrelieux.places.vocabulary import label_of
from entrelieux.projects.models import State
from entrelieux.resources.models import Resource

NONE = (None, "", [], {})


def value_words(name: str, value: Any) -> str:
    """One line; a dash for nothing."""
    if value in NONE:
        return "–"
    if name.startswith(FACT):
        return facts_words({name.removeprefix(FACT): value}, is_named=False)
    match name:
        case "facts":
            return facts_words(value)
        case "state":
            return str(dict(State.choices).get(value, value))
        case "scope":
            return str(dict(Scope.choices).get(value, value))
        case "concept":
            return label_of(value)
        case "links":
            return ", ".join(link["url"] for link in value)
        case "looking_for":
            return ", ".join(wanted["text"] for wanted in value)
        case "places":
            return ", ".join(Place.objects.filter(pk__in=value).values_list("name", flat=True))
        case "resources":
            return ", ".join(Resource.objects.filter(pk__in=value).values_list("name", flat=True))
    return str(value)
