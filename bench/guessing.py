"""How well `entrelieux guess` reads lists in shapes that it was not written for.

    python bench/guessing.py                  # the tables of docs/algorithms/guessing.md
    python bench/guessing.py --show tune      # what is missed on the half to tune on
    python bench/guessing.py --half tune --drawn 20
    python bench/guessing.py --half fresh     # shapes found after the last change of the reader

The lists are made by tests/core/interchange/guess/dressing: true places, in the shapes of public
lists, with seeded faults. Names, ways to write and whole shapes are in two halves, by digests; what
is held back is for measuring only.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from table import print_table

from tests.core.interchange.guess.dressing.dressing import dress
from tests.core.interchange.guess.dressing.names import Half
from tests.core.interchange.guess.dressing.scoring import Score, score
from tests.core.interchange.guess.dressing.shapes import (
    Shape,
    drawn_shapes,
    fresh_shapes,
    written_shapes,
)

DRAWN = 60
HEADERS = ("lists", "records", "needed columns", "wrong columns", "persons fed", "values right",
           "problems found", "needless a record")  # fmt: skip


def measured(shapes: Iterator[Shape]) -> Iterator[tuple[Shape, Score]]:
    for shape in shapes:
        with tempfile.TemporaryDirectory() as folder:
            yield shape, score(dress(shape), Path(folder))


def line(name: str, scores: list[Score]) -> list[object]:
    total = Score()
    for one in scores:
        total.add(one)
    return [
        name,
        len(scores),
        total.records,
        f"{total.found / max(1, total.needed):.1%}",
        total.wrong_columns,
        total.persons_fed,
        f"{total.right / max(1, total.values):.1%}",
        f"{total.told / max(1, total.faults):.1%}",
        f"{total.needless / max(1, total.records):.3f}",
    ]


def every_shape(half: Half, drawn: int) -> dict[str, list[Shape]]:
    if half == "fresh":
        return {"written": list(fresh_shapes())}
    return {"written": list(written_shapes(half)), "drawn": list(drawn_shapes(half, drawn))}


def compare(halves: list[Half], drawn: int, show: str) -> None:
    for half in halves:
        found: dict[str, list[Score]] = {}
        for kind, shapes in every_shape(half, drawn).items():
            for shape, counts in measured(iter(shapes)):
                found.setdefault(f"{kind} shapes", []).append(counts)
                found.setdefault(shape.family, []).append(counts)
                found.setdefault("all", []).append(counts)
                if show == half:
                    tell(shape, counts)
        print_table(f"Shapes: {half}", (half, *HEADERS), [line(*pair) for pair in found.items()])


def tell(shape: Shape, counts: Score) -> None:
    print(f"\n=== {shape.id} ({shape.container}, {shape.territory})  {line('', [counts])[3:]}")
    kinds: Counter[str] = Counter()
    for missed in counts.missed:
        kind = " ".join(missed.split()[:2])
        kinds[kind] += 1
        if kinds[kind] <= 3:
            print(f"    {missed[:230]}")
    print("   ", {kind: times for kind, times in kinds.items() if times > 3})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("tune", "held", "fresh"))
    parser.add_argument("--drawn", type=int, default=DRAWN)
    parser.add_argument("--show", choices=("tune", "held", "fresh"), default="")
    told = parser.parse_args()
    halves: list[Half] = [told.half] if told.half else ["tune", "held", "fresh"]
    compare(halves, told.drawn, told.show)


if __name__ == "__main__":
    main()
