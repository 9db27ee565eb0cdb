"""A job measures and keeps; pages only read."""

from datetime import date

import pytest

from entrelieux.activities.models import Usage
from entrelieux.communities.actions import add_member
from entrelieux.resources.actions import add_resource
from entrelieux.strength.actions import first_days_before, measure_network, measure_networks
from entrelieux.strength.models import NetworkReading
from entrelieux.strength.page import reason_in_words

pytestmark = pytest.mark.django_db


def test_the_months_before_a_day():
    assert list(first_days_before(date(2026, 2, 14), 3)) == [
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]
    assert list(first_days_before(date(2026, 2, 1), 2)) == [date(2026, 1, 1)]


def test_one_tie_between_three_places_is_told_by_figures(cast, places, now, today):
    add_member(by=None, person=cast.bob, community=cast.bergerie, role="member")
    cast.bob.memberships.update(since=today)
    reading = measure_network(network=cast.network, now=now, today=today)
    # One pair of three, tied by one member (0.2): (1 / 5 steps) / 3 pairs.
    assert round(reading.figures["efficiency"], 4) == 0.0667
    assert reading.figures["alone"] == 1
    assert reading.details["places"][places["serre"].public_id] == [0, 0.0]
    assert len(reading.details["picture"]["marks"]) == 3


def test_measuring_twice_a_day_keeps_one_reading_and_the_details_of_the_last_day(
    cast, places, now, today
):
    measure_networks(now=now, today=today)
    measure_networks(now=now, today=today)
    assert NetworkReading.objects.filter(day=today).count() == 1
    assert NetworkReading.objects.filter(is_looking_back=True).count() == 12
    measure_networks(now=now, today=date(2026, 11, 27))
    with_details = NetworkReading.objects.exclude(details={}).values_list("day", flat=True)
    assert list(with_details) == [date(2026, 11, 27)]


def test_the_next_bridge_joins_who_does_the_same_and_says_so(cast, places, now, today):
    for name in ("atelier", "serre"):
        Usage.objects.create(name="Café couture", concept="usages:sewing-cafe", place=places[name])
    reading = measure_network(network=cast.network, now=now, today=today)
    (bridge,) = reading.details["next"]
    ends = {places["atelier"].public_id, places["serre"].public_id}
    assert set(bridge["ends"]) == ends
    (reason,) = bridge["reasons"]
    assert reason == {
        "why": "shared",
        "asked": "usages:sewing-cafe",
        "given": "usages:sewing-cafe",
    }
    assert "font la même chose" in reason_in_words(reason, "fr")


def test_what_a_place_shows_to_its_hosts_alone_proposes_nothing(cast, places, now, today):
    for name in ("atelier", "serre"):
        values = {"name": "Scie", "concept": "machines:cnc-router", "scope": "private"}
        add_resource(by=None, place=places[name], values=values)
        Usage.objects.create(
            name="Secret", concept="usages:sewing-cafe", scope="private", place=places[name]
        )
    assert measure_network(network=cast.network, now=now, today=today).details["next"] == []


def page(client_of, person, cast):
    return client_of(person).get(f"/reseaux/{cast.network.slug}/force/")


def test_the_page_is_for_the_members_of_the_network(cast, places, client_of, now, today):
    measure_networks(now=now, today=today)
    told = cast.who(
        lambda one: page(client_of, one if one.is_authenticated else None, cast).status_code == 200
    )
    assert told == {"chloe", "bob", "alice", "farid", "opal"}


def test_the_page_teaches_when_nothing_was_measured(cast, client_of):
    assert "pas encore été mesuré" in page(client_of, cast.bob, cast).content.decode()


def test_the_page_tells_the_figures_and_names_every_place(cast, places, client_of, now, today):
    add_member(by=None, person=cast.bob, community=cast.bergerie, role="member")
    cast.bob.memberships.update(since=today)
    measure_networks(now=now, today=today)
    text = page(client_of, cast.alice, cast).content.decode()
    for told in ("L’Atelier", "La Bergerie", "La Serre", "Le plus grand groupe", "<svg"):
        assert told in text
    # Which person ties two places is nobody’s business.
    assert "Bob" not in text


def test_the_number_of_queries_of_the_page_does_not_grow(
    cast, places, place_of, client_of, now, today, django_assert_max_num_queries
):
    measure_networks(now=now, today=today)
    client = client_of(cast.alice)
    with django_assert_max_num_queries(14) as few:
        client.get(f"/reseaux/{cast.network.slug}/force/")
    for rank in range(3):
        place_of(cast.atelier, f"Annexe {rank}")
    measure_networks(now=now, today=today)
    with django_assert_max_num_queries(14) as more:
        client.get(f"/reseaux/{cast.network.slug}/force/")
    assert len(more) == len(few)


def test_who_belongs_to_one_network_goes_straight_to_it(cast, client_of):
    response = client_of(cast.bob).get("/reseau/")
    assert response["Location"] == f"/reseaux/{cast.network.slug}/force/"
    assert "aucun réseau" in client_of(cast.driss).get("/reseau/").content.decode()
