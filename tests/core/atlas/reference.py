"""What the atlas must answer, computed the slow way: every document is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from entrelieux.core.atlas import Box, Document, Query
from entrelieux.core.geo import distance_km

TIER_WEIGHTS = (8.0, 4.0, 3.0, 1.0)


def answer(documents: Iterable[Document], query: Query) -> tuple[int, list[int], dict[str, Any]]:
    """The total, the ids of the page, and the counts of every value that counts."""
    documents = list(documents)
    matched = [document for document in documents if _matches(document, query)]
    kept = [document for document in matched if _selected(document, query.facets)]
    kept.sort(key=lambda document: _key(document, query))
    page = kept[query.offset : query.offset + query.limit]
    return len(kept), [document.id for document in page], _counts(matched, query)


def _matches(document: Document, query: Query) -> bool:
    return (
        all(_level(document, group) for group in query.groups)
        and (query.only is None or document.id in query.only)
        and document.id not in query.without
        and (query.open_slot is None or query.open_slot in document.open_slots)
        and (query.box is None or _in_box(document, query.box))
        and (query.near is None or query.near.km is None or _km(document, query) <= query.near.km)
    )


def _level(document: Document, group: Any) -> float:
    return max(
        (
            weight * alternative.weight
            for alternative in group
            for weight, words in zip(TIER_WEIGHTS, document.tiers, strict=False)
            if alternative.token in words
        ),
        default=0.0,
    )


def _in_box(document: Document, box: Box) -> bool:
    if document.lat is None or document.lon is None:
        return False
    if box.west <= box.east:
        across = box.west <= document.lon <= box.east
    else:
        across = document.lon >= box.west or document.lon <= box.east
    return across and box.south <= document.lat <= box.north


def _km(document: Document, query: Query) -> float:
    if document.lat is None or document.lon is None or query.near is None:
        return float("inf")
    return distance_km(query.near.lat, query.near.lon, document.lat, document.lon)


def _selected(document: Document, facets: Mapping[str, frozenset[str]]) -> bool:
    return all(values & set(document.facets.get(name, ())) for name, values in facets.items())


def _key(document: Document, query: Query) -> tuple[Any, ...]:
    if query.sort == "name":
        return document.sort_name.encode()[:24], document.id
    if query.sort == "freshness":
        return -document.updated_on, -document.score, document.id
    if query.sort == "distance":
        return _km(document, query), document.id
    level = sum(_level(document, group) for group in (*query.groups, *query.preferred))
    far = min(_km(document, query), 200.0) / 40.0 if query.near else 0.0
    return far - level, -document.score, document.id


def _counts(matched: Iterable[Document], query: Query) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for document in matched:
        for name, values in document.facets.items():
            others = {key: chosen for key, chosen in query.facets.items() if key != name}
            if not _selected(document, others):
                continue
            for value in set(values):
                known = counts.setdefault(name, {})
                known[value] = known.get(value, 0) + 1
    return counts
