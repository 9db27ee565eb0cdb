"""One edit of one card: time, and bytes written, as the number of places grows.

Goal: ≤ 5 KB written and a time independent of the number of places.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

MEASURE = """
import json, os, sys, time; sys.path.insert(0, {bench!r})
from pathlib import Path
from entrelieux.cli.django import prepare_database, setup_django
setup_django(); prepare_database()
import territory; territory.fill({count})
from django.db import connection
from entrelieux.places.actions import edit_place
from entrelieux.places.models import Place
from entrelieux.search.build import build_atlas
from entrelieux.search.reader import current_view
build_atlas(); current_view()
connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
edit, catch_up, size = [], [], []
log = Path(str(connection.settings_dict["NAME"]) + "-wal")
for number in range({edits}):
    place = Place.objects.order_by("pk")[number * 7 % {count}]
    before = log.stat().st_size if log.exists() else 0
    started = time.perf_counter()
    edit_place(by=None, place=place, base=place.card, values={{"holder": f"Edit {{number}}"}})
    edit.append((time.perf_counter() - started) * 1000)
    size.append(sum(len(str(v)) for v in Place.objects.get(pk=place.pk).card.values()) / 1024)
    started = time.perf_counter()
    current_view()
    catch_up.append((time.perf_counter() - started) * 1000)
print(json.dumps({{"edit": edit, "catch_up": catch_up, "size": size}}))
"""


def measure(count: int, edits: int) -> list[object]:
    import json

    from table import percentile

    folder = tempfile.mkdtemp(prefix="entrelieux-bench-")
    code = MEASURE.format(bench=str(Path(__file__).parent), count=count, edits=edits)
    environment = os.environ | {"ENTRELIEUX_DATA_DIR": folder}
    try:
        answer = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    figures = json.loads(answer.stdout.splitlines()[-1])
    return [
        count,
        percentile(figures["edit"], 0.5),
        percentile(figures["edit"], 0.95),
        percentile(figures["catch_up"], 0.5),
        percentile(figures["catch_up"], 0.95),
        percentile(figures["size"], 0.5),
    ]


def main() -> None:
    from table import print_table

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 4_000, 35_000])
    parser.add_argument("--edits", type=int, default=100)
    options = parser.parse_args()
    headers = ["places", "edit ms", "p95", "seen by readers ms", "p95", "card KB"]
    rows = [measure(size, options.edits) for size in options.sizes]
    print_table("One edit, and the next reader's catching up", headers, rows)


if __name__ == "__main__":
    main()
