"""The values of a resource's columns in words: for its history and for two people who disagree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.communities.circles import Scope
from entrelieux.inventory.facts import facts_words
from entrelieux.inventory.states import FACT
from entrelieux.places.vocabulary import label_of, labels_of
from entrelieux.resources.models import Condition, Kind, Resource, Terms
from entrelieux.resources.wording import access_words, specification_lines

NONE = (None, "", [], {})


def value_words(name: str, value: Any) -> str:
    """One line; a dash for nothing. For those who keep the resource: names of people are told."""
    if value in NONE:
        return "–"
    if name.startswith(FACT):
        return facts_words({name.removeprefix(FACT): value}, is_named=False)
    return SAYERS[name](value) if name in SAYERS else _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, dict):
        return ", ".join(f"{key} : {item}" for key, item in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _choice(choices: Any) -> Callable[[Any], str]:
    return lambda value: str(dict(choices).get(value, value))


def _concepts(values: Any) -> str:
    return ", ".join(labels_of(values))


def _specifications(items: Any) -> str:
    return " ; ".join(f"{key} : {value}" for key, value in specification_lines(items))


def _room(key: Any) -> str:
    return str(Resource.objects.filter(pk=key).first() or key)


def _person(key: Any) -> str:
    return str(Person.objects.filter(pk=key).first() or _("quelqu’un qui est parti"))


SAYERS: dict[str, Callable[[Any], str]] = {
    "kind": _choice(Kind.choices),
    "condition": _choice(Condition.choices),
    "terms": _choice(Terms.choices),
    "scope": _choice(Scope.choices),
    "concept": label_of,
    "training": label_of,
    "works": _concepts,
    "refuses": _concepts,
    "access": access_words,
    "specifications": _specifications,
    "facts": facts_words,
    "inside": _room,
    "holder": _person,
}
