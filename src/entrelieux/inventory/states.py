"""An entry as plain values: what its history keeps, and how it is set again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import ForeignKey, ManyToManyField

from entrelieux.inventory.models import Entry


def state_of(entry: Entry) -> dict[str, Any]:
    """The values of the kept columns as JSON: keys for what it is linked to, texts for dates."""
    values = {name: _value(entry, name) for name in entry.KEPT}
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def _value(entry: Entry, name: str) -> Any:
    field = entry._meta.get_field(name)
    if isinstance(field, ManyToManyField):
        keys = getattr(entry, name).values_list("pk", flat=True) if entry.pk else ()
        return sorted(keys)
    return getattr(entry, field.attname)


def set_state(entry: Entry, values: Mapping[str, Any]) -> dict[str, list[int]]:
    """Sets columns without saving; returns the links, to be set once the entry has a key."""
    links = {}
    for name, value in values.items():
        field = entry._meta.get_field(name)
        if isinstance(field, ManyToManyField):
            links[name] = list(value)
        else:
            setattr(entry, field.attname, field.to_python(value))
    return links


def without_the_gone(entry: Entry, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an old version, less the links to what has been deleted since: an account."""
    return {name: _still_there(entry, name, value) for name, value in values.items()}


def _still_there(entry: Entry, name: str, value: Any) -> Any:
    field = entry._meta.get_field(name)
    if not isinstance(field, ForeignKey | ManyToManyField) or not value:
        return value
    known = field.related_model._base_manager
    if isinstance(field, ManyToManyField):
        return sorted(known.filter(pk__in=value).values_list("pk", flat=True))
    return value if known.filter(pk=value).exists() else None


FACT = "facts."


def with_facts_apart(values: Mapping[str, Any]) -> dict[str, Any]:
    """Each fact as a column of its own: two people may tell different facts at once.

    >>> with_facts_apart({"name": "Four", "facts": {"https://lieu.example/mots/gare": "1.2"}})
    {'name': 'Four', 'facts.https://lieu.example/mots/gare': '1.2'}
    """
    apart = {name: value for name, value in values.items() if name != "facts"}
    return apart | {f"{FACT}{uri}": value for uri, value in (values.get("facts") or {}).items()}


def with_facts_together(values: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """The columns as the entry keeps them; a fact told as None is taken back."""
    told = {n.removeprefix(FACT): v for n, v in values.items() if n.startswith(FACT)}
    columns = {name: value for name, value in values.items() if not name.startswith(FACT)}
    if not told:
        return columns
    facts = {uri: value for uri, value in {**known, **told}.items() if value is not None}
    return columns | {"facts": facts}
