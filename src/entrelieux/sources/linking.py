"""Between the database and `core.linkage`: which known place is each new record?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q

from entrelieux.core.interchange.records import PlaceField, Record
from entrelieux.core.linkage import Cluster, Linkage, LinkRow, PairModel, PairVerdict, link, refit
from entrelieux.places.models import Merge, Place, Source, Statement
from entrelieux.sources.models import PairReview

LINKED_FIELDS = tuple(
    field.value
    for field in (
        PlaceField.NAME,
        PlaceField.STREET_ADDRESS,
        PlaceField.POSTCODE,
        PlaceField.CITY,
        PlaceField.INSEE,
        PlaceField.POSITION,
        PlaceField.TYPES,
        PlaceField.WEBSITE,
        PlaceField.PHONE,
        PlaceField.EMAIL,
        PlaceField.EXTERNAL_IDS,
    )
)

# Fewer decisions than this say more about the pairs that were asked than about the model.
LEAST_DECISIONS = 20


@dataclass(slots=True)
class Match:
    """What a new record is joined to (a place, or an earlier row of its file), and its doubts."""

    place_id: int | None = None
    rank: int | None = None
    probability: float | None = None
    doubts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_same(self) -> bool:
        return self.place_id is not None or self.rank is not None


def match_records(source: Source, records: Sequence[Record]) -> dict[str, Match]:
    """The match of each record that has one, or a doubt; by record key."""
    if not records:
        return {}
    known = list(known_rows())
    fresh = [row_of_record(source, record) for record in records]
    same, different = decided_pairs()
    linkage = link(
        [*known, *fresh],
        model=learnt_model({row.row_id: row for row in known}),
        same=same,
        different=different,
    )
    return _matches(linkage, {row_id(record): record for record in records})


def learnt_model(known: Mapping[str, LinkRow]) -> PairModel:
    """The shipped model, moved by what people decided here once they decided enough."""
    decided = PairReview.objects.filter(
        verdict__in=[PairReview.Verdict.SAME, PairReview.Verdict.DIFFERENT]
    ).values_list("first_id", "second_id", "verdict")
    pairs, same = [], []
    for first, second, verdict in decided:
        a, b = known.get(place_row_id(first)), known.get(place_row_id(second))
        if a and b:
            pairs.append((a, b))
            same.append(verdict == PairReview.Verdict.SAME)
    base = PairModel.load_default()
    return refit(pairs, same, base=base) if len(pairs) >= LEAST_DECISIONS else base


def row_id(record: Record) -> str:
    return f"row:{record.rank}"


def place_row_id(place_id: int) -> str:
    return f"place:{place_id}"


def known_rows() -> Iterable[LinkRow]:
    """One row per place and source that is still on the map."""
    shown = Place.objects.filter(hidden_in=None)
    statements = Statement.objects.filter(
        place__in=shown, retired_in=None, field__in=LINKED_FIELDS
    ).order_by("place_id", "source_id")
    values: dict[int, dict[str, Any]] = {}
    sources: dict[int, str] = {}
    for place, name, value, source in statements.values_list(
        "place_id", "field", "value", "source__slug"
    ):
        # What people said comes first (its source is empty) and is never overwritten.
        values.setdefault(place, {}).setdefault(name, value)
        sources[place] = source or sources.get(place, "people")
    return (
        link_row(place_row_id(place), sources[place], str(place), given)
        for place, given in values.items()
    )


def row_of_record(source: Source, record: Record) -> LinkRow:
    return link_row(row_id(record), source.slug, record.key, record.values, record.updated_at)


def link_row(
    identifier: str, source: str, key: str, values: Mapping[Any, Any], day: str = ""
) -> LinkRow:
    position = values.get(PlaceField.POSITION) or {}
    return LinkRow(
        row_id=identifier,
        source=source,
        source_id=key,
        name=values.get(PlaceField.NAME, ""),
        address=values.get(PlaceField.STREET_ADDRESS, ""),
        postcode=values.get(PlaceField.POSTCODE, ""),
        city=values.get(PlaceField.CITY, ""),
        insee=values.get(PlaceField.INSEE, ""),
        lat=position.get("lat"),
        lon=position.get("lon"),
        fidelity=position.get("fidelity", "unknown"),
        types=tuple(values.get(PlaceField.TYPES, ())),
        url=values.get(PlaceField.WEBSITE, ""),
        phone=values.get(PlaceField.PHONE, ""),
        email=values.get(PlaceField.EMAIL, ""),
        external_ids=dict(values.get(PlaceField.EXTERNAL_IDS, {})),
        date=day,
    )


def decided_pairs() -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """Pairs that are one place (live merges) and pairs that people said are two."""
    merges = Merge.objects.filter(ended_in=None).values_list("place_id", "into_id")
    # A pair that somebody joined after all is no longer two.
    reviews = PairReview.objects.filter(verdict=PairReview.Verdict.DIFFERENT).exclude(
        Q(first__root=F("second")) | Q(second__root=F("first")) | Q(first__root=F("second__root"))
    )
    return (
        frozenset((place_row_id(a), place_row_id(b)) for a, b in merges),
        frozenset(
            (place_row_id(a), place_row_id(b)) for a, b in reviews.values_list("first", "second")
        ),
    )


def _matches(linkage: Linkage, records: Mapping[str, Record]) -> dict[str, Match]:
    matches: dict[str, Match] = {}
    for cluster in linkage.clusters:
        _match_cluster(cluster, records, matches)
    for verdict in linkage.review:
        _add_doubt(verdict, records, matches)
    return matches


def _match_cluster(
    cluster: Cluster, records: Mapping[str, Record], matches: dict[str, Match]
) -> None:
    fresh = sorted((records[m] for m in cluster.members if m in records), key=lambda r: r.rank)
    known = sorted(int(m.removeprefix("place:")) for m in cluster.members if m not in records)
    for record in fresh if known else fresh[1:]:
        match = matches.setdefault(record.key, Match())
        match.place_id = known[0] if known else None
        match.rank = None if known else fresh[0].rank
        match.probability = cluster.confidence


def _add_doubt(
    verdict: PairVerdict, records: Mapping[str, Record], matches: dict[str, Match]
) -> None:
    first, second = verdict.left, verdict.right
    if first not in records:
        first, second = second, first
    if first not in records:
        return
    doubt: dict[str, Any] = {"probability": verdict.probability, "reasons": reasons_of(verdict)}
    if second in records:
        doubt["rank"] = records[second].rank
    else:
        doubt["place"] = int(second.removeprefix("place:"))
    matches.setdefault(records[first].key, Match()).doubts.append(doubt)


def reasons_of(verdict: PairVerdict) -> list[dict[str, Any]]:
    return [
        {
            "code": reason.code,
            "contribution": round(reason.contribution, 3),
            "values": dict(reason.values),
        }
        for reason in verdict.reasons
    ]
