from datetime import timedelta

import pytest

from entrelieux.bridges.actions import post_need
from entrelieux.bridges.models import Bridge, SideState
from entrelieux.places.actions import create_place

AMBERT = {"lat": 45.55, "lon": 3.74, "commune_code": "63003", "commune": "Ambert"}


@pytest.fixture
def bergerie_place(cast):
    place = create_place(
        by=None,
        values={
            "name": "La Bergerie",
            "position": {"lat": 45.73, "lon": 3.63, "fidelity": "exact"},
        },
    )
    place.communities.add(cast.bergerie)
    return place


@pytest.fixture
def need_of(now):
    """``need_of(cast.bob, visibility="public")``."""

    def make(person, *, shown_at=(), **values):
        wanted = {"sentence": "Je cherche quelqu’un pour graver trente trophées", **AMBERT}
        return post_need(by=person, now=now, shown_at=shown_at, values={**wanted, **values})

    return make


@pytest.fixture
def bridge_of(now):
    """A bridge between a need and a giver; ``mutual=True`` when both said yes."""

    def make(need, *, giver=None, giver_place=None, asked=True, mutual=False, source_id="x1"):
        return Bridge.objects.create(
            need=need,
            asker=need.author,
            source_kind="resource",
            source_id=source_id,
            giver=giver,
            giver_place=giver_place,
            asker_state=SideState.ACCEPTED if asked or mutual else SideState.WAITING,
            giver_state=SideState.ACCEPTED if mutual else SideState.WAITING,
            accepted_at=now + timedelta(minutes=1) if mutual else None,
        )

    return make


@pytest.fixture(autouse=True)
def fresh_index(live_offers):
    """Whatever a test of needs asks, earlier ones have not answered it."""
