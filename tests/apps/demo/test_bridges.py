"""The bridges of the demonstration."""

import pytest
from django.utils import timezone

from entrelieux.bridges.models import Bridge
from entrelieux.demo.bridges import make_bridges
from entrelieux.demo.build import gather_people, is_built
from entrelieux.introductions.queries import stories
from entrelieux.places.actions import create_place
from entrelieux.places.models import Place
from entrelieux.strength.actions import measure_networks
from entrelieux.strength.models import NetworkReading

pytestmark = pytest.mark.django_db


def test_bridges_are_made_once_in_several_states_and_say_that_they_are_invented():
    people = gather_people()
    for host in ("maxence", "nadia", "chloe", "angele"):
        place = create_place(by=None, values={"name": f"Lieu de {host}"})
        place.communities.set(held.community for held in people[host].memberships.all())
    for _again in range(2):
        make_bridges(people)
    states = sorted(Bridge.objects.values_list("state", "is_example"))
    assert states == [("accepted", True), ("seen", True), ("suggested", True), ("told", True)]
    assert len(stories()) == 1


def test_the_demonstration_is_built_once_its_network_has_its_picture():
    people = gather_people()
    for host in ("maxence", "nadia", "chloe", "angele"):
        position = {"lat": 45.5, "lon": 3.7, "fidelity": "exact"}
        place = create_place(by=None, values={"name": f"Lieu de {host}", "position": position})
        place.communities.set(held.community for held in people[host].memberships.all())
    make_bridges(people)
    assert is_built() is False
    measure_networks(now=timezone.now(), today=timezone.localdate())
    assert is_built() is True
    pictures = [one.details["picture"] for one in NetworkReading.objects.exclude(details={})]
    marked = {key for picture in pictures if picture for key, *_where in picture["marks"]}
    assert marked >= set(Place.objects.values_list("public_id", flat=True))
