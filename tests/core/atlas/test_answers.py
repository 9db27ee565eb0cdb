"""The atlas answers as if it had looked at every document."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from entrelieux.core.atlas import Alternative, Atlas, Box, Document, Near, Query, Snapshot, build
from entrelieux.core.atlas.segment import segment_of
from tests.core.atlas.reference import answer as reference_answer
from tests.core.atlas.strategies import FACETS, many_documents, queries


def atlas_of(documents) -> Snapshot:
    return Atlas(segment_of(documents)).snapshot()


def told(snapshot: Snapshot, query: Query):
    found = snapshot.search(query)
    counts = {
        name: {value: count for value, count in values.items() if count}
        for name, values in found.counts.items()
    }
    counts = {name: values for name, values in counts.items() if values}
    return found.total, [hit.id for hit in found.hits], counts


@settings(max_examples=250, deadline=None)
@given(many_documents(), queries())
def test_totals_hits_and_counts_are_those_of_a_full_scan(documents, query):
    assert told(atlas_of(documents), query) == reference_answer(documents, query)


@settings(max_examples=150, deadline=None)
@given(
    many_documents(), st.lists(st.tuples(many_documents(6), st.sets(st.integers(1, 60)))), queries()
)
def test_changes_since_the_build_are_answered_like_a_new_build(documents, edits, query):
    snapshot, truth = atlas_of(documents), {document.id: document for document in documents}
    for upserts, deletes in edits:
        snapshot = snapshot.apply(upserts, deletes)
        truth |= {document.id: document for document in upserts}
        truth = {key: document for key, document in truth.items() if key not in deletes}
    assert told(snapshot, query) == reference_answer(truth.values(), query)
    assert len(snapshot) == len(truth)


def town(count: int) -> list[Document]:
    """Enough documents that bands, rings and crowded cells are used."""
    draw = random.Random(7)  # noqa: S311
    return [
        Document(
            id=number * 3,
            public_id=f"p{number}",
            lat=None if number % 97 == 0 else draw.gauss(45.5, 0.9),
            lon=None if number % 97 == 0 else draw.gauss(3.0, 1.1),
            tiers=tuple(
                tuple(draw.sample(["fablab", "cowork", "bois", "murat", "café"], k))
                for k in (1, 1, 0, 2)
            ),
            facets={"kind": (draw.choice(FACETS["kind"]),), "department": (draw.choice("abc"),)},
            score=draw.choice([0.1, 0.4, 0.9]),
            payload=b"{}",
            sort_name=draw.choice(["a", "b", "c"]) * draw.randint(1, 30),
            updated_on=draw.randint(0, 500),
        )
        for number in range(count)
    ]


TOWN = town(20_000)
LARGE = [
    Query(),
    Query(sort="name", offset=9_000),
    Query(sort="freshness", offset=19_990),
    Query(groups=((Alternative("fablab"),),)),
    Query(groups=((Alternative("fablab"), Alternative("cowork", 0.7)),), offset=5_000),
    Query(groups=((Alternative("bois"),), (Alternative("murat"),)), limit=50),
    Query(near=Near(45.11, 2.87), sort="distance"),
    Query(near=Near(45.11, 2.87), sort="distance", offset=19_780, limit=100),
    Query(near=Near(45.11, 2.87), groups=((Alternative("fablab"),),)),
    Query(near=Near(45.11, 2.87, 25.0), facets={"kind": frozenset(["fablab"])}),
    Query(box=Box(45.0, 2.5, 46.0, 3.5), facets={"kind": frozenset(["fablab", "coworking"])}),
]


def test_large_sets_are_ranked_as_if_every_document_was_compared():
    snapshot = atlas_of(TOWN)
    for query in LARGE:
        assert told(snapshot, query) == reference_answer(TOWN, query)


def test_a_file_answers_like_the_documents_it_was_built_from(tmp_path: Path):
    steps: list[int] = []
    report = build(iter(TOWN), path=tmp_path / "town.atlas", version="v1", progress=steps.append)
    atlas = Atlas.open(tmp_path / "town.atlas")
    atlas.verify()
    assert (report.documents, atlas.version, steps[-1]) == (20_000, "v1", 20_000)
    assert [path.name for path in tmp_path.iterdir()] == ["town.atlas"]
    for query in LARGE:
        assert told(atlas.snapshot(), query) == reference_answer(TOWN, query)


def test_the_nearest_is_the_nearest_that_answers():
    snapshot = atlas_of(TOWN)
    fablabs = Query(facets={"kind": frozenset(["fablab"])})
    near = Query(near=Near(45.11, 2.87), facets=fablabs.facets, sort="distance", limit=3)
    nearest = snapshot.nearest(45.11, 2.87, 3, fablabs)
    assert [hit.id for hit in nearest.hits] == reference_answer(TOWN, near)[1]


def test_only_the_facets_asked_for_are_counted():
    counts = atlas_of(TOWN[:50]).search(Query(counted=("kind",))).counts
    assert list(counts) == ["kind"]
    assert sum(counts["kind"].values()) == 50


def test_an_older_snapshot_still_answers_as_before():
    before = atlas_of(TOWN[:10])
    after = before.apply([], {TOWN[3].id})
    assert (before.search(Query()).total, after.search(Query()).total) == (10, 9)
