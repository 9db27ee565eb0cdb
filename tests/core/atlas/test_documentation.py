"""The worked example of the page about the atlas runs."""

from __future__ import annotations

import doctest
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "algorithms" / "atlas.md"


def test_the_worked_example_is_true() -> None:
    outcome = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (outcome.failed, outcome.attempted > 0) == (0, True)
