"""A mistyped word proposes the word that was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.text import TypoIndex, slip_cost

VOCABULARY = """
murat mauriac coworking cocotte numerique mediatheque bibliotheque fablab ressourcerie thiers
aurillac clermont lapalisse pensio brioude ambert vichy moulins montlucon manufacture livres
"""
WORDS = VOCABULARY.split()
INDEX = TypoIndex(WORDS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("murrat", "murat"),
        ("coworquing", "coworking"),
        ("cocote", "cocotte"),
        ("numerik", "numerique"),
        ("biblioteque", "bibliotheque"),
        ("mediateque", "mediatheque"),
        ("fabalb", "fablab"),
        ("resourcerie", "ressourcerie"),
        ("tiers", "thiers"),
        ("aurilac", "aurillac"),
        ("clairmont", "clermont"),
        ("lapalise", "lapalisse"),
        ("vichi", "vichy"),
        ("briode", "brioude"),
    ],
)
def test_proposes_the_word_that_was_meant(typed: str, meant: str) -> None:
    assert INDEX.corrections(typed)[0].word == meant


@pytest.mark.parametrize("typed", ["paris", "zzzzzz", "ab", "2024", "maison"])
def test_proposes_nothing_rather_than_anything(typed: str) -> None:
    assert INDEX.corrections(typed) == ()


def test_a_slip_of_the_hand_costs_less_than_another_letter() -> None:
    assert slip_cost("murrat", "murat") < slip_cost("mural", "murat")
    assert slip_cost("coworquing", "coworking") < slip_cost("comorking", "coworking") + 0.5
    assert slip_cost("mruat", "murat") < slip_cost("mulat", "murat")


LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", max_size=12)


@given(LETTERS)
def test_a_word_costs_nothing_to_itself(word: str) -> None:
    assert slip_cost(word, word) == 0.0


@given(LETTERS, LETTERS)
def test_the_cost_is_the_same_both_ways(a: str, b: str) -> None:
    assert slip_cost(a, b) == pytest.approx(slip_cost(b, a))


@given(st.sampled_from([word for word in WORDS if len(word) > 5]), st.data())
def test_a_doubled_letter_is_always_mended(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    typed = word[: place + 1] + word[place:]
    assert word in {correction.word for correction in INDEX.corrections(typed)}
