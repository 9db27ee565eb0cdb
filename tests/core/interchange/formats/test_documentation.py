"""Every format is described in both languages."""

from pathlib import Path

import pytest

from entrelieux.core.interchange.registry import FORMATS, WRITERS

DOCS = Path(__file__).parents[4] / "docs"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_format_is_described(language: str) -> None:
    text = (DOCS / language / "formats.md").read_text("utf-8")
    assert [name for name in (*FORMATS, *WRITERS) if f"| `{name}`" not in text] == []
