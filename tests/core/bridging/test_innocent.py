"""No condition excludes an offer that answers, whatever either side tells by the way."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from entrelieux.core.bridging.conditions.verdicts import FAILS
from entrelieux.core.bridging.matcher import Matcher
from entrelieux.core.bridging.model import Need, Offer
from entrelieux.core.bridging.table import table_of
from entrelieux.core.words import load_core

AMBERT = {"lat": 45.55, "lon": 3.75}
with (Path(__file__).parent / "data" / "innocent.csv").open(encoding="utf-8", newline="") as file:
    PAIRS = tuple(csv.DictReader(file))


@cache
def _matcher() -> Matcher:
    return Matcher([_offer(row, rank) for rank, row in enumerate(PAIRS)], load_core())


def _offer(row, rank: int) -> Offer:
    return Offer(
        f"o{rank}", title=row["offer"], description=row["description"], kind=row["kind"],
        available=row["available"], lang=row["lang"], **AMBERT,
    )  # fmt: skip


@pytest.mark.parametrize("rank", range(len(PAIRS)), ids=[row["need"] for row in PAIRS])
def test_no_condition_excludes_what_answers(rank):
    row, matcher = PAIRS[rank], _matcher()
    (segment,) = matcher.segments
    need = Need(
        "n", row["need"], row["told"], who=row["who"], when=row["when"], lang=row["lang"], **AMBERT
    )
    table = table_of(matcher.query(need), segment, matcher.answers)
    ids = [segment.offers[table.ranges.position(one)].id for one in range(table.ranges.size)]
    place = np.array([ids.index(f"o{rank}")])
    verdicts = table.judgment(place).verdicts
    assert [one for one, told in verdicts.items() if told[0] == FAILS] == []
