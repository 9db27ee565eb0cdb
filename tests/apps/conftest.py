"""What the tests of several apps begin from."""

import pytest
from django.utils import timezone

from entrelieux.places.actions import create_place


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def atelier_place(cast):
    """The place of the Atelier, near Ambert."""
    place = create_place(
        by=None,
        values={"name": "L’Atelier", "position": {"lat": 45.55, "lon": 3.74, "fidelity": "exact"}},
    )
    place.communities.add(cast.atelier)
    return place
