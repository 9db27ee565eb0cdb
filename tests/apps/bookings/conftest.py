"""A place that is open every day, what it holds, and moments of next week there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from entrelieux.bookings.actions import offer_resource, propose_loan, sign_loan
from entrelieux.bookings.models import Loan
from entrelieux.bookings.wanted import Wanted
from entrelieux.communities.actions import change_role
from entrelieux.core.booking import Slot, Span
from entrelieux.places.actions import create_place
from entrelieux.places.models import Place
from entrelieux.resources.actions import add_resource
from entrelieux.resources.models import Resource
from tests.cast import Cast, Role


@pytest.fixture
def place(cast: Cast) -> Place:
    made = create_place(by=None, values={"name": "L’Atelier", "email": "atelier@example.org"})
    made.communities.add(cast.atelier)
    return made


@pytest.fixture
def offered(place: Place) -> Callable[..., Resource]:
    """``offered("Laser", inside=room, capacity=3, sharing="pooled")``."""

    def offer(name: str, *, at: Place = place, inside: Any = None, **values: Any) -> Resource:
        told = {"name": name, "kind": "machine", "scope": "public", "inside": inside and inside.pk}
        resource = add_resource(by=None, place=at, values=told)
        offer_resource(by=None, resource=resource, values={"asks": "outsiders", **values})
        return resource

    return offer


def monday() -> date:
    today = timezone.localdate()
    return today + timedelta(days=7 - today.weekday())


def slot(start: str, end: str, *, day: int = 0) -> Slot:
    """Of next week, 0 for its Monday: ``slot("09:00", "10:00", day=1)``."""
    on = monday() + timedelta(days=day)
    return Slot(
        datetime.combine(on, time.fromisoformat(start)),
        datetime.combine(on, time.fromisoformat(end)),
    )


def wanted(*resources: Resource, start: str = "09:00", end: str = "10:00", **more: Any) -> Wanted:
    day = more.pop("day", 0)
    units = more.pop("units", 1)
    return Wanted(lines=[(one, units) for one in resources], slot=slot(start, end, day=day), **more)


def days(first: int, last: int) -> Span:
    """Of next week and after, 0 for its Monday; both days are in the loan."""
    start, end = (
        timezone.make_aware(datetime.combine(monday() + timedelta(days=n), time()))
        for n in (first, last + 1)
    )
    return Span(start, end)


@pytest.fixture
def barn(cast: Cast) -> Place:
    """The place of the Bergerie, that Chloé hosts."""
    change_role(by=None, person=cast.chloe, community=cast.bergerie, role=Role.HOST)
    made = create_place(by=None, values={"name": "La Bergerie"})
    made.communities.add(cast.bergerie)
    return made


@pytest.fixture
def press(offered: Any) -> Resource:
    made: Resource = offered("Presse", keeps_hours=False)
    made.portable = True
    made.save()
    return made


@pytest.fixture
def proposed(cast: Cast, barn: Place, press: Resource) -> Loan:
    return propose_loan(
        by=cast.alice, side="lender", resource=press, borrower=barn, span=days(0, 6)
    )


@pytest.fixture
def signed(cast: Cast, proposed: Loan) -> Loan:
    return sign_loan(by=cast.chloe, loan=proposed, side="borrower")


@pytest.fixture
def count_queries() -> Callable[[Any, str], int]:
    """How many queries an address takes, the second time that it is read."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(client: Any, address: str) -> int:
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        return len(found)

    return count
