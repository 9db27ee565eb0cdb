"""iCalendar: what we write is what programs show; what places publish is read, nobody's name."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from entrelieux.core.booking import Series, Slot, occurrences, parse_rule
from entrelieux.core.booking.recurrence import days_of
from entrelieux.core.interchange.icalendar import (
    CalendarEvent,
    UnreadableCalendar,
    read_calendar,
    write_calendar,
)

PARIS = ZoneInfo("Europe/Paris")
AFTER, BEFORE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 12, 1, tzinfo=UTC)
RULES = [
    "",
    "FREQ=WEEKLY;BYDAY=TU,SA",
    "FREQ=WEEKLY;INTERVAL=2;UNTIL=20261120",
    "FREQ=MONTHLY;BYDAY=1SA",
    "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20271031",
    "FREQ=DAILY;COUNT=9",
    "FREQ=YEARLY",
]
TEXTS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Co", "Cn", "Zs", "Zl", "Zp"]
    ),
    max_size=40,
)


@st.composite
def series(draw: st.DrawFn) -> tuple[Series, bool]:
    text = draw(st.sampled_from(RULES))
    rule = parse_rule(text) if text else None
    first = draw(st.dates(date(2026, 1, 5), date(2026, 10, 30)))
    if rule:
        first = next(days_of(rule, first, first + timedelta(days=400)))
    is_all_day = draw(st.booleans())
    # Not in the hour that the clocks skip or show twice: programs differ there.
    start = datetime.combine(first, time(0 if is_all_day else draw(st.integers(4, 23))))
    length = timedelta(days=1) if is_all_day else timedelta(minutes=draw(st.integers(15, 720)))
    days = list(days_of(rule, first, first + timedelta(days=60)))[1:6] if rule else []
    cancelled = frozenset(draw(st.lists(st.sampled_from(days), unique=True))) if days else ()
    others = [day for day in days if day not in cancelled]
    moved = {}
    if others and draw(st.booleans()):
        begins = datetime.combine(others[0], start.time()) + timedelta(days=3)
        moved[others[0]] = Slot(begins, begins + length + timedelta(days=1))
    told = Series(Slot(start, start + length), "Europe/Paris", rule, cancelled=frozenset(cancelled))
    return Series(told.first, told.zone, rule, frozenset(), told.cancelled, moved), is_all_day


def shown_by_a_program(written: bytes) -> list[tuple[datetime, datetime]]:
    def moment(value: Any) -> datetime:
        is_whole = not isinstance(value, datetime)
        return (datetime.combine(value, time(), PARIS) if is_whole else value).astimezone(UTC)

    found = recurring_ical_events.of(Calendar.from_ical(written)).between(AFTER, BEFORE)
    return sorted((moment(one["DTSTART"].dt), moment(one["DTEND"].dt)) for one in found)


@given(series())
def test_a_calendar_program_shows_the_times_that_we_do(told: tuple[Series, bool]) -> None:
    what, is_all_day = told
    written = write_calendar([CalendarEvent("1@x", "Café", what, is_all_day)], name="Agenda")
    ours = occurrences(what, after=AFTER, before=BEFORE)
    assert shown_by_a_program(written) == sorted(
        (one.start, one.end) for one in ours if not one.is_cancelled
    )


@given(series(), TEXTS, TEXTS, TEXTS)
def test_what_is_written_is_read_back(
    told: tuple[Series, bool], name: str, description: str, location: str
) -> None:
    what, is_all_day = told
    event = CalendarEvent(
        uid="1@entrelieux.example",
        name=f"Café {name}".strip(),
        series=what,
        is_all_day=is_all_day,
        description=f"Bonjour.\n{description}".strip(),
        location=f"Salle {location}".strip(),
        url="https://exemple.fr/cafe",
        version=3,
        updated_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    )
    read = read_calendar(write_calendar([event], name="Agenda"), zone="Europe/Paris")
    assert read.name == "Agenda"
    assert list(read.problems) == []
    (back,) = read.events
    assert (back.uid, back.is_all_day, back.url, back.version, back.updated_at) == (
        event.uid,
        is_all_day,
        event.url,
        3,
        event.updated_at,
    )
    assert back.series == what
    for field in ("name", "description", "location"):
        assert spaced(getattr(back, field)) == spaced(getattr(event, field))


HARD = st.text(
    st.sampled_from(["a", "é", "😀", ",", ";", ":", "^", '"', "\n", " ", "\\"]), max_size=90
)


@given(series(), HARD, HARD, st.booleans(), st.sampled_from(["Europe/Paris", "UTC"]))
def test_the_icalendar_library_would_write_the_same_bytes(
    told: tuple[Series, bool], name: str, description: str, is_cancelled: bool, zone: str
) -> None:
    what, is_all_day = told
    event = CalendarEvent(
        uid="1@entrelieux.example",
        name=name,
        series=replace(what, zone=zone),
        is_all_day=is_all_day,
        description=description,
        location=description[::-1],
        url="https://exemple.fr/cafe?a=1,2;3",
        position=(45.0, -2.87),
        categories=("Couture, tricot", "Café"),
        is_cancelled=is_cancelled,
        version=3,
        updated_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=PARIS),
    )
    written = write_calendar([event, replace(event, uid="2@x")], name="Agenda, café")
    assert Calendar.from_ical(written).to_ical() == written


def spaced(text: str) -> list[str]:
    """Readers tidy entities and spaces; letters and digits stay."""
    return [letter for letter in text if letter.isascii() and letter.isalnum()][:5]


def test_the_same_events_give_the_same_bytes() -> None:
    once = Series(Slot(at("2026-05-05T14:00"), at("2026-05-05T17:00")), "Europe/Paris")
    events = [CalendarEvent("1@x", "Café", once)]
    assert write_calendar(events, name="A") == write_calendar(events, name="A")


def test_a_night_of_change_ends_at_the_hour_that_was_said() -> None:
    nights = Series(
        Slot(at("2026-10-17T20:00"), at("2026-10-18T08:00")),
        "Europe/Paris",
        parse_rule("FREQ=WEEKLY;COUNT=3"),
    )
    shown = shown_by_a_program(write_calendar([CalendarEvent("1@x", "Nuit", nights)], name="A"))
    assert [end.astimezone(PARIS).hour for _start, end in shown] == [8, 8, 8]
    assert [(end - start) // timedelta(hours=1) for start, end in shown] == [12, 13, 12]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//FR\r\nX-WR-CALNAME:Le lab\r\n"
FOOT = "END:VCALENDAR\r\n"


def calendar(*events: str, head: str = HEAD) -> bytes:
    bodies = (f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return (head + "".join(bodies) + FOOT).encode()


def only(*lines: str, head: str = HEAD) -> CalendarEvent:
    read = read_calendar(calendar("\r\n".join(lines), head=head), zone="Europe/Paris")
    assert list(read.problems) == []
    (event,) = read.events
    return event


class TestReading:
    def test_an_event_in_utc_is_put_on_the_clocks_of_the_place(self) -> None:
        event = only(
            "UID:1",
            "SUMMARY:Café",
            "DTSTART:20260706T120000Z",
            "DTEND:20260706T150000Z",
            "RRULE:FREQ=WEEKLY;UNTIL=20260720T120000Z",
        )
        assert event.series.first == Slot(at("2026-07-06T14:00"), at("2026-07-06T17:00"))
        assert event.series.rule
        assert event.series.rule.until == date(2026, 7, 20)

    def test_days_of_a_rule_in_utc_are_those_of_utc_where_the_place_is_on_another_day(self) -> None:
        event = only(
            "UID:1", "SUMMARY:Café", "DTSTART:20260707T233000Z", "RRULE:FREQ=WEEKLY;BYDAY=TU"
        )
        found = occurrences(event.series, after=AFTER, before=BEFORE)
        assert [one.start for one in found[:2]] == [
            datetime(2026, 7, 7, 23, 30, tzinfo=UTC),
            datetime(2026, 7, 14, 23, 30, tzinfo=UTC),
        ]

    def test_an_until_before_the_hour_of_that_day_leaves_it_out(self) -> None:
        event = only(
            "UID:1",
            "SUMMARY:Café",
            "DTSTART;TZID=Europe/Paris:20260706T140000",
            "RRULE:FREQ=WEEKLY;UNTIL=20260720T000000Z",
        )
        assert event.series.rule
        assert event.series.rule.until == date(2026, 7, 19)

    def test_times_without_a_zone_are_in_that_of_the_calendar(self) -> None:
        head = HEAD + "X-WR-TIMEZONE:Indian/Reunion\r\n"
        event = only("UID:1", "SUMMARY:Kour", "DTSTART:20260706T140000", head=head)
        assert (event.series.zone, event.series.first.start.hour) == ("Indian/Reunion", 14)

    def test_the_zone_of_outlook_is_known(self) -> None:
        event = only("UID:1", "SUMMARY:Café", "DTSTART;TZID=Romance Standard Time:20260706T140000")
        assert (event.series.zone, event.series.first.start.hour) == ("Europe/Paris", 14)

    @pytest.mark.parametrize(
        ("lines", "days"),
        [
            (("DTSTART;VALUE=DATE:20260706",), 1),
            (("DTSTART;VALUE=DATE:20260706", "DTEND;VALUE=DATE:20260709"), 3),
            (("DTSTART;VALUE=DATE:20260706", "DURATION:P2D"), 2),
            (("DTSTART;VALUE=DATE:20260706", "DTEND;VALUE=DATE:20260706"), 1),
        ],
    )
    def test_whole_days_are_counted(self, lines: tuple[str, ...], days: int) -> None:
        event = only("UID:1", "SUMMARY:Fête", *lines)
        assert event.is_all_day
        assert event.series.first.end - event.series.first.start == timedelta(days=days)

    def test_times_told_apart_are_moved_or_cancelled(self) -> None:
        zone = ";TZID=Europe/Paris"
        master = (
            f"UID:1\r\nSUMMARY:Café\r\nDTSTART{zone}:20260707T180000\r\n"
            f"DTEND{zone}:20260707T200000\r\nRRULE:FREQ=WEEKLY\r\nEXDATE{zone}:20260714T180000"
        )
        moved = (
            f"UID:1\r\nSUMMARY:Café\r\nRECURRENCE-ID{zone}:20260721T180000\r\n"
            f"DTSTART{zone}:20260722T190000\r\nDTEND{zone}:20260722T200000"
        )
        gone = (
            f"UID:1\r\nSUMMARY:Café\r\nRECURRENCE-ID{zone}:20260728T180000\r\n"
            f"DTSTART{zone}:20260728T180000\r\nDTEND{zone}:20260728T200000\r\nSTATUS:CANCELLED"
        )
        (event,) = read_calendar(calendar(moved, master, gone), zone="Europe/Paris").events
        assert event.series.cancelled == {date(2026, 7, 14), date(2026, 7, 28)}
        assert event.series.moved == {
            date(2026, 7, 21): Slot(at("2026-07-22T19:00"), at("2026-07-22T20:00"))
        }

    def test_times_told_apart_from_a_series_that_is_not_there_each_happen_once(self) -> None:
        days = ("20260706", "20260713")
        lines = [
            f"BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Café\r\nRECURRENCE-ID:{day}T100000Z\r\n"
            f"DTSTART:{day}T100000Z\r\nEND:VEVENT"
            for day in days
        ]
        content = "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR"))
        read = read_calendar(content.encode(), zone="Europe/Paris")
        assert [one.series.first.start.day for one in read.events] == [6, 13]
        assert len({one.uid for one in read.events}) == 2

    def test_several_calendars_in_one_stream_are_read(self) -> None:
        one, two = (
            calendar(f"UID:{n}\r\nSUMMARY:Café\r\nDTSTART:20260706T100000Z") for n in (1, 2)
        )
        read = read_calendar(one + b"\r\n" + two, zone="Europe/Paris")
        assert [event.uid for event in read.events] == ["1", "2"]

    def test_dates_added_by_hand_are_kept(self) -> None:
        event = only(
            "UID:1",
            "SUMMARY:Café",
            "DTSTART;TZID=Europe/Paris:20260707T180000",
            "RDATE;TZID=Europe/Paris:20260709T180000,20260715T180000",
        )
        assert event.series.added == {date(2026, 7, 9), date(2026, 7, 15)}

    def test_nobody_is_named(self) -> None:
        event = only(
            "UID:1",
            "SUMMARY:Café",
            "DTSTART:20260706T120000Z",
            "ORGANIZER;CN=Zoé Quifuit:mailto:zoe@example.org",
            "ATTENDEE;CN=Bob Invité:mailto:bob@example.org",
            "CONTACT:Zoé Quifuit\\, 06 00 00 00 00",
        )
        told = str(event)
        assert ("zoe" in told.lower(), "quifuit" in told.lower(), "bob" in told.lower()) == (
            False,
            False,
            False,
        )

    def test_a_description_in_html_becomes_lines(self) -> None:
        event = only(
            "UID:1",
            "SUMMARY:Caf&eacute;",
            "DTSTART:20260706T120000Z",
            "DESCRIPTION:<p>Venez<br>avec <b>un fichier</b></p><script>alert(1)</script>\\n\\nFin",
        )
        assert event.name == "Café"
        assert event.description == "Venez\navec un fichier\nalert(1)\n\nFin"

    @pytest.mark.parametrize(
        ("lines", "reason", "is_kept"),
        [
            (("SUMMARY:Privé", "DTSTART:20260706T120000Z", "CLASS:PRIVATE"), "private", False),
            (("DTSTART:20260706T120000Z",), "no-name", False),
            (("SUMMARY:Café",), "no-date", False),
            (("SUMMARY:Café", "DTSTART:demain"), "bad-date", False),
            (
                ("SUMMARY:Café", "DTSTART:20260706T120000Z", "DTEND:20280706T120000Z"),
                "too-long",
                False,
            ),
            (
                ("SUMMARY:Café", "DTSTART:20260706T120000Z", "RRULE:FREQ=SECONDLY"),
                "bad-rule",
                True,
            ),
            (
                ("SUMMARY:Café", "DTSTART:20260706T120000Z", "RRULE:FREQ=YEARLY;BYWEEKNO=3"),
                "bad-rule",
                True,
            ),
        ],
    )
    def test_what_is_not_understood_is_told(
        self, lines: tuple[str, ...], reason: str, is_kept: bool
    ) -> None:
        read = read_calendar(calendar("\r\n".join(("UID:1", *lines))), zone="Europe/Paris")
        assert [(one.reason, one.is_kept) for one in read.problems] == [(reason, is_kept)]
        assert len(read.events) == int(is_kept)

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"<html><body>404</body></html>",
            b"BEGIN:VCALENDAR",
            b"BEGIN:VEVENT\r\nEND:VEVENT",
            b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\nEND:VCALENDAR",
            b"\x00\xff\xfe",
            b"BEGIN:VCARD\r\nFN:Zo\r\nEND:VCARD",
        ],
    )
    def test_what_is_no_calendar_is_refused(self, content: bytes) -> None:
        with pytest.raises(UnreadableCalendar):
            read_calendar(content, zone="Europe/Paris")

    @given(st.binary(max_size=200), st.text(max_size=200))
    def test_no_bytes_make_it_stumble(self, content: bytes, line: str) -> None:
        for told in (content, calendar(f"UID:1\r\nSUMMARY:x\r\n{line}")):
            with suppress(UnreadableCalendar):
                read_calendar(told, zone="Europe/Paris")

    @pytest.mark.parametrize("name", ["DTSTART", "DTEND", "RRULE", "EXDATE", "RDATE", "DURATION"])
    @given(value=st.text(st.characters(codec="ascii", exclude_characters="\r\n"), max_size=40))
    def test_no_value_makes_it_stumble(self, name: str, value: str) -> None:
        lines = ("UID:1", "SUMMARY:x", "DTSTART:20260706T120000Z", f"{name}:{value}")
        with suppress(UnreadableCalendar):
            read_calendar(calendar("\r\n".join(lines)), zone="Europe/Paris")

    def test_an_enormous_calendar_is_read_up_to_a_limit(self) -> None:
        events = [
            f"UID:{rank}\r\nSUMMARY:Café\r\nDTSTART:20260706T120000Z" for rank in range(3_001)
        ]
        read = read_calendar(calendar(*events), zone="Europe/Paris")
        assert (len(read.events), [one.reason for one in read.problems]) == (3_000, ["too-many"])

    def test_of_too_many_those_that_repeat_and_the_latest_are_kept(self) -> None:
        weekly = "UID:weekly\r\nSUMMARY:Café\r\nDTSTART:20200706T120000Z\r\nRRULE:FREQ=WEEKLY"
        past = [f"UID:{rank}\r\nSUMMARY:Café\r\nDTSTART:20210706T120000Z" for rank in range(3_001)]
        coming = "UID:coming\r\nSUMMARY:Café\r\nDTSTART:20270706T120000Z"
        read = read_calendar(calendar(*past, weekly, coming), zone="Europe/Paris")
        assert [event.uid for event in read.events[:2]] == ["weekly", "coming"]
