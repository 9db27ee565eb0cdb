"""Two hundred hostile files: each refused with its reason, or read and reported; no crash."""

from __future__ import annotations

import csv
import subprocess
import sys

import pytest

from entrelieux.core.geo import load_france
from entrelieux.core.interchange import registry
from entrelieux.core.interchange.container import Limits
from tests.hostile.files import FILES, GOOD
from tests.hostile.outcomes import outcome_of

by_rank = pytest.mark.parametrize(
    "rank", range(len(FILES)), ids=lambda rank: f"{rank} {FILES[rank][0]}"[:60]
)
# Each file is read by a process that has read nothing else: a copy of one that has only imported.
ALONE = """
import os, sys
from tests.hostile.files import FILES
from tests.hostile.outcomes import outcome_of
for rank, (name, content) in enumerate(FILES):
    if os.fork() == 0:
        print(rank, outcome_of(content), sep="\t", flush=True)
        os._exit(0)
    os.wait()
"""


def test_there_are_two_hundred_of_them():
    assert len(FILES) >= 200


@by_rank
def test_a_hostile_file_is_refused_with_its_reason_or_read_and_reported(rank):
    kind, *details = outcome_of(FILES[rank][1])
    assert (kind == "refused" and len(details[0]) > 20) or (kind == "read" and details[0] > 0)


def test_what_becomes_of_a_file_does_not_depend_on_those_read_before():
    csv.field_size_limit(10)
    forwards = [outcome_of(content) for _name, content in FILES]
    backwards = [outcome_of(content) for _name, content in reversed(FILES)][::-1]
    alone = subprocess.run(
        [sys.executable, "-c", ALONE], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert forwards == backwards
    assert alone == [f"{rank}\t{outcome}" for rank, outcome in enumerate(forwards)]


def test_a_list_within_the_limits_is_read_whole():
    assert Limits().rows >= 100_000
    table = registry.read(GOOD, name="liste.csv", gazetteer=load_france())
    assert len(list(table.records)) == 40
