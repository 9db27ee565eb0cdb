"""The bridges of the demonstration."""

import pytest

from entrelieux.bridges.models import Bridge
from entrelieux.demo.bridges import make_bridges
from entrelieux.demo.build import gather_people
from entrelieux.introductions.queries import stories
from entrelieux.places.actions import create_place

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
