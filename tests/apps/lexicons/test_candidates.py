"""Whose word says the same is proposed with reasons; what a person decides is a synonym."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from entrelieux.core.words.lexicon import Alignment, Relation, Term, TermKind, core_uri
from entrelieux.lexicons.actions import add_term, align_term
from entrelieux.lexicons.candidates import COMPARED, PROPOSED, candidates_for
from entrelieux.lexicons.models import LexiconTerm
from entrelieux.lexicons.search_words import community_words
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def thing(label: str, *links: Alignment) -> Term:
    return Term("", TermKind.THING, {"fr": label}, alignments=links)


def test_five_candidates_at_most_the_likeliest_first_each_with_its_reasons(cast: Cast) -> None:
    mine = add_term(by=cast.alice, community=cast.atelier, term=thing("Graveuse laser"))
    add_term(by=cast.opal, community=cast.bergerie, term=thing("La découpeuse lazer"))
    found = candidates_for(mine, cast.atelier)
    assert len(found) <= PROPOSED
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert core_uri("machines", "laser-cutter") in {one.uri for one in found}
    assert {one.origin for one in found} == {"vocabulaire commun", "Bergerie"}
    assert all(one.reasons for one in found)


def test_a_word_already_linked_is_not_proposed_again(cast: Cast) -> None:
    laser = core_uri("machines", "laser-cutter")
    term = thing("Découpeuse laser", Alignment(Relation.EXACT, laser))
    mine = add_term(by=cast.alice, community=cast.atelier, term=term)
    assert laser not in {one.uri for one in candidates_for(mine, cast.atelier)}


def test_among_very_many_words_the_alike_ones_are_compared(cast: Cast) -> None:
    mine = add_term(by=cast.alice, community=cast.atelier, term=thing("Zorglonde du fond"))
    for number in range(COMPARED + 5):
        add_term(by=None, community=cast.bergerie, term=thing(f"Bidule {number} qui va"))
    other = add_term(by=None, community=cast.bergerie, term=thing("Zorglonde"))
    assert other.uri in {one.uri for one in candidates_for(mine, cast.atelier)}


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    cast: Cast, client_of: Any, django_assert_num_queries: Any, count: int
) -> None:
    add_term(by=cast.alice, community=cast.atelier, term=thing("Graveuse"))
    for number in range(count):
        add_term(by=cast.opal, community=cast.bergerie, term=thing(f"Graveuse {number}"))
    row = LexiconTerm.objects.get(lexicon__community=cast.atelier)
    client = client_of(cast.alice)
    address = reverse("term", args=["atelier", row.pk])
    client.get(address)
    with django_assert_num_queries(QUERIES_OF_A_WORD):
        client.get(address)


QUERIES_OF_A_WORD = 13


def test_a_word_means_what_the_word_it_is_linked_to_means(cast: Cast) -> None:
    laser = Alignment(Relation.EXACT, core_uri("machines", "laser-cutter"))
    theirs = add_term(by=None, community=cast.bergerie, term=thing("Léonie", laser))
    mine = add_term(by=None, community=cast.atelier, term=thing("Bertha"))
    assert {(w.label, w.community) for w in community_words()} == {("Léonie", "Bergerie")}
    align_term(
        by=cast.alice,
        community=cast.atelier,
        uri=mine.uri,
        relation=Relation.EXACT,
        target=theirs.uri,
    )
    assert {(w.label, w.scheme, w.concept) for w in community_words()} == {
        ("Léonie", "machines", "laser-cutter"),
        ("Bertha", "machines", "laser-cutter"),
    }


def test_two_words_of_one_concept_do_not_make_all_concepts_one(cast: Cast) -> None:
    laser = Alignment(Relation.EXACT, core_uri("machines", "laser-cutter"))
    kiln = Alignment(Relation.CLOSE, core_uri("machines", "kiln"))
    add_term(by=None, community=cast.bergerie, term=thing("Léonie", laser))
    add_term(by=None, community=cast.atelier, term=thing("Volcan", laser, kiln))
    told = {(w.label, w.concept) for w in community_words()}
    assert told == {("Léonie", "laser-cutter"), ("Volcan", "laser-cutter"), ("Volcan", "kiln")}
