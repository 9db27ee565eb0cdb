"""No condition excludes an offer that answers, whatever either side tells by the way."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from entrelieux.core.bridging.model import Need, Offer
from tests.core.bridging.pairs import HERE, failed

with (Path(__file__).parent / "data" / "innocent.csv").open(encoding="utf-8", newline="") as file:
    PAIRS = tuple(csv.DictReader(file))


@pytest.mark.parametrize("row", PAIRS, ids=[row["need"] for row in PAIRS])
def test_no_condition_excludes_what_answers(row, spotter):
    offer = Offer(
        "o", title=row["offer"], description=row["description"], kind=row["kind"],
        available=row["available"], lang=row["lang"], **HERE,
    )  # fmt: skip
    need = Need(
        "n", row["need"], row["told"], who=row["who"], when=row["when"], lang=row["lang"], **HERE
    )
    assert failed(need, offer, spotter) == set()
