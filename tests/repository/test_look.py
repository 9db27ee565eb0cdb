"""What the pages are drawn with is complete, and light enough for a country line."""

from __future__ import annotations

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings

from entrelieux.core.words import load_core
from entrelieux.web.signs import DRAWN_AS, SIGNS

STATIC = Path(settings.PACKAGE) / "static"
TEMPLATES = Path(settings.PACKAGE) / "web" / "templates"
SITE = (STATIC / "css" / "site.css").read_text(encoding="utf-8")
TOKENS = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
SPRITE = (STATIC / "icons" / "signs.svg").read_text(encoding="utf-8")
KILOBYTE = 1024


def carried(*names: str) -> int:
    """Bytes on the wire: fonts as they are, the rest as brotli makes them at build time."""
    contents = [(STATIC / name).read_bytes() for name in names]
    return sum(
        len(content) if name.endswith(".woff2") else len(brotli.compress(content))
        for name, content in zip(names, contents, strict=True)
    )


@pytest.mark.parametrize(
    ("most", "names"),
    [
        (14, ["css/tokens.css", "css/site.css"]),
        (22, ["fonts/atkinson-hyperlegible-next.woff2"]),
        (22, ["fonts/bricolage-grotesque.woff2"]),
        (6, ["js/site.js", "icons/signs.svg"]),
    ],
)
def test_the_first_page_carries_little(most: int, names: list[str]) -> None:
    assert carried(*names) <= most * KILOBYTE


def test_the_map_that_moves_leaves_room_for_its_data() -> None:
    scripts = ["js/map.js", "vendor/htmx/htmx.min.js"]
    library = ["maplibre-gl-csp.js", "maplibre-gl-csp-worker.js"]
    assert carried(*scripts, *(f"vendor/maplibre-gl/{name}" for name in library)) <= 330 * KILOBYTE


def test_every_kind_of_the_core_vocabulary_has_a_sign() -> None:
    kinds = {concept.id for concept in load_core().scheme("kinds")}
    assert kinds - DRAWN_AS.keys() == set()


def test_every_sign_is_drawn_once_and_has_a_tone() -> None:
    drawn = re.findall(r'<symbol id="((?!ui-)[\w-]+)"', SPRITE)
    assert sorted(drawn) == sorted(SIGNS)
    assert set(DRAWN_AS.values()) <= SIGNS.keys()
    assert {f"--{sign.tone}" for sign in SIGNS.values()} <= set(re.findall(r"--[\w-]+", TOKENS))


def test_every_icon_that_a_template_asks_for_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="ui-([\w-]+)"', SPRITE))
    asked = {
        name
        for path in Path(settings.PACKAGE).rglob("templates/**/*.html")
        for name in re.findall(r'{% icon "([\w-]+)" %}', path.read_text(encoding="utf-8"))
    }
    assert asked - drawn == set()


def test_every_custom_property_in_use_is_declared() -> None:
    declared = set(re.findall(r"(--[\w-]+):", TOKENS + SITE))
    used = set(re.findall(r"var\((--[\w-]+)\)", SITE))
    assert used - declared == set()


def test_every_colour_comes_from_the_tokens() -> None:
    own = re.sub(r"@media print \{.*", "", SITE, flags=re.DOTALL)
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s])", own)) <= {"#fff", "#24272b", "#8ec5ff"}


def test_every_component_says_what_it_takes_and_is_shown() -> None:
    shown = (TEMPLATES / "web" / "design.html").read_text(encoding="utf-8")
    part_of_others = {"logo.html", "messages.html", "language.html", "chip.html"}
    components = sorted((TEMPLATES / "components").glob("*.html"))
    silent = [path.name for path in components if not path.read_text().startswith("{% comment %}")]
    unseen = {path.name for path in components if f"components/{path.name}" not in shown}
    assert silent == []
    assert unseen == part_of_others
