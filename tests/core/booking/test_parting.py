"""A series parted on one of its days is the same series, told in two; calendars agree."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import assume, given
from hypothesis import strategies as st
from icalendar import Calendar

from entrelieux.core.booking import (
    Series,
    Slot,
    before_day,
    from_day,
    occurrences,
    parse_rule,
)
from entrelieux.core.interchange.icalendar import CalendarEvent, write_calendar

PARIS = ZoneInfo("Europe/Paris")


def slot(start: str, end: str) -> Slot:
    return Slot(datetime.fromisoformat(start), datetime.fromisoformat(end))


FIRST = slot("2026-03-03T14:00", "2026-03-03T16:00")  # a Tuesday
AFTER, BEFORE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC)
RULES = [
    "FREQ=WEEKLY;COUNT=9",
    "FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,SA;WKST=SU;COUNT=11",
    "FREQ=DAILY;INTERVAL=5;COUNT=30",
    "FREQ=MONTHLY;BYDAY=1TU;COUNT=7",
    "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1,-1;COUNT=12",
    "FREQ=MONTHLY;BYMONTHDAY=3;UNTIL=20270103",
]


def seen(*parts: Series | None) -> list[tuple[date, datetime, datetime, bool]]:
    found = [one for part in parts if part for one in occurrences(part, after=AFTER, before=BEFORE)]
    return sorted((one.day, one.start, one.end, one.is_cancelled) for one in found)


@st.composite
def parted(draw: st.DrawFn) -> tuple[Series, date]:
    plain = Series(FIRST, "Europe/Paris", parse_rule(draw(st.sampled_from(RULES))))
    days = [one.day for one in occurrences(plain, after=AFTER, before=BEFORE)]
    some = st.lists(st.sampled_from(days), max_size=3, unique=True)
    moved = {day: slot(f"{day}T09:00", f"{day}T10:00") for day in draw(some)}
    whole = Series(FIRST, plain.zone, plain.rule, cancelled=frozenset(draw(some)), moved=moved)
    return whole, draw(st.sampled_from(days))


@given(parted())
def test_a_series_parted_on_one_of_its_days_loses_no_time_and_gains_none(
    case: tuple[Series, date],
) -> None:
    series, day = case
    assume(day not in series.moved)
    before, after = before_day(series, day), from_day(series, day)
    assert seen(before, after) == seen(series)
    assert all(one[0] < day for one in seen(before))
    assert all(one[0] >= day for one in seen(after))


@given(parted())
def test_both_parts_are_read_alike_by_another_program(case: tuple[Series, date]) -> None:
    series, day = case
    for part in (before_day(series, day), from_day(series, day)):
        # A single time that was moved is written where it went: there is nothing to repeat.
        if part and (part.rule or not part.moved):
            written = write_calendar(
                [CalendarEvent(uid="a@exemple.org", name="A", series=part)], name="A"
            )
            read = recurring_ical_events.of(Calendar.from_ical(written)).between(AFTER, BEFORE)
            theirs = sorted(
                (e["DTSTART"].dt.astimezone(UTC), e["DTEND"].dt.astimezone(UTC)) for e in read
            )
            mine = sorted(
                (start, end) for _day, start, end, cancelled in seen(part) if not cancelled
            )
            assert theirs == mine


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY;COUNT=4", ["27 01:30 +1", "28 01:30 +1", "29 01:30 +1", "30 01:30 +2"]),
        ("FREQ=WEEKLY;COUNT=2", ["27 01:30 +1", "03 01:30 +2"]),
    ],
)
def test_following_times_keep_the_hour_over_the_night_of_march(
    rule: str, expected: list[str]
) -> None:
    night = Series(
        slot("2026-03-20T14:00", "2026-03-20T15:00"),
        "Europe/Paris",
        parse_rule(rule.replace("COUNT=4", "COUNT=11").replace("COUNT=2", "COUNT=3")),
    )
    moved = from_day(night, date(2026, 3, 27), first=slot("2026-03-27T01:30", "2026-03-27T02:00"))
    shown = [one.start.astimezone(PARIS) for one in occurrences(moved, after=AFTER, before=BEFORE)]
    hour = timedelta(hours=1)
    assert [f"{m:%d %H:%M} +{m.utcoffset() // hour}" for m in shown] == expected  # type: ignore[operator]


def test_nothing_is_left_before_the_first_day() -> None:
    series = Series(FIRST, "Europe/Paris", parse_rule("FREQ=WEEKLY;COUNT=3"))
    assert before_day(series, FIRST.start.date()) is None
    assert from_day(series, FIRST.start.date()) == series
    second = before_day(series, date(2026, 3, 10))
    assert second is not None
    assert second.rule is None
