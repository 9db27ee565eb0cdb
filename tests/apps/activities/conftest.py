"""The Atelier of Alice, and what happens there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from entrelieux.activities.actions import add_event, add_usage
from entrelieux.activities.models import Event, Occurrence, Usage
from entrelieux.places.actions import create_place
from entrelieux.places.models import Place
from tests.cast import Cast

ATELIER = {
    "name": "L’Atelier",
    "kinds": ["fablab"],
    "city": "Murat",
    "insee": "15138",
    "position": {"lat": 45.1109, "lon": 2.8682, "fidelity": "exact"},
}
Adds = Callable[..., Any]
EVERYONE = {"visitor", "driss", "chloe", "bob", "alice", "farid", "opal"}
KEEPERS = {"alice", "farid", "opal"}
SEEN_BY = [
    ("public", EVERYONE),
    ("network", KEEPERS | {"bob", "chloe"}),
    ("place", KEEPERS | {"bob"}),
    ("private", KEEPERS),
]


@pytest.fixture
def atelier(cast: Cast) -> Place:
    place = create_place(by=None, values=ATELIER)
    place.communities.add(cast.atelier)
    return place


@pytest.fixture
def adds_usage(atelier: Place) -> Callable[..., Usage]:
    """``adds_usage("Café couture", scope="network")``: at the Atelier."""

    def add(name: str, **values: Any) -> Usage:
        return add_usage(by=None, place=atelier, values={"name": name, **values})

    return add


@pytest.fixture
def adds_event(atelier: Place) -> Callable[..., Event]:
    """``adds_event("Portes ouvertes", rule="FREQ=WEEKLY")``: from 14:00 to 17:00, in a week."""

    def add(name: str, *, at: Place | None = None, **values: Any) -> Event:
        told = {
            "name": name,
            "first_day": in_days(7),
            "start_time": time(14),
            "end_time": time(17),
            **values,
        }
        return add_event(by=None, place=at or atelier, values=told)

    return add


@pytest.fixture
def workshop(adds_event: Adds) -> Occurrence:
    """A workshop of two seats, for which one registers."""
    return adds_event("Atelier laser", entrance="here", seats=2).occurrences.get()


def in_days(count: int) -> date:
    return timezone.localdate() + timedelta(days=count)


def text(client: Any, address: str) -> str:
    return client.get(address, follow=True).content.decode()


def seen_by(cast: Cast, client_of: Any, page: str, secret: str) -> set[str]:
    """The names of those in whose page a text is."""
    return {
        name
        for name, person in cast.everyone()
        if secret in text(client_of(None if name == "visitor" else person), page)
    }
