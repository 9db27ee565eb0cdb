"""When other calendars are taken: the shapes that programs publish, against what one shows."""

from __future__ import annotations

import warnings
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from entrelieux.core.booking import Span, merged
from entrelieux.core.interchange.icalendar import Busy, UnreadableCalendar, read_busy

PARIS = ZoneInfo("Europe/Paris")
WITHIN = Span(datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 2, 1, tzinfo=UTC))
TEN = ("DTSTART:20270105T100000Z", "DTEND:20270105T110000Z")  # a Tuesday
FOREIGN = (
    "BEGIN:VTIMEZONE", "TZID:Customized Time Zone", "BEGIN:STANDARD", "DTSTART:16010101T000000",
    "TZOFFSETFROM:-0500", "TZOFFSETTO:-0500", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


def stream(*lines: str) -> bytes:
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", "")).encode()


def event(*lines: str, uid: str = "1@x") -> tuple[str, ...]:
    return ("BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT")


def busy(*lines: str) -> Busy:
    return read_busy(stream(*lines), zone="Europe/Paris", within=WITHIN)


def told(*lines: str) -> list[str]:
    """« 01-05T10:00/11:00 », in UTC."""
    spans = busy(*lines).spans
    return [f"{one.start:%m-%dT%H:%M}/{one.end:%H:%M}" for one in spans]


class TestWhatKeepsAway:
    @pytest.mark.parametrize(
        "line", ["CLASS:PRIVATE", "CLASS:CONFIDENTIAL", "SUMMARY:", "STATUS:TENTATIVE"]
    )
    def test_what_is_private_unnamed_or_not_sure_is_taken(self, line: str) -> None:
        assert told(*event(*TEN, line)) == ["01-05T10:00/11:00"]

    @pytest.mark.parametrize("line", ["TRANSP:TRANSPARENT", "STATUS:CANCELLED"])
    def test_what_is_free_or_cancelled_is_not(self, line: str) -> None:
        assert told(*event(*TEN, line)) == []

    def test_a_whole_summer_is_taken(self) -> None:
        dates = ("DTSTART;VALUE=DATE:20270701", "DTEND;VALUE=DATE:20270916")
        (span,) = busy(*event(*dates)).spans
        assert span == Span(datetime(2027, 7, 1, tzinfo=PARIS), datetime(2027, 9, 16, tzinfo=PARIS))

    def test_what_comes_after_thousands_that_are_over_is_taken(self) -> None:
        over = [event("DTSTART:20200105T100000Z", uid=f"{n}@x") for n in range(3_100)]
        lines = [line for one in (*over, event(*TEN)) for line in one]
        assert told(*lines) == ["01-05T10:00/11:00"]

    def test_periods_of_a_free_busy_file_are_taken(self) -> None:
        lines = (
            "BEGIN:VFREEBUSY",
            "FREEBUSY:20270105T100000Z/PT1H,20270106T100000Z/20270106T120000Z",
            "FREEBUSY;FBTYPE=FREE:20270107T100000Z/PT1H",
            "END:VFREEBUSY",
        )
        assert told(*lines) == ["01-05T10:00/11:00", "01-06T10:00/12:00"]

    def test_times_told_apart_from_a_series_that_is_not_there_are_taken(self) -> None:
        lines = [
            *event("RECURRENCE-ID:20270105T100000Z", *TEN),
            *event("RECURRENCE-ID:20270112T100000Z", "DTSTART:20270112T090000Z", "DURATION:PT1H"),
        ]
        assert told(*lines) == ["01-05T10:00/11:00", "01-12T09:00/10:00"]

    def test_the_last_version_of_an_event_is_the_one_that_counts(self) -> None:
        old = ("DTSTART:20270105T080000Z", "DTEND:20270105T090000Z", "SEQUENCE:1")
        assert told(*event(*old), *event(*TEN, "SEQUENCE:2")) == ["01-05T10:00/11:00"]


class TestSeries:
    def test_dates_added_have_their_own_hours(self) -> None:
        lines = event(*TEN, "RDATE:20270107T150000Z,20270107T180000Z")
        assert told(*lines) == ["01-05T10:00/11:00", "01-07T15:00/16:00", "01-07T18:00/19:00"]

    def test_days_are_those_of_utc_when_it_is_told_so(self) -> None:
        """23:30 UTC on a Tuesday is already Wednesday in Paris."""
        late = ("DTSTART:20270105T233000Z", "DTEND:20270105T234500Z")
        assert told(*event(*late, "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2")) == [
            "01-05T23:30/23:45",
            "01-12T23:30/23:45",
        ]

    def test_days_are_those_of_a_zone_that_has_a_name_of_its_own(self) -> None:
        start = "DTSTART;TZID=Customized Time Zone:20270105T220000"
        rule = "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2"
        assert told(*FOREIGN, *event(start, "DURATION:PT1H", rule)) == [
            "01-06T03:00/04:00",
            "01-13T03:00/04:00",
        ]

    def test_a_time_that_was_moved_and_is_free_leaves_its_place(self) -> None:
        rule = "RRULE:FREQ=WEEKLY;COUNT=2"
        apart = event("RECURRENCE-ID:20270112T100000Z", *TEN, "TRANSP:TRANSPARENT")
        assert told(*event(*TEN, rule), *apart) == ["01-05T10:00/11:00"]

    def test_a_length_is_counted_on_the_clocks_of_the_event(self) -> None:
        """Those of Paris change that night, those of Montreal do not."""
        start = "DTSTART;TZID=America/Montreal:20270327T183000"
        assert told(*event(start, "DURATION:PT10H")) == ["03-27T22:30/08:30"]

    @pytest.mark.parametrize("rule", ["FREQ=HOURLY;COUNT=4", "FREQ=DAILY;BYHOUR=10,14;COUNT=4"])
    def test_a_rule_that_is_not_understood_is_counted_and_its_first_time_taken(
        self, rule: str
    ) -> None:
        read = busy(*event(*TEN, f"RRULE:{rule}"))
        assert (read.unread, len(read.spans)) == (1, 1)

    @pytest.mark.parametrize("line", ["SUMMARY:Sans date", "DTSTART:20271305T100000Z"])
    def test_an_event_without_a_date_is_counted(self, line: str) -> None:
        assert busy(*event(line), *event(*TEN, uid="2@x")) == Busy(
            [Span(datetime(2027, 1, 5, 10, tzinfo=UTC), datetime(2027, 1, 5, 11, tzinfo=UTC))], 1
        )


@pytest.mark.parametrize(
    "content",
    [b"", b"<!DOCTYPE html><html><body>Connexion</body></html>", stream(*event(*TEN))[:-20]],
    ids=["nothing", "a page to sign in", "cut in the middle"],
)
def test_what_is_no_whole_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableCalendar):
        read_busy(content, zone="Europe/Paris", within=WITHIN)


ZONES = ["Europe/Paris", "Romance Standard Time", "America/Montreal", "Atlantic/Azores"]
RULES = ["", "", "FREQ=WEEKLY", "FREQ=DAILY;INTERVAL=3;COUNT=9", "FREQ=WEEKLY;INTERVAL=2;COUNT=5"]
STATES = ["", "", "TRANSP:TRANSPARENT", "STATUS:CANCELLED", "CLASS:PRIVATE", "STATUS:TENTATIVE"]


@st.composite
def events(draw: st.DrawFn) -> tuple[str, ...]:
    """Around both nights when the clocks change, in the zones and forms of Google and Outlook."""
    night = draw(st.sampled_from([date(2027, 3, 28), date(2027, 10, 31), date(2027, 3, 14)]))
    hour = time(draw(st.sampled_from([5, 9, 13, 21, 23])), draw(st.sampled_from([0, 30])))
    start = datetime.combine(night - timedelta(days=draw(st.integers(0, 30))), hour)
    form = draw(st.sampled_from(["zone", "utc", "floating", "day"]))
    zone = draw(st.sampled_from(ZONES))

    def moment(name: str, value: datetime) -> str:
        if form == "day":
            return f"{name};VALUE=DATE:{value:%Y%m%d}"
        parameter, end = (f";TZID={zone}" if form == "zone" else ""), "Z" if form == "utc" else ""
        return f"{name}{parameter}:{value:%Y%m%dT%H%M%S}{end}"

    days = draw(st.integers(1, 90)) if form == "day" else 0
    minutes = 0 if days else draw(st.sampled_from([15, 60, 600]))
    end = start + timedelta(days=days, minutes=minutes)
    duration = f"DURATION:P{days}D" if days else f"DURATION:PT{minutes}M"
    rule = draw(st.sampled_from(RULES))
    lines = [
        moment("DTSTART", start),
        draw(st.sampled_from([moment("DTEND", end), duration])),
        draw(st.sampled_from(STATES)),
    ]
    if rule:
        step = 3 if "DAILY" in rule else 14 if "INTERVAL" in rule else 7
        gone, moved = (start + timedelta(days=step * n) for n in draw(st.permutations((1, 2)))[:2])
        lines += [f"RRULE:{rule}", moment("EXDATE", gone)]
        later = moved + timedelta(days=1, hours=0 if days else 1)
        apart = [moment("RECURRENCE-ID", moved), moment("DTSTART", later), duration]
        apart += [draw(st.sampled_from(STATES))]
    else:
        apart = []
    whole = event(*(line for line in lines if line))
    return whole + (event(*(line for line in apart if line)) if apart else ())


def shown_by_a_program(content: bytes) -> list[Span]:
    def moment(value: Any) -> datetime:
        whole = value if isinstance(value, datetime) else datetime.combine(value, time())
        return (whole if whole.tzinfo else whole.replace(tzinfo=PARIS)).astimezone(UTC)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        calendar = recurring_ical_events.of(Calendar.from_ical(content))
        found = calendar.between(WITHIN.start - timedelta(days=120), WITHIN.end)
    return merged(
        Span(moment(one["DTSTART"].dt), moment(one["DTEND"].dt))
        for one in found
        if one.get("TRANSP") != "TRANSPARENT" and one.get("STATUS") != "CANCELLED"
    )


def until(spans: list[Span], end: datetime) -> list[Span]:
    """Programs do not agree on what begins at the very end of what is asked."""
    return [Span(one.start, min(one.end, end)) for one in spans if one.start < end]


@given(events())
def test_what_is_taken_is_what_another_program_shows(lines: tuple[str, ...]) -> None:
    end = WITHIN.end - timedelta(days=100)
    assert until(busy(*lines).spans, end) == until(shown_by_a_program(stream(*lines)), end)


@given(st.binary(max_size=200), st.sampled_from(["DTSTART", "RRULE", "RDATE", "RECURRENCE-ID"]))
def test_no_bytes_make_it_stumble(content: bytes, name: str) -> None:
    noise = content.decode("utf-8", errors="replace").replace("\n", " ").replace("\r", " ")
    try:
        read_busy(stream(*event(*TEN, f"{name}:{noise}")), zone="Europe/Paris", within=WITHIN)
        read_busy(content, zone="Europe/Paris", within=WITHIN)
    except UnreadableCalendar:
        pass
