"""How fast each published list is read: rows a second, and the memory it takes.

    bench/reading.py [FILE ...]

Without arguments, the lists that ship with the demonstration.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections import Counter
from pathlib import Path

import entrelieux
from entrelieux.core.geo.france import load_france
from entrelieux.core.interchange import registry

SHIPPED = Path(entrelieux.__file__).parent / "demo" / "data"
MEBIBYTE = 1024 * 1024


def main(paths: list[Path]) -> None:
    gazetteer = load_france()
    print(f"{'file':44} {'format':16} {'rows':>6} {'kept':>6} {'rows/s':>8} {'MiB':>6}  problems")
    for path in paths:
        content = path.read_bytes()
        started = time.perf_counter()
        reading = registry.read(content, name=path.name, gazetteer=gazetteer)
        records = list(reading.records)
        seconds = time.perf_counter() - started
        kept = sum(record.kept for record in records)
        problems = Counter(problem.code for record in records for problem in record.problems)
        print(
            f"{path.name:44} {reading.format:16} {len(records):6} {kept:6} "
            f"{len(records) / seconds:8.0f} {_peak(content, path.name):6.1f}  "
            + ", ".join(f"{code} {count}" for code, count in problems.most_common(6))
        )


def _peak(content: bytes, name: str) -> float:
    """Memory at its highest while the rows are read one by one, in MiB."""
    tracemalloc.start()
    for _ in registry.read(content, name=name, gazetteer=load_france()).records:
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / MEBIBYTE


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted(SHIPPED.iterdir()))
