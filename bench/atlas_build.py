"""Time and memory of building the atlas, and the cost of one edit.

    python bench/atlas_build.py --sizes 35000 1000000

Each size is built in a process of its own, so that peak memory is its own.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import orjson
from atlas_documents import documents
from table import percentile, print_table

from entrelieux.core.atlas import Atlas, Document, Query, build

EDITS = 300


class Drawn:
    """Documents, and the seconds that it took to make them up."""

    def __init__(self, source: Iterator[Document]) -> None:
        self._source, self.seconds = source, 0.0

    def __iter__(self) -> Iterator[Document]:
        return self

    def __next__(self) -> Document:
        began = time.perf_counter()
        try:
            return next(self._source)
        finally:
            self.seconds += time.perf_counter() - began


def measure(count: int, keep: Path | None) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        path = keep or Path(folder) / "bench.atlas"
        drawn = Drawn(documents(count))
        began = time.perf_counter()
        build(drawn, path=path, version="bench")
        building = time.perf_counter() - began - drawn.seconds
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        began = time.perf_counter()
        atlas = Atlas.open(path)
        opening = time.perf_counter() - began
        edits = [*edit_times(atlas, count)]
        return {
            "documents": count,
            "build_s": building,
            "peak_mb": peak,
            "file_mb": path.stat().st_size / 2**20,
            "open_ms": opening * 1000,
            "edit_ms": statistics.median(edits) * 1000,
            "edit_p95_ms": percentile(edits, 0.95) * 1000,
            "edit_max_ms": max(edits) * 1000,
        }


def edit_times(atlas: Atlas, count: int) -> list[float]:
    """From the changed document to a snapshot that has answered with it."""
    snapshot, times = atlas.snapshot(), []
    for document in documents(min(count, EDITS), seed=2):
        began = time.perf_counter()
        snapshot = snapshot.apply([document])
        snapshot.search(Query(only=frozenset([document.id]), counted=()))
        times.append(time.perf_counter() - began)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[35_000, 1_000_000])
    parser.add_argument("--one", type=int, help="measure one size here and print it as JSON")
    parser.add_argument("--keep", type=Path, help="with --one: where to leave the file")
    options = parser.parse_args()
    if options.one:
        print(orjson.dumps(measure(options.one, options.keep)).decode())
        return
    rows = []
    for size in options.sizes:
        command = [sys.executable, __file__, "--one", str(size)]
        told = subprocess.run(command, check=True, capture_output=True).stdout
        rows.append(list(orjson.loads(told).values()))
    headers = ["documents", "build s", "peak MB", "file MB", "open ms", "edit ms", "p95", "max"]
    print_table("Building the atlas (drawing the documents set aside)", headers, rows)


if __name__ == "__main__":
    main()
