"""The stated policy by which a card shows one value among those its sources give.

For a field with one value: what people of the place said, then what somebody verified, then the
better value of its kind (a house rather than a commune centre, hours that a machine can read),
then the more recent year, then the more trusted source, then the exact date. For a field that
holds several values (kinds, services, identifiers…) every source adds its own, unless people of
the place stated the whole list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from entrelieux.core.interchange.records import PlaceField

GATHERED_LISTS = frozenset(
    {
        PlaceField.ALTERNATE_NAMES,
        PlaceField.KINDS,
        PlaceField.TYPES,
        PlaceField.ACCESS,
        PlaceField.AUDIENCES,
        PlaceField.SERVICES,
        PlaceField.FEES,
        PlaceField.LABELS,
    }
)
GATHERED_MAPPINGS = frozenset(
    {PlaceField.ACCESSIBILITY, PlaceField.SOCIAL, PlaceField.EXTERNAL_IDS}
)
FIDELITY_RANK = {"exact": 3, "street": 2, "commune": 1}


class Reason(StrEnum):
    """Why a value is shown; the interface words each."""

    ONLY = "only"
    PEOPLE = "people"
    VERIFIED = "verified"
    PRECISE = "precise"
    RECENT = "recent"
    TRUSTED = "trusted"
    FIRST = "first"
    GATHERED = "gathered"


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement as the policy sees it; `source` is empty when a person said it."""

    id: int
    field: PlaceField
    value: Any
    source: str = ""
    trust: int = 50
    observed_on: date | None = None
    verified_on: date | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The value shown, the facts it comes from (best first), and the reason."""

    value: Any
    fact_ids: tuple[int, ...]
    reason: Reason


def compose(facts: Iterable[Fact]) -> dict[PlaceField, Choice]:
    """The whole card: one choice per field that has at least one fact."""
    by_field: dict[PlaceField, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_field[fact.field].append(fact)
    return {field: choose(by_field[field]) for field in PlaceField if field in by_field}


def choose(facts: Sequence[Fact]) -> Choice:
    """The value to show among facts of one field; `facts` is not empty."""
    ranked = sorted(facts, key=_rank, reverse=True)
    field = ranked[0].field
    if not ranked[0].source or len(ranked) == 1:
        reason = Reason.ONLY if len(ranked) == 1 and ranked[0].source else Reason.PEOPLE
        return Choice(ranked[0].value, (ranked[0].id,), reason)
    if field in GATHERED_LISTS:
        return Choice(_gather_lists(ranked), tuple(fact.id for fact in ranked), Reason.GATHERED)
    if field in GATHERED_MAPPINGS:
        return Choice(_gather_mappings(ranked), tuple(fact.id for fact in ranked), Reason.GATHERED)
    return Choice(ranked[0].value, (ranked[0].id,), _why(ranked[0], ranked[1]))


# The criteria in order, each with the reason that it gives when it decides.
_CRITERIA = (
    (lambda fact: not fact.source, Reason.PEOPLE),
    (lambda fact: fact.verified_on or date.min, Reason.VERIFIED),
    (lambda fact: _quality(fact), Reason.PRECISE),
    (lambda fact: fact.observed_on.year if fact.observed_on else 0, Reason.RECENT),
    (lambda fact: fact.trust, Reason.TRUSTED),
    (lambda fact: fact.observed_on or date.min, Reason.RECENT),
    (lambda fact: -fact.id, Reason.FIRST),
)


def _rank(fact: Fact) -> tuple[Any, ...]:
    return tuple(criterion(fact) for criterion, _ in _CRITERIA)


def _why(best: Fact, second: Fact) -> Reason:
    differing = (r for criterion, r in _CRITERIA if criterion(best) != criterion(second))
    return next(differing, Reason.FIRST)


def _quality(fact: Fact) -> int:
    """How good a value is of its kind: larger is better, 0 where there is nothing to compare."""
    if fact.field is PlaceField.POSITION:
        return FIDELITY_RANK.get(fact.value.get("fidelity", ""), 0)
    if fact.field is PlaceField.HOURS:
        return int(bool(fact.value.get("osm")))
    return 0


def _gather_lists(facts: Sequence[Fact]) -> list[Any]:
    return list(dict.fromkeys(item for fact in facts for item in fact.value))


def _gather_mappings(facts: Sequence[Fact]) -> Mapping[str, Any]:
    gathered: dict[str, Any] = {}
    for fact in reversed(facts):
        gathered.update(fact.value)
    return gathered
