"""Clustered tiles of the atlas at every zoom, with and without filters, against PostGIS ST_AsMVT.

    python bench/tiles.py --sizes 1000 100000 1000000

Tiles are those around the most crowded place, where they are the heaviest, and around a few others.
PostGIS answers the usual query: the points of the tile, one feature each (no clusters).
"""

from __future__ import annotations

import argparse
import math
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from atlas_documents import documents
from postgres_cluster import binaries, postgres
from table import percentile, print_table

from entrelieux.core.atlas import Alternative, Atlas, Near, Query, Snapshot, build

ZOOMS = range(19)
CENTRES = [(48.8566, 2.3522), (45.764, 4.8357), (45.7772, 3.087), (45.1099, 2.8686), (43.3, 5.37)]
FILTERS = {
    "no filter": Query(),
    "a kind": Query(facets={"kind": frozenset(["fablab"])}),
    "two facets": Query(
        facets={"access": frozenset(["open", "members"]), "wheelchair": frozenset(["yes"])}
    ),
    "open now": Query(open_slot=140),
    "a word": Query(groups=((Alternative("atelier"),),)),
    "50 km around": Query(near=Near(45.7772, 3.087, 50.0)),
    "200 km around": Query(near=Near(45.7772, 3.087, 200.0)),
}
POSTGIS_ROUNDS = 1


def tile_of(lat: float, lon: float, z: int) -> tuple[int, int, int]:
    sine = math.sin(math.radians(lat))
    y = (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * 2**z
    return z, int((lon / 360 + 0.5) * 2**z), int(y)


def tiles() -> list[tuple[int, int, int]]:
    return [tile_of(lat, lon, z) for z in ZOOMS for lat, lon in CENTRES]


def measure_atlas(snapshot: Snapshot, query: Query, rounds: int) -> tuple[list[float], list[int]]:
    times, sizes = [], []
    for tile in tiles():
        snapshot.tile(*tile, query)
        for _ in range(rounds):
            began = time.perf_counter()
            answer = snapshot.tile(*tile, query)
            times.append((time.perf_counter() - began) * 1000)
        sizes.append(len(answer))
    return times, sizes


@contextmanager
def postgis(count: int) -> Iterator[psycopg.Connection]:
    with postgres() as connection:
        connection.execute("CREATE EXTENSION postgis")
        connection.execute(
            "CREATE UNLOGGED TABLE place(id text, name text, kind text, geom geometry(Point, 3857))"
        )
        connection.execute("CREATE TEMP TABLE raw(id text, name text, kind text, x float, y float)")
        with connection.cursor().copy("COPY raw FROM STDIN") as copy:
            for d in documents(count):
                copy.write_row((d.public_id, d.sort_name, d.facets["kind"][0], d.lon, d.lat))
        connection.execute(
            "INSERT INTO place SELECT id, name, kind,"
            " ST_Transform(ST_SetSRID(ST_MakePoint(x, y), 4326), 3857) FROM raw"
        )
        connection.execute("CREATE INDEX ON place USING gist(geom)")
        connection.execute("VACUUM ANALYZE place")
        yield connection


def measure_postgis(connection: psycopg.Connection) -> tuple[list[float], list[int]]:
    times, sizes = [], []
    for z, x, y in dict.fromkeys(tiles()):
        for _ in range(POSTGIS_ROUNDS):
            began = time.perf_counter()
            (answer,) = connection.execute(
                "WITH b AS (SELECT ST_TileEnvelope(%s, %s, %s) box), t AS (SELECT id, name, kind,"
                " ST_AsMVTGeom(geom, b.box) AS geom FROM place, b WHERE geom && b.box)"
                " SELECT ST_AsMVT(t, 'places') FROM t",
                [z, x, y],
            ).fetchone()
            times.append((time.perf_counter() - began) * 1000)
        sizes.append(len(answer))
    return times, sizes


def row(name: str, times: list[float], sizes: list[int]) -> list[object]:
    spread = [statistics.median(times), percentile(times, 0.95), max(times)]
    return [name, len(times), *spread, statistics.median(sizes) / 1000, max(sizes) / 1000]


def by_zoom(snapshot: Snapshot) -> list[list[object]]:
    rows = []
    for z in ZOOMS:
        times, sizes = [], []
        for lat, lon in CENTRES:
            for query in FILTERS.values():
                tile = tile_of(lat, lon, z)
                snapshot.tile(*tile, query)
                began = time.perf_counter()
                sizes.append(len(snapshot.tile(*tile, query)))
                times.append((time.perf_counter() - began) * 1000)
        rows.append([z, statistics.median(times), max(times), max(sizes) / 1000])
    return rows


def has_postgis(connection: psycopg.Connection) -> bool:
    names = connection.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'")
    return names.fetchone() is not None


def baseline(size: int) -> list[list[object]]:
    if not binaries():
        print("PostgreSQL is not installed: left out.")
        return []
    with postgres() as connection:
        if not has_postgis(connection):
            print("PostGIS is not installed: left out.")
            return []
    with postgis(size) as connection:
        return [row("PostGIS ST_AsMVT, no filter", *measure_postgis(connection))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    headers = ["", "tiles", "median ms", "p95 ms", "max ms", "median kB", "max kB"]
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "bench.atlas"
            build(documents(size), path=path)
            snapshot = Atlas.open(path).snapshot()
            rows = [
                row(name, *measure_atlas(snapshot, query, options.rounds))
                for name, query in FILTERS.items()
            ]
            zooms = by_zoom(snapshot)
        print_table(f"{size:,} points, zooms 0 to 18", headers, rows + baseline(size))
        print_table("Every zoom, all filters", ["zoom", "median ms", "max ms", "max kB"], zooms)


if __name__ == "__main__":
    main()
