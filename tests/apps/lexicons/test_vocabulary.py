"""The shared vocabulary is read, searched and taken away by anyone, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from entrelieux.core.words import SCHEMES, load_core
from entrelieux.core.words.lexicon import Alignment, Relation, Term, TermKind, core_uri
from entrelieux.core.words.skos import read_skos
from entrelieux.lexicons.actions import add_term
from entrelieux.lexicons.vocabulary import SCHEME_NAMES
from entrelieux.places.actions import create_place
from entrelieux.resources.actions import add_resource
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LASER = "/vocabulaire/machines/laser-cutter/"


def page(client: Any, address: str, language: str = "fr") -> str:
    return str(client.get(address, headers={"accept-language": language}).content.decode())


def test_every_family_has_a_name_and_a_page(client: Any) -> None:
    assert tuple(SCHEME_NAMES) == SCHEMES
    home = page(client, "/vocabulaire/")
    for scheme in SCHEMES:
        assert f'href="/vocabulaire/{scheme}/"' in home
        assert client.get(f"/vocabulaire/{scheme}/").status_code == 200


def test_a_mistyped_word_is_looked_up(client: Any) -> None:
    assert LASER in page(client, "/vocabulaire/?q=decoupeuse+lazer")
    assert "Aucun mot commun" in page(client, "/vocabulaire/?q=qwxvkj")


def test_a_concept_says_its_names_its_links_and_its_codes(client: Any) -> None:
    french, english = page(client, LASER), page(client, LASER, "en")
    assert "<h1>Découpeuse laser</h1>" in french
    assert "<h1>Laser cutter</h1>" in english
    for told in (
        "graveuse laser",
        "/vocabulaire/machines/co2-laser/",
        core_uri("machines", "laser-cutter"),
    ):
        assert told in french


def test_a_concept_says_what_communities_call_it_and_where_it_is(
    cast: Cast, client: Any, live_atlas: None
) -> None:
    place = create_place(by=None, values={"name": "L’Atelier", "kinds": ["fablab"]})
    add_resource(
        by=None, place=place, values={"name": "Bertha", "concept": "machines:laser-cutter"}
    )
    link = Alignment(Relation.EXACT, core_uri("machines", "laser-cutter"))
    term = Term("", TermKind.THING, {"fr": "La Grosse Bertha"}, alignments=(link,))
    add_term(by=None, community=cast.atelier, term=term)
    told = page(client, LASER)
    assert "La Grosse Bertha" in told and "Atelier" in told
    assert '">Bertha</a>' in told


def test_the_permanent_address_leads_to_the_page(client: Any) -> None:
    assert client.get("/words/machines/laser-cutter").headers["Location"] == LASER
    for address in ("/words/machines/none", "/vocabulaire/none/", "/vocabulaire/machines/none/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("format", ["ttl", "jsonld"])
def test_the_whole_vocabulary_is_taken_away(client: Any, format: str) -> None:
    answer = client.get(reverse("vocabulary_file", args=[format]))
    known = read_skos(answer.content.decode()).lexicon.by_uri
    assert {core_uri(c.scheme, c.id) for c in load_core()} <= known.keys()


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    cast: Cast, client: Any, live_atlas: None, django_assert_num_queries: Any, count: int
) -> None:
    link = Alignment(Relation.EXACT, core_uri("machines", "laser-cutter"))
    for number in range(count):
        term = Term("", TermKind.THING, {"fr": f"Bertha {number}"}, alignments=(link,))
        add_term(by=None, community=cast.atelier, term=term)
    client.get(LASER)
    with django_assert_num_queries(QUERIES_OF_A_CONCEPT):
        client.get(LASER)


# The words of communities; the others bring the atlas of the test up to date.
QUERIES_OF_A_CONCEPT = 7


def test_the_vocabulary_is_large_enough() -> None:
    """600 concepts are promised; machines, skills and needs are the thickest."""
    assert sum(1 for _concept in load_core()) >= 1_500
