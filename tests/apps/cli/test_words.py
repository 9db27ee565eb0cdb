"""`entrelieux words`: lexicons in files, compared and checked."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from entrelieux.cli.main import main
from entrelieux.core.words.skos import read_skos

LEXICONS = Path(__file__).parents[2] / "core/words/alignment/data/lexicons"
GRANGE, COLLEGE = LEXICONS / "grange.ttl", LEXICONS / "college.ttl"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["words", *map(str, arguments)])


@pytest.mark.parametrize("options", [[], ["--without-vectors"]])
def test_the_links_of_two_files_are_written_as_a_table(tmp_path: Path, options: list[str]) -> None:
    out = tmp_path / "links.tsv"
    told = run("align", GRANGE, COLLEGE, "--out", out, *options)
    assert told.exit_code == 0, told.output
    with out.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    assert list(rows[0]) == ["source", "target", "relation", "score"]
    assert all(0 <= float(row["score"]) <= 1 for row in rows)
    drill = "https://grange.example/mots/m7"
    assert [row["target"] for row in rows if row["source"] == drill] == [
        "https://college.example/mots/x7"
    ]


def test_the_shared_vocabulary_is_taken_away(tmp_path: Path) -> None:
    core = tmp_path / "core.jsonld"
    assert run("core", "--out", core).exit_code == 0
    assert read_skos(core.read_text("utf-8")).lexicon.get(
        "https://entrelieux.org/words/machines/laser-cutter"
    )


def test_a_file_that_is_not_skos_is_refused_with_its_line(tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("<a> <b> .\n", "utf-8")
    told = run("align", bad, COLLEGE, "--out", tmp_path / "links.tsv")
    assert told.exit_code == 1
    assert "Line 1" in told.output
    assert not (tmp_path / "links.tsv").exists()


def test_a_lexicon_is_checked(tmp_path: Path) -> None:
    assert run("check", GRANGE).exit_code == 0
    twice = tmp_path / "twice.ttl"
    text = GRANGE.read_text("utf-8")
    twice.write_text(
        text + 'w:m99 a skos:Concept ; skos:prefLabel "Établi"@fr ;\n'
        "  skos:inScheme <https://grange.example/mots> .\n",
        "utf-8",
    )
    told = run("check", twice)
    assert told.exit_code == 1
    assert "already names another word" in told.output
