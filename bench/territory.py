"""A synthetic territory of any size, in a database of its own: what the benches measure on.

Places are real communes' positions, jittered, with names, kinds, hours and texts drawn at random
from a fixed seed: the same size always gives the same territory.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

KINDS = ["fablab", "coworking", "makerspace", "france-services", "mediatheque", "tiers-lieu"]
FIRST = ["Atelier", "Fabrique", "Labo", "Maison", "Espace", "Pôle", "Grange", "Forge", "Comptoir"]
LAST = ["du Pont", "des Possibles", "commun", "numérique", "du Marché", "d’en Haut", "partagé"]
HOURS = [
    "Mo-Fr 09:00-12:00,14:00-18:00",
    "Tu,Th 14:00-17:00",
    "Sa[1] 10:00-12:00",
    "Mo-Fr 08:30-17:30",
]


def cards(count: int, *, seed: int = 1) -> Iterator[dict[str, Any]]:
    """`count` cards, as `create_place` takes them."""
    from entrelieux.core.geo import load_france

    draw = random.Random(seed)
    communes = sorted(load_france().communes, key=lambda commune: commune.code)
    placed = [commune for commune in communes if commune.lat is not None]
    for number in range(count):
        commune = draw.choice(placed)
        yield {
            "name": f"{draw.choice(FIRST)} {draw.choice(LAST)} {number}",
            "kinds": draw.sample(KINDS, draw.choice([1, 1, 2])),
            "street_address": f"{draw.randint(1, 90)} rue de la Gare",
            "postcode": next(iter(commune.postcodes), ""),
            "city": commune.name,
            "insee": commune.code,
            "position": {
                "lat": round(commune.lat + draw.gauss(0, 0.01), 6),
                "lon": round(commune.lon + draw.gauss(0, 0.01), 6),
                "fidelity": "exact",
            },
            "hours": {"osm": draw.choice(HOURS), "text": "", "label": "hours"},
        }


def fill(count: int) -> None:
    """Writes the territory into the configured database, in a few large transactions."""
    from django.db import transaction

    from entrelieux.places.actions.changes import Saying, open_change, refresh_cards, state_values
    from entrelieux.places.models import ChangeSet, Place

    described = list(cards(count))
    for start in range(0, count, 5_000):
        some = described[start : start + 5_000]
        with transaction.atomic():
            change = open_change(ChangeSet.Kind.IMPORT, by=None)
            places = Place.objects.bulk_create(Place(added_in=change) for _ in some)
            state_values(
                [Saying(place.pk, card) for place, card in zip(places, some, strict=True)],
                change=change,
            )
            refresh_cards(place.pk for place in places)


@contextmanager
def served(count: int, *, port: int = 8765) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The address of a server of `count` places, and its process; both end with the block."""
    folder = Path(tempfile.mkdtemp(prefix="entrelieux-bench-"))
    address = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "ENTRELIEUX_DATA_DIR": str(folder),
        "ENTRELIEUX_BASE_URL": address,
        "ENTRELIEUX_DEPARTMENTS": "03,15,43,63",
    }
    command = [sys.executable, "-c", FILL.format(bench=str(Path(__file__).parent), count=count)]
    server = None
    try:
        subprocess.run(command, env=environment, check=True)
        server = subprocess.Popen(
            [sys.executable, "-m", "entrelieux.cli.main", "serve", "--port", str(port),
             "--processes", "1", "--no-worker"],
            env=environment,
        )  # fmt: skip
        wait_for(address)
        yield address, server
    finally:
        if server:
            server.terminate()
            server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


FILL = """
import sys; sys.path.insert(0, {bench!r})
from entrelieux.cli.django import prepare_database, setup_django
setup_django(); prepare_database()
import territory; territory.fill({count})
from entrelieux.search.build import build_atlas
build_atlas()
"""


def wait_for(address: str, *, seconds: float = 60) -> None:
    """Raises `TimeoutError` when nothing answers in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address + "/", timeout=5):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"{address} did not answer within {seconds} s.")


def resident_megabytes(process: int) -> float:
    """Resident memory of a process and its children, in MB."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
        except OSError:
            continue  # it ended meanwhile
        fields = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
        if process in (int(fields["Pid"]), int(fields["PPid"])):
            total += int(fields.get("VmRSS", "0 kB").split()[0])
    return total / 1024
