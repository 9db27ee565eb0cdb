"""The Atelier of Alice, and what it puts in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from entrelieux.places.actions import create_place
from entrelieux.places.models import Place
from entrelieux.resources.actions import add_resource
from entrelieux.resources.models import Resource

ATELIER = {
    "name": "L’Atelier",
    "kinds": ["fablab"],
    "city": "Murat",
    "insee": "15138",
    "position": {"lat": 45.1109, "lon": 2.8682, "fidelity": "exact"},
}
Adds = Callable[..., Resource]


@pytest.fixture
def atelier(cast: Any) -> Place:
    place = create_place(by=None, values=ATELIER)
    place.communities.add(cast.atelier)
    return place


@pytest.fixture
def adds(atelier: Place) -> Adds:
    """``adds("Découpeuse laser", condition="down")``: at the Atelier, unless `at` says where."""

    def add(name: str, *, at: Place | None = None, **values: Any) -> Resource:
        return add_resource(by=None, place=at or atelier, values={"name": name, **values})

    return add


@pytest.fixture
def laser(adds: Adds) -> Resource:
    return adds("Découpeuse laser", make="Trotec", model="Speedy 100", access=["ask"])
