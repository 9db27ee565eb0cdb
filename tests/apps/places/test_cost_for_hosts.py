"""What the page of a place costs to those who keep it: whoever reads, a circle is read once."""

from __future__ import annotations

from typing import Any

import pytest

from entrelieux.communities.actions import add_member
from entrelieux.communities.circles import circle_of, remembered_circles
from entrelieux.communities.models import Membership
from entrelieux.places.actions import create_place
from entrelieux.resources.actions import add_resource
from tests.cast import Cast

pytestmark = pytest.mark.django_db
ATELIER = {
    "name": "L’Atelier",
    "kinds": ["fablab"],
    "city": "Murat",
    "insee": "15138",
    "position": {"lat": 45.1109, "lon": 2.8682, "fidelity": "exact"},
}


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_host_costs_the_same_whatever_the_place_holds(
    cast: Cast, client_of: Any, django_assert_num_queries: Any, count: int
) -> None:
    place = create_place(by=None, values=ATELIER)
    place.communities.add(cast.atelier)
    for number in range(count):
        add_resource(by=None, place=place, values={"name": f"Four {number}"})
    client = client_of(cast.alice)
    client.get(place.get_absolute_url())
    with django_assert_num_queries(QUERIES_OF_A_HOST):
        page = client.get(place.get_absolute_url())
    assert f"Four {count - 1}" in page.content.decode()


QUERIES_OF_A_HOST = 22


def test_a_circle_is_read_once_while_a_page_is_made(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    with remembered_circles():
        first = circle_of(cast.alice)
        with django_assert_num_queries(0):
            assert circle_of(cast.alice) == first
    assert first == circle_of(cast.alice)


def test_a_circle_remembered_for_one_is_not_that_of_another(cast: Cast) -> None:
    with remembered_circles():
        told = [circle_of(person).hosted for person in (cast.alice, cast.chloe)]
    assert told == [frozenset({cast.atelier.pk}), frozenset()]


def test_out_of_a_page_a_new_membership_counts_at_once(cast: Cast) -> None:
    assert circle_of(cast.driss).mine == frozenset()
    add_member(by=None, community=cast.atelier, person=cast.driss, role=Membership.Role.MEMBER)
    assert circle_of(cast.driss).mine == {cast.atelier.pk}
