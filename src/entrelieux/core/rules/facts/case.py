"""A case: who does what with which thing, when, and all that is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

Person = Mapping[str, Any]
Facts = Mapping[str, Any]
Scope = Literal["person", "facts"]


@dataclass(frozen=True, slots=True)
class Case:
    """A key that is missing is not known; an empty list is known to be empty.

    `person` (the one who acts): age, roles, statuses, groups, links, kin, badges, documents,
    balances, events, breaches.

    `facts`: at, asked_at, lasts (minutes), kinds, this, labels, numbers, people, agreements,
    notices, paid, checked, purposes, materials, projects, during, nearby, quantities, used, events,
    votes, terms.
    """

    act: str
    person: Person = field(default_factory=dict, hash=False)
    facts: Facts = field(default_factory=dict, hash=False)
    id: str = ""

    @property
    def kinds(self) -> tuple[str, ...] | None:
        """The kinds of the thing; None when it is not known which thing it is."""
        return self.facts.get("kinds")

    @property
    def at(self) -> datetime | None:
        return self.facts.get("at")

    def scope(self, name: Scope) -> Facts:
        return self.person if name == "person" else self.facts

    def with_fact(self, scope: Scope, key: str, value: Any) -> Case:
        """The case with one fact replaced; None makes it unknown."""
        return self._with(scope, {**self.scope(scope), key: value})

    def with_name(self, scope: Scope, key: str, name: str, value: Any) -> Case:
        """The case with one name of a family replaced."""
        family = self.scope(scope).get(key) or {}
        return self.with_fact(scope, key, {**family, name: value})

    def _with(self, scope: Scope, facts: Facts) -> Case:
        known = {key: value for key, value in facts.items() if value is not None}
        return replace(self, person=known) if scope == "person" else replace(self, facts=known)


FAMILY_OF = {
    "role": "roles",
    "status": "statuses",
    "group": "groups",
    "link": "links",
    "kin": "kin",
    "purpose": "purposes",
    "material": "materials",
    "project": "projects",
    "during": "during",
    "label": "labels",
    "nearby": "nearby",
    "paid": "paid",
}


def used_key(what: str, by: str, window: object) -> str:
    """The name of a count among the facts: « bookings/person/month », « visits/person/P30D »."""
    return f"{what}/{by}/{window}"
