from datetime import UTC, date, datetime

import pytest

from entrelieux.communities.actions import create_community
from entrelieux.places.actions import create_place

TODAY = date(2026, 11, 26)


@pytest.fixture
def today():
    return TODAY


@pytest.fixture
def now():
    return datetime(2026, 11, 26, 3, 0, tzinfo=UTC)


@pytest.fixture
def place_of(cast):
    """``place_of(cast.atelier, "L’Atelier")``: a card of a community."""

    def make(community, name, *, lat=45.55, lon=3.74):
        position = {"lat": lat, "lon": lon, "fidelity": "exact"}
        place = create_place(by=None, values={"name": name, "position": position})
        place.communities.add(community)
        return place

    return make


@pytest.fixture
def places(cast, place_of):
    """The Atelier, the Bergerie, and the Serre of a third community of the network."""
    serre = create_community(by=None, name="Serre", networks=(cast.network,))
    return {
        "atelier": place_of(cast.atelier, "L’Atelier"),
        "bergerie": place_of(cast.bergerie, "La Bergerie", lat=45.73, lon=3.63),
        "serre": place_of(serre, "La Serre", lat=45.78, lon=3.08),
    }
