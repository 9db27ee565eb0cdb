"""A file that is not whole is refused with a word; the old one stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from entrelieux.core.atlas import Atlas, Document, InvalidDocument, Query, UnreadableAtlas, build

ONE = Document(id=1, public_id="a", lat=45.0, lon=3.0, tiers=(("murat",), (), (), ()))


def built(folder: Path) -> Path:
    build([ONE], path=folder / "a.atlas", version="1")
    return folder / "a.atlas"


def test_an_empty_atlas_answers(tmp_path: Path):
    build([], path=tmp_path / "none.atlas")
    answer = Atlas.open(tmp_path / "none.atlas").snapshot().search(Query())
    assert (answer.total, answer.hits) == (0, ())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "cannot be opened"),
        (b"PK\x03\x04" + bytes(200), "not an atlas"),
        (b"ENTRELX\n\x01\x00\x00\x00" + bytes(200), "is of format 1"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, content: bytes, reason: str):
    (tmp_path / "b.atlas").write_bytes(content)
    with pytest.raises(UnreadableAtlas, match=reason):
        Atlas.open(tmp_path / "b.atlas")


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(UnreadableAtlas, match="Build the atlas again"):
        Atlas.open(tmp_path / "nothing.atlas")


def test_a_file_cut_short_is_refused(tmp_path: Path):
    path = built(tmp_path)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(UnreadableAtlas, match="cut short"):
        Atlas.open(path)


def test_a_damaged_section_is_found_by_verifying(tmp_path: Path):
    path = built(tmp_path)
    content = bytearray(path.read_bytes())
    content[64] ^= 0xFF  # the first byte of the first section
    path.write_bytes(content)
    with pytest.raises(UnreadableAtlas, match="records"):
        Atlas.open(path).verify()


def test_a_build_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path):
    path = built(tmp_path)
    wrong = Document(id=2, public_id="b", lat=None, lon=None, tiers=((),) * 5)
    with pytest.raises(InvalidDocument, match="Document 2 has more than 4 tiers"):
        build([ONE, wrong], path=path)
    assert [found.name for found in tmp_path.iterdir()] == ["a.atlas"]
    assert Atlas.open(path).version == "1"


def test_a_reader_keeps_the_file_that_it_opened(tmp_path: Path):
    path = built(tmp_path)
    old = Atlas.open(path)
    build([], path=path, version="2")
    assert (old.snapshot().search(Query()).total, Atlas.open(path).version) == (1, "2")
