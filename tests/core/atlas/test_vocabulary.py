"""Words are proposed from those that documents use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from entrelieux.core.atlas import Atlas, Document, Proposal, Vocabulary
from entrelieux.core.atlas.segment import segment_of

words = st.text("abcdez9", min_size=1, max_size=6)


def vocabulary(*names: str, later: tuple[str, ...] = ()) -> Vocabulary:
    documents = [
        Document(id=n, public_id="", lat=None, lon=None, tiers=((name,), (), (), ()))
        for n, name in enumerate((*names, *later))
    ]
    snapshot = Atlas(segment_of(documents[: len(names)])).snapshot()
    return snapshot.apply(documents[len(names) :]).vocabulary()


def test_a_prefix_gives_the_commonest_words_first():
    known = vocabulary("murat", "murat", "muret", "mure", later=("muret", "muret"))
    assert known.completions("mur", 2) == [Proposal("muret", 0, 3), Proposal("murat", 0, 2)]


def test_a_typing_error_proposes_the_nearest_then_the_commonest():
    known = vocabulary("murat", "mura", "mura", "marat", "paris")
    assert known.propose("murrat", 2) == [
        Proposal("murat", 1, 1),
        Proposal("mura", 2, 2),
        Proposal("marat", 2, 1),
    ]


def test_words_are_known_with_their_frequency():
    known = vocabulary("murat", later=("murat", "bois"))
    assert ("murat" in known, "mur" in known) == (True, False)
    assert (known.frequency("murat"), known.frequency("mur")) == (2, 0)
    assert known.words() == {"murat": 2, "bois": 1}


@given(st.lists(words, min_size=1, max_size=20), words, st.integers(1, 2))
def test_no_word_within_reach_is_missed(names, word, max_distance):
    within = {name for name in names if OSA.distance(word, name) <= max_distance}
    proposed = vocabulary(*names).propose(word, max_distance, limit=100)
    assert {proposal.word for proposal in proposed} == within


@pytest.mark.parametrize("prefix", ["", "b", "ba", "z"])
def test_a_prefix_finds_all_its_words(prefix):
    names = ["a", "ba", "bab", "b", "zé"]
    found = {proposal.word for proposal in vocabulary(*names).completions(prefix)}
    assert found == {name for name in names if name.startswith(prefix)}
