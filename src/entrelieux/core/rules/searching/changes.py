"""What could be otherwise in a case: the facts that rules look at, and who could change each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from entrelieux.core.rules.facts.case import Case, Scope
from entrelieux.core.rules.tree.conditions import Condition

# Where nothing is known of the moment: a Monday, so that weeks are whole.
SOME_DAY = datetime.fromisoformat("2024-01-01")
Means = Literal["do", "ask", "moment", "tell", "wait", "fixed"]
# What a person can bring about: doing it, asking somebody, choosing another moment, telling a fact.
YOURS: frozenset[Means] = frozenset({"do", "ask", "moment", "tell"})
WITH_TIME: frozenset[Means] = YOURS | {"wait"}
ANYTHING: frozenset[Means] = WITH_TIME | {"fixed"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact is: a key of the person or of the act, and a name of it, if it has names."""

    scope: Scope
    key: str
    name: str = ""

    def read(self, case: Case) -> Any:
        """None when it is not known; False for a name that is known to be absent."""
        facts = case.scope(self.scope).get(self.key)
        if not self.name or facts is None:
            return facts
        return facts.get(self.name, False if self.key in FAMILIES else None)

    def write(self, case: Case, value: Any) -> Case:
        if self.name:
            return case.with_name(self.scope, self.key, self.name, value)
        return case.with_fact(self.scope, self.key, value)

    def forget(self, case: Case) -> Case:
        return self.write(case, None)


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that becomes another. `says` are the conditions that it makes true."""

    place: Place
    value: Any
    means: Means
    says: tuple[Condition, ...] = ()

    def apply(self, case: Case) -> Case:
        return self.place.write(case, self.value)


class Domain(dict[Place, tuple[Change, ...]]):
    """What each fact could be instead. `whole` when every answer that rules can give is there."""

    whole: bool = True


def apply_all(changes: Iterable[Change], case: Case) -> Case:
    for change in changes:
        case = change.apply(case)
    return case


# Families: a name that is not in them is known not to be there.
FAMILIES = frozenset(
    {"roles", "statuses", "groups", "links", "kin", "badges", "documents", "agreements"}
    | {"notices", "checked", "purposes", "materials", "projects", "during", "labels", "nearby"}
    | {"paid", "votes"}
)
# By whom a name of a family is gained, and lost.
GAINED: Mapping[str, Means] = {
    "roles": "ask",
    "statuses": "do",
    "groups": "fixed",
    "links": "fixed",
    "kin": "fixed",
    "badges": "do",
    "documents": "do",
    "agreements": "ask",
    "notices": "do",
    "checked": "do",
    "purposes": "do",
    "materials": "do",
    "projects": "do",
    "during": "moment",
    "labels": "fixed",
    "nearby": "moment",
    "paid": "do",
    "votes": "ask",
    "terms": "do",
}
LOST: Mapping[str, Means] = {
    "purposes": "do",
    "materials": "do",
    "during": "moment",
    "nearby": "moment",
}
# By whom a number goes up, and down.
RAISED: Mapping[str, Means] = {
    "age": "wait",
    "balances": "do",
    "quantities": "do",
    "lasts": "do",
    "used": "do",
    "terms": "do",
}
LOWERED: Mapping[str, Means] = {"quantities": "do", "lasts": "do", "used": "wait", "terms": "do"}
