"""Rules of repetition against two independent readers of RFC 5545, and clocks that change."""

from __future__ import annotations

import doctest
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st
from icalendar import Calendar

from entrelieux.core.booking import BadRule, Series, Slot, occurrences, parse_rule
from entrelieux.core.booking import recurrence as module
from entrelieux.core.booking.recurrence import days_of
from entrelieux.core.booking.rules import WEEKDAYS

PARIS = ZoneInfo("Europe/Paris")
FIRST = date(2026, 1, 1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def workshop(start: str, end: str, rule: str = "", **more: object) -> Series:
    known = parse_rule(rule) if rule else None
    return Series(Slot(at(start), at(end)), "Europe/Paris", known, **more)  # type: ignore[arg-type]


def in_paris(series: Series, after: str, before: str) -> list[tuple[str, str]]:
    found = occurrences(
        series,
        after=at(after).replace(tzinfo=PARIS),
        before=at(before).replace(tzinfo=PARIS),
    )
    return [
        (f"{one.start.astimezone(PARIS):%a %d %b %H:%M}", f"{one.end.astimezone(PARIS):%H:%M}")
        for one in found
    ]


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 5))}"]
    ranked = frequency in {"MONTHLY", "YEARLY"}
    # All with a rank or none: dateutil reads « MO,1MO » as both at once, RFC 5545 as either.
    has_ranks = ranked and draw(st.booleans())
    ranks = st.sampled_from(["1", "2", "-1", "5"] if has_ranks else [""])
    days = draw(st.lists(st.tuples(ranks, st.sampled_from(WEEKDAYS)), max_size=3, unique=True))
    if days:
        parts.append("BYDAY=" + ",".join(rank + day for rank, day in days))
    months = draw(st.lists(st.integers(1, 12), max_size=3, unique=True))
    if months:
        parts.append("BYMONTH=" + ",".join(map(str, months)))
    if ranked:
        month_days = st.integers(-31, 31).filter(lambda day: day != 0)
        dates = draw(st.lists(month_days, max_size=3, unique=True))
        if dates:
            parts.append("BYMONTHDAY=" + ",".join(map(str, dates)))
        if (dates or days) and draw(st.booleans()):
            parts.append(f"BYSETPOS={draw(st.sampled_from([1, 2, -1]))}")
    ends = draw(st.sampled_from(["", "COUNT=7", "UNTIL=20270630"]))
    start = draw(st.sampled_from(["", "WKST=SU"]))
    return ";".join(filter(None, [*parts, ends, start]))


@given(rules(), st.dates(FIRST, date(2027, 1, 1)))
def test_the_days_of_a_rule_are_those_that_dateutil_gives(text: str, first: date) -> None:
    last = date(2028, 6, 1)
    noon = datetime.combine(first, time())
    # What never comes would make dateutil look for it until the year 9999.
    assume("BYMONTH=" not in text or "INTERVAL=1" in text)
    expected = takewhile(lambda moment: moment.date() <= last, rrulestr(text, dtstart=noon))
    assert list(days_of(parse_rule(text), first, last)) == [moment.date() for moment in expected]


@given(rules(), st.dates(FIRST, date(2027, 1, 1)))
def test_a_rule_is_written_as_it_is_read(text: str, first: date) -> None:
    rule = parse_rule(text)
    assert parse_rule(str(rule)) == rule


@pytest.mark.parametrize(
    "text",
    [
        "",
        "BYDAY=TU",
        "FREQ=HOURLY",
        "FREQ=WEEKLY;BYHOUR=9",
        "FREQ=WEEKLY;BYDAY=1TU",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=MONTHLY;BYDAY=0MO",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=YEARLY;BYWEEKNO=2",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=99999999999999999999",
        "FREQ=DAILY;INTERVAL=٣",
        "FREQ=DAILY;UNTIL=20261331",
        "FREQ=DAILY;COUNT=2;UNTIL=20261231",
        "FREQ=DAILY;BYSETPOS=1",
        "FREQ=DAILY;;BYDAY",
    ],
)
def test_what_is_no_rule_of_days_is_refused(text: str) -> None:
    with pytest.raises(BadRule):
        parse_rule(text)


@pytest.mark.parametrize("rule", ["FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "FREQ=YEARLY;BYDAY=53MO"])
def test_a_rule_that_hardly_ever_comes_ends_with_the_time_that_is_asked_for(rule: str) -> None:
    assert list(days_of(parse_rule(rule), FIRST, date(2027, 12, 31))) == []


class TestClocks:
    def test_a_workshop_stays_at_its_hour_when_the_clocks_change(self) -> None:
        series = workshop("2026-03-21T14:00", "2026-03-21T17:00", "FREQ=WEEKLY")
        assert in_paris(series, "2026-03-21", "2026-04-05") == [
            ("Sat 21 Mar 14:00", "17:00"),
            ("Sat 28 Mar 14:00", "17:00"),
            ("Sat 04 Apr 14:00", "17:00"),
        ]
        found = occurrences(
            series, after=at("2026-03-21T00:00+00:00"), before=at("2026-04-05T00:00+00:00")
        )
        assert [one.start.hour for one in found] == [13, 13, 12]

    @pytest.mark.parametrize(
        ("night", "hours"), [("2026-03-28", 11), ("2026-10-24", 13), ("2026-10-17", 12)]
    )
    def test_a_night_ends_at_the_hour_that_was_said(self, night: str, hours: int) -> None:
        end = at(night) + timedelta(days=1, hours=8)
        series = Series(Slot(at(night) + timedelta(hours=20), end), "Europe/Paris")
        (one,) = occurrences(
            series, after=at("2026-01-01T00:00+00:00"), before=at("2026-12-31T00:00+00:00")
        )
        assert one.end - one.start == timedelta(hours=hours)
        assert one.end.astimezone(PARIS).replace(tzinfo=None) == end

    def test_a_time_that_the_clocks_skip_is_an_hour_later(self) -> None:
        series = workshop("2026-03-29T02:30", "2026-03-29T05:00")
        assert in_paris(series, "2026-03-29", "2026-03-30") == [("Sun 29 Mar 03:30", "05:00")]

    def test_a_time_shown_twice_is_the_first_of_both(self) -> None:
        series = workshop("2026-10-25T02:30", "2026-10-25T05:00")
        (one,) = occurrences(
            series, after=at("2026-10-24T00:00+00:00"), before=at("2026-10-26T00:00+00:00")
        )
        assert one.start == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


class TestExceptions:
    def test_a_cancelled_time_is_told(self) -> None:
        series = workshop(
            "2026-05-05T18:00",
            "2026-05-05T20:00",
            "FREQ=WEEKLY;COUNT=3",
            cancelled=frozenset({date(2026, 5, 12)}),
        )
        found = occurrences(
            series, after=at("2026-05-01T00:00+00:00"), before=at("2026-06-30T00:00+00:00")
        )
        assert [(one.day.day, one.is_cancelled) for one in found] == [
            (5, False),
            (12, True),
            (19, False),
        ]

    def test_a_moved_time_is_found_where_it_went_and_not_where_it_was(self) -> None:
        moved = {date(2026, 5, 12): Slot(at("2026-08-01T10:00"), at("2026-08-01T11:30"))}
        series = workshop(
            "2026-05-05T18:00", "2026-05-05T20:00", "FREQ=WEEKLY;COUNT=3", moved=moved
        )
        assert in_paris(series, "2026-05-01", "2026-06-01") == [
            ("Tue 05 May 18:00", "20:00"),
            ("Tue 19 May 18:00", "20:00"),
        ]
        assert in_paris(series, "2026-07-01", "2026-09-01") == [("Sat 01 Aug 10:00", "11:30")]

    def test_a_move_of_a_day_that_is_no_more_in_the_series_is_forgotten(self) -> None:
        moved = {date(2026, 5, 13): Slot(at("2026-08-01T10:00"), at("2026-08-01T11:30"))}
        series = workshop("2026-05-05T18:00", "2026-05-05T20:00", "FREQ=WEEKLY", moved=moved)
        assert in_paris(series, "2026-08-01", "2026-08-02") == []

    def test_added_days_come_with_the_others(self) -> None:
        series = workshop(
            "2026-05-05T18:00", "2026-05-05T20:00", added=frozenset({date(2026, 5, 9)})
        )
        assert in_paris(series, "2026-05-01", "2026-06-01") == [
            ("Tue 05 May 18:00", "20:00"),
            ("Sat 09 May 18:00", "20:00"),
        ]

    def test_one_that_began_before_and_is_not_over_is_there(self) -> None:
        series = workshop("2026-05-01T09:00", "2026-05-09T18:00")
        assert in_paris(series, "2026-05-08", "2026-05-09") == [("Fri 01 May 09:00", "18:00")]


@given(
    rule=st.sampled_from(
        [
            "FREQ=WEEKLY;BYDAY=TU,SA",
            "FREQ=WEEKLY;INTERVAL=2",
            "FREQ=MONTHLY;BYDAY=1SA",
            "FREQ=MONTHLY;BYDAY=-1FR",
            "FREQ=DAILY;COUNT=40",
        ]
    ),
    hour=st.integers(0, 23),
    first=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)
def test_a_calendar_program_shows_the_same_times(rule: str, hour: int, first: date) -> None:
    parsed = parse_rule(rule)
    first = next(days_of(parsed, first, first + timedelta(days=40)))
    start = datetime.combine(first, time(hour))
    series = Series(Slot(start, start + timedelta(minutes=45)), "Europe/Paris", parsed)
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        f"DTSTART;TZID=Europe/Paris:{start:%Y%m%dT%H%M%S}\r\nDURATION:PT45M\r\n"
        f"RRULE:{rule}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    before = datetime(2027, 6, 1, tzinfo=PARIS)
    after = datetime(2025, 12, 1, tzinfo=PARIS)
    theirs = recurring_ical_events.of(Calendar.from_ical(text)).between(after, before)
    ours = occurrences(series, after=after, before=before)
    assert [one.start for one in ours] == sorted(
        event["DTSTART"].dt.astimezone(UTC) for event in theirs
    )


def test_the_examples_of_the_module_are_right() -> None:
    assert doctest.testmod(module).failed == 0
