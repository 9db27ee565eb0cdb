from __future__ import annotations

import re
from pathlib import Path

import pytest

from entrelieux.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
SETTINGS = ("docs/en/settings.md", "docs/fr/reglages.md")
COMMAND_PAGES = ("docs/en/commands.md", "docs/fr/commandes.md")


def settings_read() -> set[str]:
    source = (ROOT / "src/entrelieux/settings.py").read_text("utf-8")
    names = re.findall(r'env\.(?:text|flag|number|words)\(\s*"([A-Z_]+)"', source)
    return {f"ENTRELIEUX_{name}" for name in names}


@pytest.mark.parametrize("page", SETTINGS)
def test_every_setting_is_documented_and_no_other(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert set(re.findall(r"^\| `(ENTRELIEUX_\w+)`", text, re.MULTILINE)) == settings_read()


def test_the_two_languages_give_the_same_defaults_in_the_same_order() -> None:
    english, french = (
        re.findall(
            r"^\| `(ENTRELIEUX_\w+)` \| (`[^`]+`)?", (ROOT / page).read_text("utf-8"), re.MULTILINE
        )
        for page in SETTINGS
    )
    assert english == french


@pytest.mark.parametrize("page", COMMAND_PAGES)
def test_every_command_is_documented_and_no_other(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert set(re.findall(r"^\| `entrelieux ([a-z]+)", text, re.MULTILINE)) == set(COMMANDS)
