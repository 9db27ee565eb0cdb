"""The values of columns in words: for a history, and for two people who disagree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from entrelieux.accounts.models import Person
from entrelieux.activities.models import Minors
from entrelieux.communities.circles import Scope
from entrelieux.places.vocabulary import label_of, labels_of
from entrelieux.resources.models import Resource, Terms

NONE = (None, "", [], {})


def value_words(name: str, value: Any) -> str:
    """One line; a dash for nothing. For those who keep the entry: names of people are told."""
    if value in NONE:
        return "–"
    return SAYERS[name](value) if name in SAYERS else _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} : {item}" for key, item in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def choice_sayer(choices: Any) -> Callable[[Any], str]:
    return lambda value: str(dict(choices).get(value, value))


def _concepts(values: Any) -> str:
    return ", ".join(labels_of(values))


def _resources(keys: Any) -> str:
    return ", ".join(Resource.objects.filter(pk__in=keys).values_list("name", flat=True))


def _people(keys: Any) -> str:
    return ", ".join(map(str, Person.objects.filter(pk__in=keys)))


SAYERS: dict[str, Callable[[Any], str]] = {
    "scope": choice_sayer(Scope.choices),
    "terms": choice_sayer(Terms.choices),
    "minors": choice_sayer(Minors.choices),
    "concept": label_of,
    "audiences": _concepts,
    "resources": _resources,
    "hosts": _people,
}
