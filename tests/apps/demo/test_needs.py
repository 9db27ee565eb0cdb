"""The needs of the demonstration meet what its places hold, or say why nothing does."""

import pytest

from entrelieux.bridges.models import Bridge, Need
from entrelieux.demo.build import (
    add_invented_places,
    gather_people,
    give_places_to_communities,
)
from entrelieux.demo.inventory import fill_places
from entrelieux.demo.needs import tell_needs
from entrelieux.places.actions import create_place

pytestmark = pytest.mark.django_db
MURAT = {"lat": 45.1109, "lon": 2.8682, "fidelity": "exact"}


@pytest.fixture
def told(live_offers):
    people = gather_people()
    add_invented_places()
    murat = {"name": "Cocotte numérique de Murat", "position": MURAT, "insee": "15138"}
    create_place(by=None, values=murat)
    give_places_to_communities()
    fill_places(people)
    tell_needs(people)
    return people


def need(words):
    return Need.objects.get(sentence__contains=words)


def first(words):
    bridge = Bridge.objects.filter(need=need(words)).order_by("-score").first()
    return bridge and bridge.title


def test_each_need_meets_what_answers_it(told):
    assert first("trophées") == "La Brûleuse"
    assert "robotique" in first("robotique")
    assert "Agronome" in first("agronome")
    assert first("télétravailler") == "L’Épicerie"


def test_the_laser_that_cuts_no_steel_is_excluded_and_the_piano_is_a_gap(told):
    steel = need("acier")
    assert "La Brûleuse" not in set(
        Bridge.objects.filter(need=steel).values_list("title", flat=True)
    )
    assert need("piano").is_gap


def test_telling_them_again_changes_nothing(told):
    before = set(Need.objects.values_list("pk", flat=True))
    tell_needs(told)
    assert set(Need.objects.values_list("pk", flat=True)) == before
    assert all(Need.objects.values_list("is_example", flat=True))
