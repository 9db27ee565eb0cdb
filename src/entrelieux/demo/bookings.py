"""What the invented cast of the demonstration booked, from the day on which it is built."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.bookings.actions import add_closure, book, offer_resource
from entrelieux.bookings.models import Bookable
from entrelieux.bookings.wanted import Wanted
from entrelieux.charters.models import TrainedGroup
from entrelieux.core.booking import Slot, Span
from entrelieux.resources.models import Resource

FILE = Path(__file__).resolve().parent / "bookings.toml"
APART = {"community", "resource"}


def make_bookings(people: Mapping[str, Person]) -> None:
    """Nothing when something can be booked already; by the rules of each place, like anybody."""
    if Bookable.objects.filter(resource__is_example=True).exists():
        return
    told = bookings_told()
    for one in told["bookable"]:
        values = {name: value for name, value in one.items() if name not in APART}
        # Whoever has the key comes when she wants: what is shown does not hang on the hours.
        offer_resource(by=None, resource=_resource(one), values={"keeps_hours": False, **values})
    for one in told["closure"]:
        slot = _slot(one)
        span = Span(timezone.make_aware(slot.start), timezone.make_aware(slot.end))
        about = {"reason": one["reason"], "note": one["note"]}
        add_closure(by=None, of=_resource(one), span=span, **about)
    for one in told["booking"]:
        book(by=people[one["person"]], wanted=_wanted(one))


def bookings_told() -> dict[str, Any]:
    with FILE.open("rb") as file:
        return tomllib.load(file)


def _wanted(told: Mapping[str, Any]) -> Wanted:
    weeks = told.get("weeks", 1)
    return Wanted(
        lines=[
            (_resource({**told, "resource": name}), told.get("units", 1))
            for name in told["resources"]
        ],
        slot=_slot(told),
        rule=f"FREQ=WEEKLY;COUNT={weeks}" if weeks > 1 else "",
        purpose=told["purpose"],
        note=told.get("note", ""),
        waits=told.get("waits", False),
        group=_group(told),
    )


def _group(told: Mapping[str, Any]) -> TrainedGroup | None:
    if "group" not in told:
        return None
    found: TrainedGroup = TrainedGroup.objects.get(
        community__slug=told["community"], name=told["group"]
    )
    return found


def _slot(told: Mapping[str, Any]) -> Slot:
    """On the first such day of the week after the one on which it is built."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    ahead = (told["weekday"] - tomorrow.weekday()) % 7 + 7 * told.get("week", 0)
    day = tomorrow + timedelta(days=ahead)
    start, end = (time.fromisoformat(told[edge]) for edge in ("from", "to"))
    return Slot(datetime.combine(day, start), datetime.combine(day, end))


def _resource(told: Mapping[str, Any]) -> Resource:
    here = Resource.objects.filter(is_example=True, place__communities__slug=told["community"])
    found: Resource = here.select_related("place__root", "community").get(name=told["resource"])
    return found
