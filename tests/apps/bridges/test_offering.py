"""What everything offers, to whom it may be told, and the engine that reads it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from entrelieux.activities.actions import add_event, add_usage
from entrelieux.bridges.actions import close_offer, expire_offers, post_offer
from entrelieux.bridges.offering import live_offers, offer_index
from entrelieux.communities.circles import Scope, circle_of
from entrelieux.core.words.lexicon import Alignment, Relation, Term, TermKind, core_uri
from entrelieux.inventory.actions import remove_entry
from entrelieux.lexicons.actions import add_term
from entrelieux.people.actions import save_profile
from entrelieux.projects.actions import start_project
from entrelieux.resources.actions import add_resource

pytestmark = pytest.mark.django_db


def titles(now):
    return {one.offer.title for one in live_offers(now)}


def told_to(cast, title):
    offer = next(one for one in offer_index().offers.values() if one.offer.title == title)
    return cast.who(lambda person: offer.is_for(circle_of(person)))


@pytest.fixture
def laser(cast, atelier_place):
    specifications = [
        {"key": "width", "value": 90, "unit": "cm"},
        {"key": "depth", "value": 600, "unit": "mm"},
    ]
    return add_resource(
        by=cast.alice,
        place=atelier_place,
        values={
            "name": "La Brûleuse",
            "concept": "machines:co2-laser",
            "specifications": specifications,
            "refuses": ["materials:steel"],
            "access": ["book"],
            "terms": "paid",
        },
    )


def test_a_machine_is_offered_with_its_bed_its_place_and_what_it_refuses(laser, now):
    live = next(one for one in live_offers(now))
    offer = live.offer
    assert (offer.id, offer.kind) == (f"resource:{laser.public_id}", "machine")
    assert (offer.lat, offer.lon, offer.place) == (45.55, 3.74, "L’Atelier")
    assert (offer.width_mm, offer.depth_mm) == (900, 600)
    assert (offer.access, offer.terms) == ("by-appointment", "paid")
    assert offer.concepts == ("machines:co2-laser",)
    assert "Pas de acier" in offer.description
    assert (live.giver, live.place) == (None, laser.place_id)


def test_everything_that_may_answer_is_offered(cast, atelier_place, laser, now):
    add_usage(by=cast.alice, place=atelier_place, values={"name": "Café couture"})
    day = timezone.localdate() + timedelta(days=3)
    add_event(by=cast.alice, place=atelier_place, values={"name": "Soudure", "first_day": day})
    wanted = [{"text": "un agronome", "concept": "disciplines:agronomy"}]
    start_project(
        by=cast.alice,
        community=cast.atelier,
        place=atelier_place,
        values={"name": "Serre", "looking_for": wanted},
    )
    post = {"name": "Je répare les vélos", "kind": "skill", "lat": 45.6, "lon": 3.7}
    post_offer(by=cast.bob, values=post, now=now)
    assert titles(now) == {
        "La Brûleuse",
        "Café couture",
        "Soudure",
        "Serre",
        "Je répare les vélos",
    }


def test_what_is_broken_removed_withdrawn_or_past_is_no_offer(cast, atelier_place, laser, now):
    add_resource(by=cast.alice, place=atelier_place, values={"name": "Scie", "condition": "down"})
    past = timezone.localdate() - timedelta(days=3)
    add_event(by=cast.alice, place=atelier_place, values={"name": "Hier", "first_day": past})
    start_project(
        by=cast.alice, community=cast.atelier, place=atelier_place, values={"name": "Complet"}
    )
    posts = [
        post_offer(by=cast.bob, values={"name": name, "lat": 45.6, "lon": 3.7}, now=now)
        for name in ("Retirée", "Passée")
    ]
    close_offer(by=cast.bob, offer=posts[0], now=now)
    assert titles(now) == {"La Brûleuse", "Passée"}
    assert expire_offers(now=posts[1].expires_at) == 1
    remove_entry(by=cast.alice, entry=laser)
    assert titles(now) == set()


@pytest.mark.parametrize(
    ("scope", "told"),
    [
        ("public", {"visitor", "driss", "chloe", "bob", "alice", "farid", "opal"}),
        ("network", {"chloe", "bob", "alice", "farid"}),
        ("place", {"bob", "alice", "farid"}),
    ],
)
def test_an_offer_is_told_as_widely_as_its_place_shares_it(cast, atelier_place, scope, told):
    add_resource(by=cast.alice, place=atelier_place, values={"name": "Scie", "scope": scope})
    assert told_to(cast, "Scie") == told


def test_what_only_hosts_may_see_is_offered_to_nobody(cast, atelier_place, now):
    add_resource(by=cast.alice, place=atelier_place, values={"name": "Coffre", "scope": "private"})
    assert titles(now) == set()


def test_skills_of_a_person_are_told_to_those_who_may_read_all_of_it(cast, now):
    values = {"name": "Bob", "skills": ["skills:sewing"], "commune": "63003", "is_listed": True}
    told = {"name": "public", "skills": "network", "commune": "public", "about": "private"}
    save_profile(
        by=cast.bob,
        values={**values, "about": "Secretabout", "visibility": told},
        is_adult=True,
    )
    live = next(one for one in offer_index().offers.values())
    assert (live.scope, live.giver) == (Scope.NETWORK, cast.bob.pk)
    assert "Secretabout" not in f"{live.offer.title} {live.offer.description}"
    assert live.offer.concepts == ("skills:sewing",)


@pytest.mark.parametrize("hidden", ["name", "skills", "commune"])
def test_skills_without_a_name_or_a_commune_that_shows_are_no_offer(cast, now, hidden):
    values = {"name": "Bob", "skills": ["skills:sewing"], "commune": "63003", "is_listed": True}
    told = dict.fromkeys(("name", "skills", "commune"), "public") | {hidden: "private"}
    save_profile(by=cast.bob, values={**values, "visibility": told}, is_adult=True)
    assert titles(now) == set()


def test_a_minor_offers_nothing(cast, now):
    values = {"name": "Bob", "skills": ["skills:sewing"], "commune": "63003", "is_listed": False}
    told = dict.fromkeys(("name", "skills", "commune"), "public")
    save_profile(by=cast.bob, values={**values, "visibility": told}, is_adult=False)
    assert titles(now) == set()


def test_the_engine_is_made_again_only_when_what_it_reads_changed(cast, atelier_place, laser):
    first = offer_index()
    assert offer_index() is first
    post_offer(by=cast.bob, values={"name": "Vélos"}, now=timezone.now())  # nowhere: not offered
    assert offer_index().matcher is first.matcher
    add_resource(by=cast.alice, place=atelier_place, values={"name": "Scie"})
    assert {one.offer.title for one in offer_index().offers.values()} == {"La Brûleuse", "Scie"}


def test_the_words_of_communities_are_read(cast, laser):
    term = Term(
        uri="",
        kind=TermKind.THING,
        labels={"fr": "Grosse Bertha"},
        alignments=(Alignment(Relation.EXACT, core_uri("machines", "co2-laser")),),
    )
    add_term(by=cast.alice, community=cast.atelier, term=term)
    assert offer_index().own_words["Grosse Bertha"] == ("machines:co2-laser",)


@pytest.mark.parametrize("count", [1, 3])
def test_gathering_costs_as_many_queries_whatever_is_offered(
    cast, atelier_place, now, django_assert_num_queries, count
):
    for rank in range(count):
        add_resource(by=cast.alice, place=atelier_place, values={"name": f"Scie {rank}"})
        add_usage(by=cast.alice, place=atelier_place, values={"name": f"Café {rank}"})
    with django_assert_num_queries(8):
        list(live_offers(now))
