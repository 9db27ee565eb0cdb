"""Itinerant places: where they stop, when, and who says so."""

from datetime import timedelta

import pytest
from django.utils import timezone

from entrelieux.places.actions import add_stop, create_place
from entrelieux.places.models import Stop

pytestmark = pytest.mark.django_db
FORM = {"name": "Place de la mairie", "commune": "Allanche", "hours": "Le mardi de 9 h à 12 h"}


@pytest.fixture
def bus(cast):
    place = create_place(by=None, values={"name": "Le bus", "itinerant": True})
    place.communities.add(cast.atelier)
    return place


def test_a_host_tells_a_stop_in_words_and_the_card_shows_it(cast, client_of, bus):
    client = client_of(cast.alice)
    assert client.post(f"/lieux/{bus.public_id}/arrets/nouveau/", FORM).status_code == 302
    assert Stop.objects.get().opening_hours == "Tu 09:00-12:00"
    page = client.get(bus.get_absolute_url()).content.decode()
    assert "Allanche" in page and "Place de la mairie" in page


@pytest.mark.parametrize(
    ("field", "text"),
    [("hours", "quand il fait beau"), ("commune", "Zzzzyx"), ("ends_on", "2020-01-01")],
)
def test_a_stop_that_cannot_be_read_comes_back_filled_in(cast, client_of, bus, field, text):
    form = {**FORM, "starts_on": "2026-01-01", field: text}
    page = client_of(cast.alice).post(f"/lieux/{bus.public_id}/arrets/nouveau/", form)
    assert page.status_code == 422 and text in page.content.decode()
    assert not Stop.objects.exists()


def test_only_its_hosts_and_its_network_tell_stops(cast, client_of, bus):
    def status(person):
        return client_of(person).get(f"/lieux/{bus.public_id}/arrets/nouveau/").status_code

    statuses = {name: status(None if name == "visitor" else one) for name, one in cast.everyone()}
    may = {"alice", "farid", "opal"}
    assert {name for name, code in statuses.items() if code == 200} == may
    assert statuses["visitor"] == 302
    assert statuses["bob"] == statuses["chloe"] == statuses["driss"] == 403


def test_a_stop_is_taken_back_by_a_post_alone(cast, client_of, bus):
    stop = add_stop(
        by=None, place=bus, values={"name": "Lavoir", "opening_hours": "We 10:00-12:00"}
    )
    address = f"/lieux/{bus.public_id}/arrets/{stop.pk}/"
    assert client_of(cast.alice).get(address).status_code == 405
    client_of(cast.bob).post(address)
    assert Stop.objects.exists()
    client_of(cast.alice).post(address)
    assert not Stop.objects.exists()


def test_a_stop_that_is_over_is_not_shown(client, bus):
    ended = timezone.localdate() - timedelta(days=40)
    add_stop(by=None, place=bus, values={"name": "Ancien arrêt", "ends_on": ended})
    assert "Ancien arrêt" not in client.get(bus.get_absolute_url()).content.decode()
