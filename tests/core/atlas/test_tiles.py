"""Tiles hold every document once, in few bytes, and other software reads them."""

from __future__ import annotations

import math
import random

import mapbox_vector_tile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrelieux.core.atlas import Atlas, Document, NoSuchTile, Query, Snapshot
from entrelieux.core.atlas.segment import segment_of
from entrelieux.core.atlas.tiles import MOST_BYTES
from tests.core.atlas.reference import answer as reference_answer
from tests.core.atlas.strategies import many_documents, queries


def atlas_of(documents) -> Snapshot:
    return Atlas(segment_of(documents)).snapshot()


def features(snapshot: Snapshot, z: int, x: int, y: int, query: Query | None = None):
    tile = snapshot.tile(z, x, y, query or Query())
    assert len(tile) <= MOST_BYTES
    if not tile:
        return []
    layers = mapbox_vector_tile.decode(tile, default_options={"y_coord_down": True})
    assert list(layers) == ["places"]
    return layers["places"]["features"]


def size_of(feature) -> int:
    return feature["properties"].get("count", 1)


def tile_of(lat: float, lon: float, z: int) -> tuple[int, int, int]:
    sine = math.sin(math.radians(lat))
    x = (lon / 360 + 0.5) * 2**z
    y = (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * 2**z
    return z, int(x), int(y)


@settings(max_examples=100, deadline=None)
@given(many_documents(), queries(), st.integers(0, 3))
def test_the_tiles_of_a_zoom_hold_what_a_full_scan_finds(documents, query, z):
    placed = [document for document in documents if document.lat is not None]
    snapshot = atlas_of(documents[::2]).apply(documents[1::2])
    shown = [
        size_of(feature)
        for x in range(2**z)
        for y in range(2**z)
        for feature in features(snapshot, z, x, y, query)
    ]
    assert sum(shown) == reference_answer(placed, query)[0]


def crowd(count: int, spread: float) -> list[Document]:
    draw = random.Random(3)  # noqa: S311
    return [
        Document(
            id=number,
            public_id=f"place-{number}",
            lat=45.5 + draw.gauss(0, spread),
            lon=3.0 + draw.gauss(0, spread),
            tiers=((), (), (), ()),
            facets={"kind": (draw.choice(["fablab", "fablab", "fablab", "coworking"]),)},
            payload=(
                b'{"name":"Un nom de lieu assez long pour prendre de la place %d",'
                b'"kind":"fablab","url":"/lieux/un-nom-de-lieu-assez-long-%d/"}' % (number, number)
            ),
        )
        for number in range(count)
    ]


CROWD = crowd(20_000, 0.5)
CROWDED = atlas_of(CROWD)


@pytest.mark.parametrize("z", range(19))
def test_a_crowd_stays_light_and_complete_at_every_zoom(z: int):
    tile = tile_of(45.5, 3.0, z)
    inside = [document for document in CROWD if tile_of(document.lat, document.lon, z) == tile]
    found = features(CROWDED, *tile)
    assert sum(map(size_of, found)) == len(inside)
    assert len(found) <= 256


def test_a_place_alone_tells_its_name_and_address():
    document = Document(
        id=4,
        public_id="k2",
        lat=45.11,
        lon=2.87,
        tiers=((), (), (), ()),
        payload='{"name":"CoCotte numérique","kind":"tiers-lieu","url":"/lieux/k2/"}'.encode(),
    )
    (feature,) = features(atlas_of([document]), *tile_of(45.11, 2.87, 10))
    assert feature["properties"] == {
        "id": "k2",
        "name": "CoCotte numérique",
        "kind": "tiers-lieu",
        "url": "/lieux/k2/",
    }


def test_a_point_is_drawn_where_it_is():
    document = Document(id=1, public_id="a", lat=0.0, lon=45.0, tiers=())
    (feature,) = features(atlas_of([document]), 1, 1, 1)
    assert feature["geometry"] == {"type": "Point", "coordinates": [1024, 0]}


def test_a_cluster_comes_apart_at_the_zoom_it_announces():
    pair = [
        Document(id=1, public_id="a", lat=45.5, lon=3.0, tiers=()),
        Document(id=2, public_id="b", lat=45.5002, lon=3.0003, tiers=()),
    ]
    snapshot = atlas_of(pair)
    (cluster,) = features(snapshot, *tile_of(45.5, 3.0, 6))
    expand = cluster["properties"]["expand"]
    apart = [
        features(snapshot, *tile)
        for tile in {tile_of(document.lat, document.lon, expand) for document in pair}
    ]
    assert sum(len(found) for found in apart) == 2


def test_places_on_one_spot_stay_one_cluster_that_says_so():
    spot = [Document(id=n, public_id=f"p{n}", lat=45.5, lon=3.0, tiers=()) for n in range(5)]
    (cluster,) = features(atlas_of(spot), *tile_of(45.5, 3.0, 18))
    assert cluster["properties"] == {"count": 5}


def test_a_cluster_names_the_kind_of_most_of_its_places():
    (kind,) = {feature["properties"].get("kind") for feature in features(CROWDED, 3, 4, 2)}
    assert kind == "fablab"


def test_an_edit_moves_a_place_from_one_tile_to_another():
    before = Document(id=1, public_id="a", lat=45.0, lon=3.0, tiers=())
    after = Document(id=1, public_id="a", lat=-45.0, lon=3.0, tiers=())
    snapshot = atlas_of([before]).apply([after])
    assert len(features(snapshot, 1, 1, 0)) == 0
    assert len(features(snapshot, 1, 1, 1)) == 1


@pytest.mark.parametrize("tile", [(-1, 0, 0), (3, 8, 0), (3, 0, -1), (23, 0, 0)])
def test_a_tile_that_does_not_exist_is_refused(tile):
    with pytest.raises(NoSuchTile, match="0 ≤ z ≤ 22"):
        atlas_of([]).tile(*tile, Query())


def test_long_addresses_do_not_make_a_tile_heavy():
    spread = [
        Document(
            id=n,
            public_id=f"p{n}",
            lat=45.5 + (n // 16) * 0.05,
            lon=3.0 + (n % 16) * 0.08,
            tiers=(),
            payload=b'{"name":"n","url":"%s"}' % (b"x" * 1_000),
        )
        for n in range(200)
    ]
    found = features(atlas_of(spread), *tile_of(45.9, 3.5, 7))
    assert sum(map(size_of, found)) == sum(
        tile_of(d.lat, d.lon, 7) == tile_of(45.9, 3.5, 7) for d in spread
    )
