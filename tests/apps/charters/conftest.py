"""The Atelier has the charter of a fablab, the Bergerie that of a collège lab."""

from __future__ import annotations

import pytest

from entrelieux.bookings.actions import offer_resource
from entrelieux.charters.actions import start_charter
from entrelieux.communities.models import Community
from entrelieux.places.actions import create_place
from entrelieux.resources.actions import add_resource
from entrelieux.resources.models import Resource
from tests.cast import Cast


@pytest.fixture
def fablab(cast: Cast) -> Community:
    start_charter(by=cast.alice, community=cast.atelier, template_name="fablab")
    return cast.atelier


@pytest.fixture
def college(cast: Cast) -> Community:
    start_charter(by=None, community=cast.bergerie, template_name="college-lab")
    return cast.bergerie


@pytest.fixture
def offered_laser(cast: Cast) -> Resource:
    """A laser of the Atelier, which anyone may ask to book."""
    place = create_place(by=None, values={"name": "L’Atelier", "email": "atelier@example.org"})
    place.communities.add(cast.atelier)
    told = {"name": "Laser", "kind": "machine", "scope": "public"}
    told["concept"] = "machines:laser-cutter"
    resource = add_resource(by=None, place=place, values=told)
    offer_resource(by=None, resource=resource, values={"asks": "outsiders"})
    return resource
