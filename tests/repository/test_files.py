"""What every file of the repository promises."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 500
SOURCE = {".py", ".js", ".css", ".html"}


def tracked():
    names = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def is_ours(path):
    parts = path.relative_to(ROOT).parts
    return "vendor" not in parts and "migrations" not in parts


@pytest.fixture(scope="module")
def files():
    return tracked()


def test_no_source_file_is_longer_than_a_person_can_hold(files):
    sources = [path for path in files if path.suffix in SOURCE and is_ours(path)]
    lengths = {str(p.relative_to(ROOT)): len(p.read_text("utf-8").splitlines()) for p in sources}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_no_module_is_a_drawer_for_what_has_no_name(files):
    drawers = {"utils.py", "helpers.py", "common.py", "misc.py"}
    assert [path for path in files if path.name in drawers and is_ours(path)] == []


def test_nothing_is_left_for_later(files):
    later = re.compile(
        r"\b(TODO|FIXME|XXX)\b|raise NotImplementedError|pytest\.mark\.(skip|xfail)\b"
    )
    here = Path(__file__)
    python = [path for path in files if path.suffix == ".py" and is_ours(path) and path != here]
    assert [str(path) for path in python if later.search(path.read_text("utf-8"))] == []


def test_no_error_is_swallowed_whole(files):
    """Whoever catches every error tells it, and lets it go on."""
    python = [path for path in files if path.suffix == ".py" and is_ours(path)]
    assert [str(path) for path in python if any(swallowed(path))] == []


def swallowed(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            caught = node.type
            is_all = caught is None or (isinstance(caught, ast.Name) and caught.id == "Exception")
            yield is_all and not any(isinstance(one, ast.Raise) for one in ast.walk(node))


def test_the_pure_core_imports_neither_django_nor_the_apps(files):
    impure = re.compile(
        r"^\s*(?:from|import)\s+(django|requests|urllib\.request|sqlite3|entrelieux\.(?!core))",
        re.MULTILINE,
    )
    core = ROOT / "src/entrelieux/core"
    python = [path for path in files if path.suffix == ".py" and core in path.parents]
    assert python != []
    assert [str(path) for path in python if impure.search(path.read_text("utf-8"))] == []


def test_the_readme_gives_the_two_commands_in_both_languages():
    for name in ("README.md", "README.fr.md"):
        text = (ROOT / name).read_text("utf-8")
        assert "make demo" in text
        assert "make test" in text


def test_every_link_between_documents_leads_somewhere(files):
    link = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in files
        if path.suffix == ".md"
        for target in link.findall(path.read_text("utf-8"))
        if not (path.parent / target).exists()
    ]
    assert broken == []
