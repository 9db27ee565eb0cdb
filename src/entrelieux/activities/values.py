"""The values of columns in words: for a history, and for two people who disagree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.activities.models import Entrance, Minors, State, Usage
from entrelieux.activities.series import slot_from
from entrelieux.activities.wording import day_words, hour_words, moment_words, rule_words
from entrelieux.communities.circles import Scope
from entrelieux.core.booking import parse_rule
from entrelieux.inventory.facts import facts_words
from entrelieux.inventory.states import FACT
from entrelieux.places.vocabulary import label_of, labels_of
from entrelieux.resources.models import Resource, Terms

NONE = (None, "", [], {})


def value_words(name: str, value: Any) -> str:
    """One line; a dash for nothing. For those who keep the entry: names of people are told."""
    if value in NONE:
        return "–"
    if name.startswith(FACT):
        return facts_words({name.removeprefix(FACT): value}, is_named=False)
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


def _usage(key: Any) -> str:
    return str(Usage.objects.filter(pk=key).first() or key)


def _day(value: Any) -> str:
    return day_words(date.fromisoformat(value))


def _days(values: Any) -> str:
    return ", ".join(map(_day, values))


def _hour(value: Any) -> str:
    return hour_words(time.fromisoformat(value))


def _rule(value: Any) -> str:
    return rule_words(parse_rule(value), timezone.localdate())


def _moved(value: Any) -> str:
    slots = [(day, slot_from(slot)) for day, slot in value.items()]
    return ", ".join(
        f"{_day(day)} → {moment_words(slot.start, slot.end, is_all_day=False)}"
        for day, slot in slots
    )


SAYERS: dict[str, Callable[[Any], str]] = {
    "scope": choice_sayer(Scope.choices),
    "terms": choice_sayer(Terms.choices),
    "minors": choice_sayer(Minors.choices),
    "concept": label_of,
    "audiences": _concepts,
    "resources": _resources,
    "hosts": _people,
    "state": choice_sayer(State.choices),
    "entrance": choice_sayer(Entrance.choices),
    "usage": _usage,
    "facts": facts_words,
    "first_day": _day,
    "last_day": _day,
    "start_time": _hour,
    "end_time": _hour,
    "rule": _rule,
    "added": _days,
    "cancelled": _days,
    "moved": _moved,
}
