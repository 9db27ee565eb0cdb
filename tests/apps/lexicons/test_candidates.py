"""Whose word says the same is proposed with reasons; what a person decides is a synonym."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from entrelieux.core.words.lexicon import (
    Alignment,
    Relation,
    Subject,
    Term,
    TermKind,
    ValueType,
    core_uri,
)
from entrelieux.lexicons.actions import add_term, align_term
from entrelieux.lexicons.candidates import COMPARED, PROPOSED, candidates_for
from entrelieux.lexicons.models import LexiconTerm
from entrelieux.lexicons.search_words import community_words
from entrelieux.places.actions import create_place
from entrelieux.resources.actions import add_resource
from entrelieux.resources.models import Resource
from entrelieux.resources.words import words_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PLACE = {
    "name": "L’Atelier",
    "city": "Murat",
    "insee": "15138",
    "position": {"lat": 45.11, "lon": 2.87, "fidelity": "exact"},
}


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


QUERIES_OF_A_WORD = 9


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


def verb(label: str, *links: Alignment) -> Term:
    return Term("", TermKind.VERB, {"fr": label}, alignments=links)


def test_a_verb_is_proposed_the_verbs_of_the_interface_and_those_of_others(cast: Cast) -> None:
    mine = add_term(by=cast.alice, community=cast.atelier, term=verb("Réserver le four"))
    theirs = add_term(by=None, community=cast.bergerie, term=verb("Réserver la bergerie"))
    add_term(by=None, community=cast.bergerie, term=thing("Réserver le four"))
    found = candidates_for(mine, cast.atelier)
    told = {one.uri: one.label for one in found}
    assert told[core_uri("verb", "book")] == "Réserver"
    assert told[theirs.uri] == "Réserver la bergerie"
    assert "Réserver le four" not in told.values()
    assert [one.label for one in found].count("Réserver") == 1
    assert {uri.split("/")[-2] for uri in told} <= {"verb", "gestures", "bergerie"}


def test_a_verb_linked_on_its_page_is_said_in_the_interface(cast: Cast, client_of: Any) -> None:
    mine = add_term(by=cast.alice, community=cast.atelier, term=verb("Réserver le feu"))
    row = LexiconTerm.objects.get(uri=mine.uri)
    client = client_of(cast.alice)
    book = core_uri("verb", "book")
    assert book in client.get(reverse("term", args=["atelier", row.pk])).content.decode()
    sent = {"relation": "exact", "target": book}
    page = client.post(reverse("term_align", args=["atelier", row.pk]), sent, follow=True)
    assert "<strong>Réserver</strong>" in page.content.decode()
    place = create_place(by=None, values=PLACE)
    place.communities.add(cast.atelier)
    assert words_of(place).verbs == {"book": "Réserver le feu"}


@pytest.mark.parametrize(
    ("kind", "label", "scheme"),
    [(TermKind.BADGE, "Habilitation laser", "badges"), (TermKind.ROLE, "Animatrice", "roles")],
)
def test_a_badge_is_proposed_badges_and_a_role_roles(
    cast: Cast, kind: TermKind, label: str, scheme: str
) -> None:
    mine = add_term(by=None, community=cast.atelier, term=Term("", kind, {"fr": label}))
    theirs = add_term(by=None, community=cast.bergerie, term=Term("", kind, {"fr": label}))
    add_term(by=None, community=cast.bergerie, term=thing(label))
    found = [one.uri for one in candidates_for(mine, cast.atelier)]
    assert theirs.uri in found
    assert {uri.split("/")[-2] for uri in found if uri != theirs.uri} == {scheme}


def named(cast: Cast, name: str, concept: str = "machines:co2-laser", **more: Any) -> Resource:
    community = more.pop("community", cast.atelier)
    place = create_place(by=None, values={**PLACE, "name": f"Chez {name}"})
    place.communities.add(community)
    return add_resource(by=None, place=place, values={"name": name, "concept": concept, **more})


def test_a_name_that_says_nothing_is_known_by_what_the_things_called_so_are(cast: Cast) -> None:
    mine = add_term(by=cast.alice, community=cast.atelier, term=thing("la grosse Bertha"))
    theirs = add_term(by=None, community=cast.bergerie, term=thing("Zoé"))
    before = {one.uri for one in candidates_for(mine, cast.atelier)}
    named(cast, "La grosse Bertha")
    named(cast, "Zoé", community=cast.bergerie)
    found = {one.uri: one.reasons for one in candidates_for(mine, cast.atelier)}
    assert theirs.uri not in before
    assert "employés pour les mêmes choses" in found[theirs.uri]


def test_what_things_called_so_are_speaks_for_a_shared_word_too(cast: Cast) -> None:
    laser = core_uri("machines", "laser-cutter")
    mine = add_term(by=cast.alice, community=cast.atelier, term=thing("Graveuse laser"))
    before = {one.uri: one.score for one in candidates_for(mine, cast.atelier, 40)}
    named(cast, "Graveuse laser", concept="machines:laser-cutter")
    after = {one.uri: one.score for one in candidates_for(mine, cast.atelier, 40)}
    assert after[laser] > before[laser]


def test_what_only_a_community_sees_is_no_reason(cast: Cast) -> None:
    mine = add_term(by=cast.alice, community=cast.atelier, term=thing("la grosse Bertha"))
    theirs = add_term(by=None, community=cast.bergerie, term=thing("Zoé"))
    named(cast, "La grosse Bertha")
    named(cast, "Zoé", community=cast.bergerie, scope="place")
    assert theirs.uri not in {one.uri for one in candidates_for(mine, cast.atelier)}


def test_the_name_of_another_community_s_thing_is_not_ours(cast: Cast) -> None:
    mine = add_term(by=cast.alice, community=cast.atelier, term=thing("Bertha"))
    named(cast, "Bertha", community=cast.bergerie)
    assert candidates_for(mine, cast.atelier) == []


def test_two_facts_told_of_the_same_things_are_alike(cast: Cast) -> None:
    shape: dict[str, Any] = {
        "value_type": ValueType.WHOLE,
        "applies_to": (Subject.RESOURCE,),
    }
    told = Term("", TermKind.FACT, {"fr": "costaud"}, **shape)
    mine = add_term(by=cast.alice, community=cast.atelier, term=told)
    other = Term("", TermKind.FACT, {"fr": "Watts"}, **shape)
    theirs = add_term(by=None, community=cast.bergerie, term=other)
    named(cast, "Laser", facts={mine.uri: 60, theirs.uri: 60})
    named(cast, "Graveuse", facts={mine.uri: 40, theirs.uri: 40})
    found = {one.uri: one.reasons for one in candidates_for(mine, cast.atelier)}
    assert "employés pour les mêmes choses" in found[theirs.uri]
