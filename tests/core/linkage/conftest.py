"""Labelled real rows: see docs/algorithms/linkage.md for how they were judged."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

from entrelieux.core.linkage import LinkRow

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Pair:
    left: str
    right: str
    verdict: str
    split: str
    region: str
    repeat: bool


def read_rows(name: str) -> list[LinkRow]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return [_row(told) for told in csv.DictReader(stream)]


def _row(told: dict[str, str]) -> LinkRow:
    return LinkRow(
        row_id=told["row_id"],
        source=told["source"],
        source_id=told["source_id"],
        name=told["name"],
        address=told["address"],
        postcode=told["postcode"],
        city=told["city"],
        lat=float(told["lat"]) if told["lat"] else None,
        lon=float(told["lon"]) if told["lon"] else None,
        types=tuple(told["types"].split(",")) if told["types"] else (),
        url=told["url"],
        date=told["date"],
    )


@pytest.fixture(scope="session")
def auvergne() -> list[LinkRow]:
    return read_rows("rows.csv")


@pytest.fixture(scope="session")
def elsewhere() -> list[LinkRow]:
    return read_rows("elsewhere.csv")


@pytest.fixture(scope="session")
def pairs() -> list[Pair]:
    with (DATA / "pairs.csv").open(encoding="utf-8", newline="") as stream:
        return [
            Pair(**{**told, "repeat": told["repeat"] == "yes"}) for told in csv.DictReader(stream)
        ]
