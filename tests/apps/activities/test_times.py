"""Each time of an event: on the clocks of the place, moved, cancelled, put back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from entrelieux.activities.actions import (
    add_event,
    cancel_time,
    change_event,
    extend_schedules,
    move_time,
    put_time_back,
    remove_event,
    restore_event,
    schedule_event,
)
from entrelieux.activities.errors import NoSuchTime
from entrelieux.activities.models import Event, Occurrence
from entrelieux.core.booking import Slot
from entrelieux.inventory.states import state_of
from entrelieux.places.actions import create_place
from entrelieux.places.models import Place
from tests.apps.activities.conftest import Adds, in_days
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


def hours(event: Event) -> list[str]:
    """Each time to come, on the clocks of Paris."""
    return [
        f"{one.starts_at.astimezone(PARIS):%d/%m %H:%M}" + (" annulé" if one.is_cancelled else "")
        for one in event.occurrences.order_by("starts_at")
    ]


class TestTimes:
    def test_each_time_stays_at_its_hour_when_the_clocks_change(
        self, atelier: Place, settings: Any
    ) -> None:
        event = Event(
            place=atelier,
            name="Café",
            zone="Europe/Paris",
            first_day=date(2026, 10, 17),
            start_time=time(14),
            end_time=time(17),
            rule="FREQ=WEEKLY;COUNT=3",
        )
        event.save()
        schedule_event(event=event, now=datetime(2026, 10, 1, tzinfo=UTC))
        assert hours(event) == ["17/10 14:00", "24/10 14:00", "31/10 14:00"]
        assert [one.starts_at.astimezone(UTC).hour for one in event.occurrences.all()] == [
            12,
            12,
            13,
        ]

    def test_they_are_on_the_clocks_of_the_place(self, cast: Cast) -> None:
        island = {"name": "La Kour", "time_zone": "Indian/Reunion"}
        place = create_place(by=None, values=island)
        event = add_event(
            by=None,
            place=place,
            values={
                "name": "Atelier",
                "first_day": "2026-06-01",
                "start_time": "14:00:00",
                "end_time": "16:00:00",
            },
        )
        assert event.zone == "Indian/Reunion"
        assert event.occurrences.get().starts_at == datetime(2026, 6, 1, 10, tzinfo=UTC)

    def test_one_that_repeats_goes_on_for_more_than_a_year(self, adds_event: Adds) -> None:
        event = adds_event("Café", rule="FREQ=WEEKLY")
        assert event.occurrences.count() == 57

    def test_what_happens_once_is_kept_however_far_it_is(self, adds_event: Adds) -> None:
        assert adds_event("Fête", first_day="2090-06-01").occurrences.count() == 1

    def test_times_come_within_reach_day_after_day(self, adds_event: Adds) -> None:
        event = adds_event("Café", rule="FREQ=WEEKLY")
        now = datetime.now(UTC) + timedelta(days=30)
        assert extend_schedules(now=now) == 1
        assert event.occurrences.count() in {60, 61, 62}

    def test_another_hour_moves_the_times_to_come_and_not_those_that_are_over(
        self, cast: Cast, adds_event: Adds
    ) -> None:
        event = adds_event("Café", first_day=in_days(-7), rule="FREQ=WEEKLY;COUNT=3")
        before = event.occurrences.first()
        base = state_of(event)
        values = {**base, "start_time": "15:00:00", "end_time": "18:00:00"}
        change_event(by=cast.alice, event=event, base=base, values=values)
        kept = Occurrence.objects.get(pk=before.pk)
        assert kept.starts_at == before.starts_at
        assert [one.starts_at.astimezone(PARIS).hour for one in event.occurrences.all()][2:] == [15]

    def test_another_day_is_the_same_time_for_what_happens_once(
        self, cast: Cast, adds_event: Adds
    ) -> None:
        event = adds_event("Fête")
        before = event.occurrences.get()
        base = state_of(event)
        wanted = {**base, "first_day": in_days(20).isoformat()}
        change_event(by=cast.alice, event=event, base=base, values=wanted)
        after = event.occurrences.get()
        assert (after.pk, after.day) == (before.pk, in_days(20))

    def test_a_cancelled_time_is_told_and_can_be_put_back(
        self, cast: Cast, adds_event: Adds
    ) -> None:
        event = adds_event("Café", rule="FREQ=DAILY;COUNT=2")
        event = cancel_time(by=cast.alice, event=event, day=in_days(8), note="Neige")
        assert [one.is_cancelled for one in event.occurrences.all()] == [False, True]
        event = put_time_back(by=cast.alice, event=event, day=in_days(8))
        assert [one.is_cancelled for one in event.occurrences.all()] == [False, False]

    def test_a_moved_time_keeps_its_name(self, cast: Cast, adds_event: Adds) -> None:
        event = adds_event("Café", rule="FREQ=DAILY;COUNT=2")
        start = datetime.combine(in_days(30), time(9))
        slot = Slot(start, start + timedelta(hours=1))
        event = move_time(by=cast.alice, event=event, day=in_days(8), slot=slot)
        moved = event.occurrences.get(day=in_days(8))
        assert (moved.starts_at.astimezone(PARIS).replace(tzinfo=None), moved.is_moved) == (
            start,
            True,
        )

    def test_a_day_on_which_it_does_not_happen_cannot_be_cancelled(
        self, cast: Cast, adds_event: Adds
    ) -> None:
        event = adds_event("Café", rule="FREQ=WEEKLY")
        with pytest.raises(NoSuchTime):
            cancel_time(by=cast.alice, event=event, day=in_days(8))

    def test_a_removed_event_has_no_time_to_come_until_it_is_restored(
        self, cast: Cast, adds_event: Adds
    ) -> None:
        event = adds_event("Café", rule="FREQ=DAILY;COUNT=2")
        remove_event(by=cast.alice, event=event)
        assert event.occurrences.count() == 0
        restore_event(by=cast.alice, event=event, version=1)
        assert event.occurrences.count() == 2

    def test_an_event_that_is_cancelled_altogether_cancels_each_time(
        self, cast: Cast, adds_event: Adds
    ) -> None:
        event = adds_event("Café", rule="FREQ=DAILY;COUNT=2")
        base = state_of(event)
        change_event(by=cast.alice, event=event, base=base, values={**base, "state": "cancelled"})
        assert [one.is_cancelled for one in event.occurrences.all()] == [True, True]
