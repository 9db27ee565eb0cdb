"""What every writer takes: a place with the values its card shows, and whom they come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from entrelieux.core.interchange.records import Hours, PlaceField, Position, Problem


class Credit(NamedTuple):
    """A source to thank in every copy of the data."""

    name: str
    licence: str
    attribution: str


# Called for each thing a format cannot hold or asks for in vain: (id of the place, problem).
Report = Callable[[str, Problem], None]


def report_nothing(place_id: str, problem: Problem) -> None:
    """For callers who do not want to know."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place to write; `id` is its permanent identifier, `url` the address of its card."""

    id: str
    values: Mapping[PlaceField, Any]
    url: str = ""
    updated_at: str = field(default="", kw_only=True)
    sources: tuple[Credit, ...] = field(default=(), kw_only=True)

    def text(self, name: PlaceField) -> str:
        return str(self.values.get(name) or "")

    def texts(self, name: PlaceField) -> tuple[str, ...]:
        return tuple(self.values.get(name) or ())

    def pairs(self, name: PlaceField) -> Mapping[str, str]:
        return self.values.get(name) or {}

    @property
    def position(self) -> Position | None:
        return self.values.get(PlaceField.POSITION)

    @property
    def hours(self) -> Hours:
        return self.values.get(PlaceField.HOURS) or Hours(osm="", text="", label="")


def licences_of(row: PlaceRow) -> tuple[str, ...]:
    """Each licence once, in the order of the sources."""
    return tuple(dict.fromkeys(credit.licence for credit in row.sources if credit.licence))


def attributions_of(row: PlaceRow) -> tuple[str, ...]:
    return tuple(dict.fromkeys(credit.attribution for credit in row.sources if credit.attribution))
