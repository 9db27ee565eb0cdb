"""What may have changed of what is offered: told by the keys that actions leave when they write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from entrelieux.bridges.models import SourceKind
from entrelieux.bridges.offering.shape import LiveOffer
from entrelieux.places.models import Place
from entrelieux.search.kinds import document_row


@dataclass(frozen=True, slots=True)
class Touched:
    """Rows by their kind, and places with all that they hold."""

    rows: Mapping[str, frozenset[int]]
    places: frozenset[int]

    def __len__(self) -> int:
        return len(self.places) + sum(len(rows) for rows in self.rows.values())

    def of(self, kind: SourceKind) -> frozenset[int]:
        return self.rows.get(kind, frozenset())

    def entries(self, kind: SourceKind) -> Q:
        """The entries of a kind that may have changed."""
        return Q(pk__in=self.of(kind)) | Q(place__in=self.places)

    def holds(self, live: LiveOffer) -> bool:
        return live.place in self.places or live.row in self.of(live.kind)


def touched_by(keys: Iterable[int]) -> Touched:
    """What the keys of documents name; a place comes with what it is made of."""
    rows: dict[str, set[int]] = defaultdict(set)
    for key in keys:
        kind, row = document_row(key)
        rows[kind].add(row)
    named = rows.pop("place", set()) - {0}
    parts = Place.objects.filter(root__in=named).values_list("pk", flat=True) if named else ()
    return Touched(
        {kind: frozenset(some) for kind, some in rows.items()}, frozenset(named) | frozenset(parts)
    )


def narrowed(entries: Any, kind: SourceKind, touched: Touched | None) -> Any:
    """All the entries, or those that may have changed."""
    return entries if touched is None else entries.filter(touched.entries(kind))
