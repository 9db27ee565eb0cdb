"""What is asked of the atlas, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Sort = Literal["relevance", "distance", "freshness", "name"]


class Alternative(NamedTuple):
    """One way to write a word of the query; `weight` is under 1 for a synonym or a typing error."""

    token: str
    weight: float = 1.0


class Box(NamedTuple):
    """WGS84 degrees."""

    south: float
    west: float
    north: float
    east: float


class Near(NamedTuple):
    """A point; with `km`, only what lies within."""

    lat: float
    lon: float
    km: float | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """Every group of words must be found; one alternative of a group is enough.

    A facet's values are alternatives; facets are combined. `open_slot` is a quarter of an hour of
    the week. `only` and `without` are document ids to keep or to leave out. `counted` names the
    facets to count: all of them when it is None. `preferred` are groups too, which bring forward
    what has them and ask nothing of the rest.
    """

    groups: tuple[tuple[Alternative, ...], ...] = ()
    preferred: tuple[tuple[Alternative, ...], ...] = ()
    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    box: Box | None = None
    near: Near | None = None
    open_slot: int | None = None
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 20
    only: frozenset[int] | None = None
    without: frozenset[int] = frozenset()
    counted: tuple[str, ...] | None = None


class Hit(NamedTuple):
    id: int
    public_id: str
    score: float
    distance_km: float | None
    payload: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """`total` is exact. `counts` gives, for each facet, how many documents each value would leave,
    the facet's own selection set aside."""

    total: int
    hits: tuple[Hit, ...]
    counts: Mapping[str, Mapping[str, int]]
