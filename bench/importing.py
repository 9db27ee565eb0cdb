"""Importing a list: reading, linking with what is known, then applying, in rows a second.

python bench/importing.py [FILE …]        the demonstration's lists when none is named
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from table import print_table

DATA = Path(__file__).resolve().parent.parent / "src/entrelieux/demo/data"
MEASURE = """
import json, resource, sys, time
from entrelieux.cli.django import prepare_database, setup_django
setup_django(); prepare_database()
from django.core.files.base import ContentFile
from pathlib import Path
from entrelieux.sources.actions import apply_run, declare_source, preview_run, propose_run
for name in sys.argv[1:]:
    path = Path(name)
    feed = declare_source(by=None, slug=path.stem[:50], name=path.stem)
    file = ContentFile(path.read_bytes(), name=path.name)
    run = propose_run(by=None, feed=feed, file=file, name=path.name)
    began = time.perf_counter(); preview_run(run=run); read = time.perf_counter() - began
    began = time.perf_counter(); apply_run(by=None, run=run); applied = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([path.name, run.counts["read"], read, applied, peak]), flush=True)
"""


def main() -> None:
    files = sys.argv[1:] or sorted(str(path) for path in DATA.iterdir())
    folder = tempfile.mkdtemp(prefix="entrelieux-bench-")
    environment = os.environ | {"ENTRELIEUX_DATA_DIR": folder}
    try:
        answer = subprocess.run(
            [sys.executable, "-c", MEASURE, *files],
            env=environment, check=True, capture_output=True, text=True,
        )  # fmt: skip
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    rows = []
    for line in answer.stdout.splitlines():
        name, count, read, applied, peak = json.loads(line)
        rows.append([name, count, read, applied, count / (read + applied), peak])
    headers = ["file", "rows", "read and linked s", "applied s", "rows a second", "peak MB"]
    print_table("Importing, one list after the other into one map", headers, rows)


if __name__ == "__main__":
    main()
