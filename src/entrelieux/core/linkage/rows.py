"""The row that linkage reads, and what can be wrong with a set of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Fidelity = Literal["exact", "street", "commune", "unknown"]

_NO_IDS: Mapping[str, str] = MappingProxyType({})


class LinkageError(Exception):
    """Base of what linkage refuses, with what to do next."""


class DuplicateRowId(LinkageError):
    """Two rows carry the same `row_id`, so an answer about it could not be read."""

    def __init__(self, row_id: str) -> None:
        super().__init__(
            f"Two rows have the id “{row_id}”. Give each row its own row_id, then retry."
        )
        self.row_id = row_id


class ContradictoryDecisions(LinkageError):
    """People said that two rows are the same place, and also that they are not."""

    def __init__(self, left: str, right: str) -> None:
        super().__init__(
            f"“{left}” and “{right}” are decided both same and different, directly or through "
            "other rows. Withdraw one of these decisions, then retry."
        )
        self.pair = (left, right)


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One row of one source, as read. Empty strings and None mean that the source says nothing.

    `lat` and `lon` are WGS84 degrees. `insee` is the commune code of five characters.
    `external_ids` maps a scheme ("siret", "osm", "wikidata", "fablabs.io", …) to a value.
    """

    row_id: str
    source: str = ""
    source_id: str = ""
    name: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    insee: str = ""
    lat: float | None = None
    lon: float | None = None
    fidelity: Fidelity = "unknown"
    types: tuple[str, ...] = ()
    url: str = ""
    phone: str = ""
    email: str = ""
    external_ids: Mapping[str, str] = field(default_factory=lambda: _NO_IDS)
    date: str = ""


def index_by_id(rows: Sequence[LinkRow]) -> dict[str, int]:
    """Return the rank of each row id. Raises DuplicateRowId."""
    ranks: dict[str, int] = {}
    for rank, row in enumerate(rows):
        if row.row_id in ranks:
            raise DuplicateRowId(row.row_id)
        ranks[row.row_id] = rank
    return ranks
