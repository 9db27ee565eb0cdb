"""The demonstration's people and places, as far as these tests need them."""

import pytest

from entrelieux.demo.build import (
    add_invented_places,
    cast,
    gather_people,
    give_places_to_communities,
)
from entrelieux.demo.inventory import fill_places
from entrelieux.places.actions import create_place


@pytest.fixture
def filled():
    people = gather_people()
    add_invented_places()
    listed = {one["name"] for one in cast()["places"]}
    for community in cast()["communities"]:
        for name in [one for one in community.get("places", [])[-1:] if one not in listed]:
            create_place(by=None, values={"name": name})
    give_places_to_communities()
    fill_places(people)
    return people
