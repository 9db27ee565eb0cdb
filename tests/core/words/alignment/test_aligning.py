"""Words of two communities are brought together with reasons, with sentence vectors or without."""

from __future__ import annotations

import csv
import tomllib
from datetime import date
from math import exp, isclose
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.words import load_core
from entrelieux.core.words.alignment import (
    Aligner,
    Encoder,
    Proposal,
    align,
    load_encoder,
    load_model,
    propose,
)
from entrelieux.core.words.alignment import vectors as vectors_module
from entrelieux.core.words.alignment.meanings import Meaning, loose_words, meanings
from entrelieux.core.words.alignment.measures import MEASURES
from entrelieux.core.words.alignment.model import DATA
from entrelieux.core.words.lexicon import (
    Alignment,
    Lexicon,
    Relation,
    Term,
    TermKind,
    core_uri,
    new_uri,
)
from entrelieux.core.words.skos import read_skos

LEXICONS = Path(__file__).parent / "data/lexicons"
WITH_VECTORS = load_encoder()
PATHS = pytest.mark.parametrize("encoder", [None, WITH_VECTORS], ids=["plain", "semantic"])


def word(label: str, voice: str = "a", language: str = "fr", **more: Any) -> Term:
    uri = new_uri(f"https://{voice}.example", f"{label} {sorted(more)}")
    return Term(uri, TermKind.THING, {language: label}, **more)


def best(one: Term, others: list[Term], encoder: Encoder | None = None) -> Proposal | None:
    return next(iter(propose(one, others, encoder=encoder)), None)


def test_the_tests_compare_with_vectors_for_real() -> None:
    assert WITH_VECTORS is not None
    assert np.allclose(np.linalg.norm(WITH_VECTORS(["scie", "saw"]), axis=1), 1)


def test_without_the_extra_there_is_no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    load_encoder.cache_clear()
    monkeypatch.setattr(vectors_module, "find_spec", lambda _name: None)
    assert load_encoder() is None
    load_encoder.cache_clear()


# Reasons


@PATHS
@pytest.mark.parametrize(
    ("mine", "theirs", "language"),
    [
        ("Découpeuse laser", "la decoupeuse lazer", "fr"),  # a slip
        ("Découpeuse laser", "Laser cutter", "en"),  # the core vocabulary, across languages
        ("Panosse", "Serpillière", "fr"),  # a regional word
        ("Cotisation", "Dues", "en"),
        ("Prendre un créneau", "Réserver", "fr"),
    ],
)
def test_the_right_word_comes_first_among_many(
    mine: str, theirs: str, language: str, encoder: Encoder | None
) -> None:
    others = [word(label, "b") for label in ("Tour à bois", "Salle du haut", "Bénévole", "Congélo")]
    wanted = word(theirs, "b", language)
    found = best(word(mine), [*others, wanted], encoder)
    assert found is not None
    assert found.target == wanted.uri


def test_a_name_of_one_s_own_is_told_by_its_definition() -> None:
    bertha = word("La Grosse Bertha", definitions={"fr": "Notre découpeuse laser, 100 W."})
    others = [word("Graveuse laser", "b"), word("Fraiseuse", "b"), word("Salle du haut", "b")]
    found = best(bertha, others)
    assert found is not None
    assert found.target == others[0].uri
    assert found.reasons[0].code == "same_concept"


def test_what_a_person_linked_to_the_core_wins_over_labels() -> None:
    link = Alignment(Relation.EXACT, core_uri("machines", "kiln"))
    mine = word("Le volcan", alignments=(link,))
    others = [word("Volcan de papier", "b"), word("Four à céramique", "b")]
    assert meanings(load_core()).of_term(mine, [("Le volcan", "fr")]) == {
        Meaning(("machines", "kiln"), True)
    }
    assert {link.target for link in propose(mine, others)} >= {others[1].uri}


def test_what_both_are_used_on_counts() -> None:
    one, other, third = word("Tika"), word("Volga", "b"), word("Rosa", "b")
    uses = {one.uri: frozenset("xyz"), other.uri: frozenset("xyz"), third.uri: frozenset("w")}
    found = propose(one, [other, third], uses=uses)
    assert [link.target for link in found] == [other.uri]
    assert "uses" in {reason.code for reason in found[0].reasons}


def test_a_finer_word_is_narrower() -> None:
    one, other = word("Imprimante 3D à résine"), word("Imprimante 3D", "b")
    assert best(one, [other]).relation is Relation.BROADER  # type: ignore[union-attr]
    assert best(other, [one]).relation is Relation.NARROWER  # type: ignore[union-attr]


@PATHS
def test_nothing_is_proposed_for_what_nothing_resembles(encoder: Encoder | None) -> None:
    others = [word(label, "b") for label in ("Scie à ruban", "Photocopieur", "Douche")]
    assert best(word("Zorglub"), others, encoder) is None


def test_a_retired_word_is_not_proposed() -> None:
    mine = word("Enclume")
    assert propose(mine, [word("Enclume", "b", retired_on=date(2026, 1, 1))]) == ()


@PATHS
def test_the_reasons_sum_to_the_score(encoder: Encoder | None) -> None:
    candidates = [word("Laser cutter", "b", "en"), word("Scie", "b"), word("Laser", "b")]
    links = Aligner(candidates, encoder=encoder).propose(word("Graveuse laser"), least=0.0)
    assert len(links) == 3
    for link in links:
        logit = link.intercept + sum(reason.weight for reason in link.reasons)
        assert isclose(link.score, 1 / (1 + exp(-logit)))
        assert {reason.code for reason in link.reasons} <= set(MEASURES)


@pytest.mark.parametrize("with_vectors", [False, True])
def test_more_in_common_never_lowers_the_score(with_vectors: bool) -> None:
    weights = load_model(with_vectors).weights
    lowering = {name for name, weight in weights.items() if weight < 0}
    assert lowering == {"other_concept", "kind_clash"}
    assert ("vector" in weights) is with_vectors


# Whole lexicons


def lexicon(*terms: Term) -> Lexicon:
    return Lexicon("https://x.example", {"fr": "X"}, terms=terms)


def test_a_word_goes_to_the_one_that_claims_it_most_surely() -> None:
    mine = lexicon(word("Découpeuse laser"), word("Découpeuse lazer de secours"))
    theirs = lexicon(word("Découpeuse laser", "b"))
    links = [link for link in align(mine, theirs) if link.score < 0.5 or link.relation == "exact"]
    assert [link.source for link in links] == [mine.terms[0].uri]


def test_every_link_has_its_ends_in_the_lexicons() -> None:
    source = read_skos((LEXICONS / "grange.ttl").read_text("utf-8")).lexicon
    target = read_skos((LEXICONS / "college.ttl").read_text("utf-8")).lexicon
    links = align(source, target, encoder=WITH_VECTORS)
    assert {link.source for link in links} <= source.by_uri.keys()
    assert {link.target for link in links} <= target.by_uri.keys()
    assert links == align(source, target, encoder=WITH_VECTORS)
    assert align(source, lexicon()) == align(lexicon(), target) == ()


@PATHS
def test_the_pairs_held_back_keep_the_figures_that_are_published(encoder: Encoder | None) -> None:
    """docs/algorithms/alignment.md; bench/alignment_files.py prints them with the baselines."""
    said = right = wanted = 0
    for path in sorted(LEXICONS.glob("held-*.tsv")):
        with path.open(encoding="utf-8", newline="") as stream:
            gold = {
                (row["source"], row["target"]) for row in csv.DictReader(stream, delimiter="\t")
            }
        voices = [next(iter(gold))[end].split("//")[1].split(".")[0] for end in (0, 1)]
        texts = [(LEXICONS / f"{voice}.ttl").read_text("utf-8") for voice in voices]
        links = align(*(read_skos(text).lexicon for text in texts), encoder=encoder)
        said, wanted = said + len(links), wanted + len(gold)
        right += sum((link.source, link.target) in gold for link in links)
    assert wanted == 94
    assert 2 * right / (said + wanted) >= (0.63 if encoder else 0.55)


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_any_two_words_are_compared(mine: str, theirs: str) -> None:
    links = Aligner([word("x", "b", definitions={"fr": theirs}), word(theirs, "b")]).propose(
        word(mine), least=0.0
    )
    assert all(0 <= link.score <= 1 for link in links)


def test_every_vague_word_leads_to_concepts_that_exist() -> None:
    told = tomllib.loads((DATA / "loose.toml").read_text("utf-8"))["words"]
    known = load_core()
    assert [link for links in told.values() for link in links if known.at(link) is None] == []
    assert len(loose_words(known)) > 150
