"""The worked examples of the documentation are true."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

DOCUMENTS = Path(__file__).parents[3] / "docs/algorithms"


@pytest.mark.parametrize("name", ["travel_time.md", "search.md"])
def test_the_examples_of_a_document_run(name: str) -> None:
    result = doctest.testfile(str(DOCUMENTS / name), module_relative=False)
    assert result.attempted > 0
    assert result.failed == 0
