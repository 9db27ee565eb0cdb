"""From an edit of one offer to its being found by a need, as the number of offers grows.

    python bench/catching_up.py [--sizes 10000 100000] [--edits 30]

The database holds resources of 2,000 places with the texts of the judged corpora. « Edit » is the
action; « found » is the first question asked after it, which reads what was written, against
« anew », which reads everything that is offered, as one that asks for the first time.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.table import percentile, print_table  # noqa: E402

PLACES = 2_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--edits", type=int, default=30)
    parser.add_argument("--within", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.within:
        print(json.dumps(measured(options.within, options.edits)))
        return
    rows = [row for size in options.sizes for row in in_a_database_of_its_own(size, options.edits)]
    columns = ("offers", "", "median ms", "p95 ms", "processor ms")
    print_table(f"Edit to found, load {os.getloadavg()[0]:.0f}", columns, rows)


def in_a_database_of_its_own(size: int, edits: int) -> list[list[object]]:
    folder = tempfile.mkdtemp(prefix="entrelieux-bench-")
    command = [sys.executable, __file__, "--within", str(size), "--edits", str(edits)]
    try:
        answer = subprocess.run(
            command,
            env=os.environ | {"ENTRELIEUX_DATA_DIR": folder},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return json.loads(answer.stdout.splitlines()[-1])


def measured(size: int, edits: int) -> list[list[object]]:
    from entrelieux.cli.django import prepare_database, setup_django

    setup_django()
    prepare_database()
    fill(size)
    from entrelieux.bridges.offering import offer_index
    from entrelieux.bridges.offering.index import read_index

    anew = Watch()
    anew.time(offer_index)
    edit, found = Watch(), Watch()
    for rank in range(edits):
        edit.time(lambda at=rank * 7: rename(at))
        found.time(lambda: answered(offer_index()))
    if size <= 10_000:
        anew.time(read_index)
    rows = [("edit", edit), ("found", found), ("read anew", anew)]
    return [[size, name, *watch.figures()] for name, watch in rows]


class Watch:
    def __init__(self) -> None:
        self.clock: list[float] = []
        self.spent: list[float] = []

    def time(self, work) -> None:
        from time import perf_counter, process_time

        started, busy = perf_counter(), process_time()
        work()
        self.clock.append((perf_counter() - started) * 1000)
        self.spent.append((process_time() - busy) * 1000)

    def figures(self) -> list[int]:
        return [
            round(percentile(self.clock, 0.5)),
            round(percentile(self.clock, 0.95)),
            round(percentile(self.spent, 0.5)),
        ]


def answered(index) -> None:
    from entrelieux.core.bridging.model import Need

    need = Need("n", "Girouette découpée au plasma", lat=45.55, lon=3.74, max_km=20)
    best = index.matcher.suggest(need).ranked[0]
    assert best.offer.offer.title.startswith("Girouette"), best.offer.offer.title


def rename(rank: int) -> None:
    from entrelieux.inventory.states import state_of
    from entrelieux.resources.actions import change_resource
    from entrelieux.resources.models import Resource

    resource = Resource.objects.order_by("pk")[rank]
    name = {"name": f"Girouette découpée au plasma {rank}"}
    change_resource(by=None, resource=resource, base=state_of(resource), values=name)


def fill(size: int) -> None:
    """Places around Ambert, and what they hold: texts of real voices, dealt in turn."""
    import numpy as np

    from bench.judging import READABLE
    from entrelieux.core.interchange.bridges import read_offers
    from entrelieux.places.actions.changes import open_change
    from entrelieux.places.models import ChangeSet, Place
    from entrelieux.resources.models import Resource

    change = open_change(ChangeSet.Kind.EDIT, by=None)
    draw = np.random.default_rng(5).normal((45.55, 3.74), 0.1, (PLACES, 2))
    places = Place.objects.bulk_create(
        Place(name=f"Lieu {rank}", lat=lat, lon=lon, card={}, added_in=change)
        for rank, (lat, lon) in enumerate(draw.tolist())
    )
    texts = [
        one
        for folder in READABLE.values()
        for one in read_offers((folder / "offers.csv").read_text("utf-8"), [])
    ]
    Resource.objects.bulk_create(
        (
            Resource(
                place=places[rank % PLACES],
                name=texts[rank % len(texts)].title[:120],
                description=f"{texts[rank * 7 % len(texts)].description} N° {rank}.",
            )
            for rank in range(size)
        ),
        batch_size=1_000,
    )


if __name__ == "__main__":
    main()
