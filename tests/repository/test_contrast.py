"""The colours of tokens.css can be read: WCAG 2.2 contrast, in the light and in the dark theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "src" / "entrelieux" / "static"
TOKENS = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
AAA, AA, SHAPE = 7.0, 4.5, 3.0
SURFACES = ("paper", "paper-raised")
TONES = ("moss", "ochre", "basalt", "lake", "heather")


def declared(selector: str) -> dict[str, str]:
    """The custom properties of the first block of `selector`."""
    block = re.search(re.escape(selector) + r" \{(.*?)\}", TOKENS, re.DOTALL)
    assert block, selector
    return dict(re.findall(r"--([\w-]+): ([^;]+);", block[1]))


LIGHT = declared(":root")
CHOSEN_DARK = declared(':root[data-theme="dark"]')
SYSTEM_DARK = declared(':root:not([data-theme="light"])')
THEMES = {"light": LIGHT, "dark": LIGHT | CHOSEN_DARK}


def luminance(colour: str) -> float:
    """Relative luminance of a #rrggbb colour (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, from 1 to 21 (WCAG 2.2, success criterion 1.4.3)."""
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


PAIRS = [
    *((ink, on, AAA) for ink in ("basalt", "basalt-soft", "moss") for on in SURFACES),
    *((ink, on, AAA) for ink in ("ochre", "red", "lake", "heather") for on in SURFACES),
    ("basalt", "paper-sunk", AAA),
    ("basalt-soft", "paper-sunk", AA),
    ("moss", "moss-tint", AAA),
    ("basalt", "moss-tint", AAA),
    ("ochre", "ochre-tint", AAA),
    ("basalt", "ochre-tint", AAA),
    ("red", "red-tint", AAA),
    ("basalt", "red-tint", AAA),
    ("lake", "lake-tint", AAA),
    ("basalt", "lake-tint", AAA),
    ("on-moss", "moss", AAA),
    ("basalt", "map-land", AAA),
    *(("sign-ink", tone, AA) for tone in TONES),
    *((tone, on, SHAPE) for tone in TONES for on in (*SURFACES, "map-land", "map-ground")),
    *(("line-strong", on, SHAPE) for on in SURFACES),
    *(("focus", on, SHAPE) for on in (*SURFACES, "paper-sunk", "moss-tint", "map-land")),
    *(("red-fill", on, SHAPE) for on in SURFACES),
    ("map-department", "map-land", SHAPE),
    ("on-ground", "ground", AAA),
]


@pytest.mark.parametrize("theme", THEMES)
def test_every_pair_of_colours_can_be_read(theme: str) -> None:
    colours = THEMES[theme]
    ratios = {(ink, on): (contrast(colours[ink], colours[on]), wanted) for ink, on, wanted in PAIRS}
    poor = {pair: round(ratio, 2) for pair, (ratio, wanted) in ratios.items() if ratio < wanted}
    assert poor == {}


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_the_dark_theme_is_the_same_whether_chosen_or_asked_by_the_system() -> None:
    assert SYSTEM_DARK == CHOSEN_DARK


def test_the_dark_theme_gives_every_colour_its_own_value() -> None:
    coloured = {name for name, value in LIGHT.items() if value.startswith("#")}
    assert coloured - CHOSEN_DARK.keys() == set()
