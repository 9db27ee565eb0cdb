"""Requests a second of tiles and search JSON from one process: kept and computed anew.

    python bench/front.py --size 1000000

One granian worker, 8 connections. « Kept » asks for a few hundred addresses
again and again; « computed » never asks for the same twice. The same answers come through
Django's middleware in the same run.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from atlas_documents import KINDS, documents
from load import load
from table import print_table
from tiles import CENTRES, tile_of

from entrelieux.core.atlas import build

PORT = 8799
WORDS = ["atelier", "fablab", "grange", "murat", "clermont", "lyon", "forge", "saint", "comptoir"]
CONNECTIONS = 8


def tile_addresses() -> list[str]:
    return [
        "/tiles/{}/{}/{}.mvt?sorte={}".format(*tile_of(lat, lon, z), kind)
        for z in range(15)
        for lat, lon in CENTRES
        for kind in KINDS[:3]
    ]


def search_addresses() -> list[str]:
    return [f"/api/v1/search?q={word}&sorte={kind}" for word in WORDS for kind in KINDS]


@contextmanager
def served(atlas: Path, threads: int) -> Iterator[int]:
    """The process id of the server's only worker's parent, while it serves."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory"]
    command += ["--workers", "1", "--blocking-threads", str(threads), "--port", str(PORT)]
    command += ["--log-level", "warning", "--no-ws", "front_application:application"]
    environment = {**os.environ, "BENCH_ATLAS": str(atlas)}
    server = subprocess.Popen(command, env=environment, cwd=Path(__file__).parent)
    try:
        _wait(f"http://127.0.0.1:{PORT}/tiles/0/0/0.mvt")
        yield server.pid
    finally:
        server.terminate()
        server.wait(20)


def _wait(address: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=5).read()  # noqa: S310
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The server did not start.")


def resident_mb(parent: int) -> float:
    """The memory of the worker: file pages that it shares with others are counted."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    sizes = [
        int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{child}/status").read_text())[1])
        for child in children
    ]
    return max(sizes) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1, help="blocking threads of the worker")
    parser.add_argument("--atlas", type=Path, help="a file that bench/atlas_build.py --keep left")
    options = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        atlas = options.atlas or folder / "bench.atlas"
        if not options.atlas:
            build(documents(options.size), path=atlas)
        with served(atlas, options.threads) as process:
            for what, addresses in [("tiles", tile_addresses()), ("search", search_addresses())]:
                for anew in (False, True):
                    for prefix in ("", "/django"):
                        asked = [prefix + address for address in addresses]
                        for seconds in (1, options.seconds):  # the first warms up
                            told = load(
                                PORT, asked, anew=anew, seconds=seconds, connections=CONNECTIONS
                            )
                        how = "computed anew" if anew else "kept"
                        rows.append([what, how, "Django" if prefix else "front", *told])
            memory = resident_mb(process)
    headers = ["", "", "through", "requests/s", "p99 ms", "errors"]
    print_table(f"{options.size:,} places, one process, {CONNECTIONS} connections", headers, rows)
    print(f"Memory of the worker: {memory:,.0f} MB")


if __name__ == "__main__":
    main()
