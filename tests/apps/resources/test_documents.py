"""Resources among what the search finds: by any of their words, and never by anyone’s name."""

import pytest

from entrelieux.communities.circles import Scope
from entrelieux.core.words.lexicon import Alignment, Relation, Term, TermKind, core_uri
from entrelieux.lexicons.actions import add_term
from entrelieux.places.actions import create_place
from entrelieux.resources.actions import add_resource

pytestmark = pytest.mark.django_db


@pytest.fixture
def laser(cast, live_atlas):
    place = create_place(by=None, values={"name": "L’Atelier", "kinds": ["fablab"]})
    place.communities.add(cast.atelier)
    bertha = Term(
        uri="",
        kind=TermKind.THING,
        labels={"fr": "la Grosse Bertha"},
        alignments=(Alignment(Relation.EXACT, core_uri("machines", "laser-cutter")),),
    )
    add_term(by=None, community=cast.atelier, term=bertha)
    values = {"name": "Notre découpe", "concept": "machines:co2-laser", "make": "Trotec"}
    return add_resource(by=None, place=place, values=values)


def found(client, text):
    answer = client.get("/api/v1/search", {"q": text, "quoi": "resource"}).json()
    return [hit["id"] for hit in answer["hits"]]


@pytest.mark.parametrize(
    "text",
    ["graveuse", "laser CO2", "Trotec", "laser cutter", "decoupeuse lazer", "Grosse Bertha"],
)
def test_every_way_of_saying_it_finds_the_same_machine(client, laser, text):
    assert found(client, text) == [laser.public_id]


def test_what_is_not_for_everyone_is_not_found(client, cast, laser):
    values = {"name": "Trotec cachée", "concept": "machines:co2-laser", "scope": Scope.PLACE}
    add_resource(by=None, place=laser.place, values=values)
    assert found(client, "Trotec") == [laser.public_id]


def test_who_holds_a_skill_is_nowhere_in_the_answer(client, cast, laser):
    values = {"name": "Couture", "kind": "skill", "concept": "skills:sewing", "holder": cast.bob.pk}
    skill = add_resource(by=None, place=laser.place, values=values)
    assert found(client, "couture") == [skill.public_id]
    page = client.get("/api/v1/search", {"q": "couture", "quoi": "resource"}).content.decode()
    assert "Bob" not in page and "bob" not in page


@pytest.mark.parametrize(
    ("text", "is_said"), [("graveuse", True), ("laser cutter", True), ("Notre découpe", False)]
)
def test_a_list_says_what_the_machine_is_called_there(client, laser, text, is_said):
    page = client.get("/", {"q": text, "quoi": "resource"}).content.decode()
    assert "Notre découpe" in page
    assert ("appelé “Notre découpe” ici" in page) is is_said


@pytest.mark.parametrize(
    ("text", "is_said"), [("graveuse", True), ("laser cutter", True), ("Notre découpe", False)]
)
def test_the_api_says_that_it_is_called_otherwise_there(client, laser, text, is_said):
    answer = client.get("/api/v1/search", {"q": text, "quoi": "resource"}).json()
    (hit,) = answer["hits"]
    assert (hit["name"], hit.get("called_otherwise", False)) == ("Notre découpe", is_said)
