"""What was written elsewhere is exactly what vendor.toml says, and nothing else is served."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "src" / "entrelieux" / "static"
MANIFEST = tomllib.loads((ROOT / "vendor.toml").read_text(encoding="utf-8"))
FILES = [wanted for package in MANIFEST["package"] for wanted in package["files"]]
FREE_LICENCES = {"BSD-3-Clause", "0BSD", "MIT", "OFL-1.1"}


def test_every_vendored_file_is_the_one_that_was_fetched() -> None:
    expected = {wanted["to"]: wanted["sha256"] for wanted in FILES}
    found = {
        wanted["to"]: hashlib.sha256((STATIC / wanted["to"]).read_bytes()).hexdigest()
        for wanted in FILES
    }
    assert found == expected


def test_nothing_is_vendored_without_being_listed() -> None:
    kept = {
        str(path.relative_to(STATIC))
        for folder in ("vendor", "fonts")
        for path in (STATIC / folder).rglob("*")
        if path.is_file()
    }
    assert kept == {wanted["to"] for wanted in FILES}


def test_every_package_is_pinned_and_free_and_ships_its_licence() -> None:
    for package in MANIFEST["package"]:
        assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"]), package["name"]
        assert package["integrity"].startswith("sha512-"), package["name"]
        assert package["licence"] in FREE_LICENCES, package["name"]
        assert any("LICENSE" in wanted["from"] for wanted in package["files"]), package["name"]


def test_no_script_names_a_source_map_that_is_not_served() -> None:
    scripts = [STATIC / wanted["to"] for wanted in FILES if wanted["to"].endswith(".js")]
    assert [str(path) for path in scripts if b"sourceMappingURL=" in path.read_bytes()] == []
