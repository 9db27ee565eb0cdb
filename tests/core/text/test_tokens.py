"""Texts come apart into the same words, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.text import analyse, fold, index_terms, stem, telling


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Médiathèque", "mediatheque"),
        ("L’Épicentre — Cœur", "l epicentre coeur"),
        ("le ]ProtoLab[", "le protolab"),
        ("  ", ""),
        ("ﬁbre № 5", "fibre no 5"),
    ],
)
def test_folds_accents_case_and_signs(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("numérique", "numeriques"),
        ("médiathèques", "mediatheque"),
        ("réparer", "reparer"),
        ("imprimantes", "imprimante"),
        ("ateliers", "atelier"),
        ("formations", "formation"),
    ],
)
def test_words_of_a_family_share_a_stem(a: str, b: str) -> None:
    assert stem(a) == stem(b)


def test_words_that_accents_keep_apart_stay_apart() -> None:
    assert stem("commune") != stem("communauté")
    assert stem("salé") != stem("salaire")


def said(text: str) -> list[str]:
    return [token.word for token in telling(analyse(text))]


def test_drops_articles_and_elisions() -> None:
    assert said("L’atelier de la Maison d'Ambert") == ["atelier", "maison", "ambert"]


def test_keeps_everything_when_nothing_else_is_said() -> None:
    assert said("Où ?") == ["ou"]


@pytest.mark.parametrize("text", ["fab lab", "Fab-Lab", "FAB LAB", "fablab", "FabLab"])
def test_fablab_in_two_words_is_fablab(text: str) -> None:
    assert "fablab" in index_terms(text)


@pytest.mark.parametrize("text", ["co-working", "Co working", "coworking"])
def test_coworking_in_two_words_is_coworking(text: str) -> None:
    assert "coworking" in index_terms(text)


def test_a_token_knows_its_place() -> None:
    text = "Un Fab-Lab à Murat"
    spans = {token.word: text[token.start : token.end] for token in analyse(text)}
    assert spans["fablab"] == "Fab-Lab"
    assert spans["murat"] == "Murat"


def test_an_english_plural_finds_its_singular() -> None:
    assert set(index_terms("libraries")) & set(index_terms("library"))


@given(st.text())
def test_folding_is_done_once_for_all(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_every_token_lies_in_the_text(text: str) -> None:
    for token in analyse(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.word == fold(token.word).replace(" ", "")
