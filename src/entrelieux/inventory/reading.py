"""What those who keep an entry may read of its values: they are not always of every circle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignKey, ManyToManyField

from entrelieux.communities.circles import circle_of
from entrelieux.inventory.models import Entry
from entrelieux.inventory.states import FACT, with_facts_apart
from entrelieux.lexicons.queries import readable_uris

States = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Hidden:
    """The facts (by the name of their column) and the linked entries (by that of theirs)."""

    facts: frozenset[str]
    links: Mapping[str, frozenset[int]]

    def without(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values that are left; facts are told as they came, together or apart."""
        left = {name: v for name, v in values.items() if name not in self.facts}
        if left.get("facts"):
            told = left["facts"].items()
            left["facts"] = {uri: v for uri, v in told if f"{FACT}{uri}" not in self.facts}
        return left | {name: self._seen(name, left[name]) for name in self.links if name in left}

    def _seen(self, name: str, value: Any) -> Any:
        if isinstance(value, list):
            return [key for key in value if key not in self.links[name]]
        return None if value in self.links[name] else value


def hidden_from(person: Any, entry: Entry, states: States) -> Hidden:
    """What these states of an entry tell that is not for this person.

    What was taken off the pages since is told by its name: it was there to be seen.
    """
    told = [with_facts_apart(state) for state in states]
    uris = {name.removeprefix(FACT) for one in told for name in one if name.startswith(FACT)}
    read = readable_uris(uris, circle_of(person)) if uris else set()
    links = {name: _unseen(person, entry, name, told) for name in entry.KEPT}
    return Hidden(
        frozenset(f"{FACT}{uri}" for uri in uris - read),
        {name: keys for name, keys in links.items() if keys},
    )


def _unseen(person: Any, entry: Entry, name: str, states: States) -> frozenset[int]:
    field = entry._meta.get_field(name)
    if not isinstance(field, ForeignKey | ManyToManyField):
        return frozenset()
    if not issubclass(field.related_model, Entry):
        return frozenset()
    values = [state.get(name) for state in states]
    keys = {key for v in values for key in (v if isinstance(v, list) else [v]) if key}
    there = field.related_model.objects.filter(pk__in=keys, removed_at=None)
    seen = field.related_model.objects.visible_to(person).filter(pk__in=keys)
    return frozenset(there.exclude(pk__in=seen.values("pk")).values_list("pk", flat=True))
