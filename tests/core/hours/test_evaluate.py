"""Is it open: now, in the school holidays, and when one cannot know."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.geo.boundaries import department_names
from entrelieux.core.hours import describe
from entrelieux.core.hours.evaluate import (
    OpenStatus,
    open_slots,
    open_stretches,
    status_at,
    week_table,
)
from entrelieux.core.hours.school import (
    holidays_of,
    is_school_holiday,
    resolved,
    zone_holidays,
    zone_of,
)

PARIS = ZoneInfo("Europe/Paris")
VALUE = 'Mo-Fr 09:00-12:00, We 14:00-17:00 "sur rendez-vous"; SH We off; Sa[1] 10:00-12:00'
AUVERGNE = zone_holidays("A")
MONTHS = ({10}, {12}, {2}, {4}, {7})


def at(*moment):
    return datetime(*moment, tzinfo=PARIS)


def test_a_wednesday_of_term_is_open_then_by_appointment():
    assert status_at(VALUE, at(2026, 11, 18, 9, 30), school_holidays=AUVERGNE) == OpenStatus(
        "open", at(2026, 11, 18, 12), at(2026, 11, 19, 9)
    )
    status = status_at(VALUE, at(2026, 11, 18, 15), school_holidays=AUVERGNE)
    assert (status.state, status.until) == ("appointment", at(2026, 11, 18, 17))


def test_a_wednesday_of_the_holidays_is_closed_until_thursday():
    status = status_at(VALUE, at(2027, 2, 17, 9, 30), school_holidays=AUVERGNE)
    assert (status.state, status.next_open) == ("closed", at(2027, 2, 18, 9))


def test_what_depends_on_dates_not_yet_published_is_unknown():
    assert status_at(VALUE, at(2031, 2, 19, 9, 30), school_holidays=AUVERGNE).state == "unknown"
    assert status_at(VALUE, at(2031, 2, 18, 9, 30), school_holidays=AUVERGNE).state == "open"
    assert status_at(VALUE, at(2027, 2, 17, 9, 30)).state == "unknown"


def test_a_value_that_cannot_be_read_is_unknown():
    assert status_at("lundi", at(2026, 11, 18, 9)) == OpenStatus("unknown", None, None)


@pytest.mark.parametrize(
    ("zone", "day", "answer"),
    [
        ("A", date(2026, 10, 16), False),
        ("A", date(2026, 10, 17), True),
        ("A", date(2026, 11, 2), False),
        ("A", date(2027, 2, 13), True),
        ("B", date(2027, 2, 13), False),
        ("C", date(2027, 2, 6), True),
        ("A", date(2024, 7, 14), None),
        ("A", date(2027, 9, 1), True),
        ("A", date(2027, 9, 2), False),
        ("A", date(2028, 2, 19), True),
        ("B", date(2028, 2, 21), False),
        ("C", date(2028, 5, 1), True),
        ("A", date(2028, 7, 4), False),
        ("A", date(2028, 7, 5), True),
        ("A", date(2028, 9, 1), None),
    ],
)
def test_school_holidays_are_those_of_the_zone_and_unknown_beyond_the_calendar(zone, day, answer):
    assert is_school_holiday(zone, day) == answer


@pytest.mark.parametrize("zone", ["A", "B", "C"])
@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_a_school_year_has_four_holidays_of_two_weeks_and_a_summer(zone, year):
    days = [date(year, 9, 2) + timedelta(days=n) for n in range(364)]
    inside = [is_school_holiday(zone, day) for day in days]
    changes = zip(days[1:], pairwise(inside), strict=True)
    starts = [day for day, (before, now) in changes if now and not before]
    assert [day.month in months for day, months in zip(starts, MONTHS, strict=True)] == [True] * 5
    assert all(day.weekday() == 5 for day in starts[:4])
    lengths = [sum(map(bool, inside[(day - days[0]).days :][:20])) for day in starts[:4]]
    assert all(length in {16, 17} for length in lengths)


def test_every_mainland_departement_has_the_calendar_of_a_zone_and_others_have_none():
    zones = {code: zone_of(code) for code in department_names()}
    assert {code for code, zone in zones.items() if not zone} == {
        code for code in zones if code.startswith(("2A", "2B", "97", "98"))
    }
    assert [sum(zone == name for zone in zones.values()) for name in "ABC"] == [32, 41, 21]
    assert holidays_of("2B") is holidays_of("974") is holidays_of("") is None


@pytest.mark.parametrize(
    ("department", "state"),
    [("63", "closed"), ("13", "closed"), ("75", "open"), ("974", "unknown")],
)
def test_hours_follow_the_calendar_of_the_departement(department, state):
    holidays = holidays_of(department)
    moment = at(2027, 2, 24, 10)
    assert status_at("We 09:00-12:00; SH off", moment, school_holidays=holidays).state == state


def test_the_open_slots_are_those_of_the_seven_days_that_come():
    tuesday_at_nine = 96 + 9 * 4
    value = "Tu 09:00-09:30; SH off; Jul-Aug Tu 09:00-09:15"
    in_term = open_slots(value, date(2027, 2, 10), school_holidays=zone_holidays("B"))
    assert in_term == {tuesday_at_nine, tuesday_at_nine + 1}
    # From Wednesday 10 February on, Tuesday is the 16th, in the winter holidays of zone A.
    assert open_slots(value, date(2027, 2, 10), school_holidays=AUVERGNE) == frozenset()
    assert open_slots(value, date(2027, 2, 9), school_holidays=AUVERGNE) == in_term
    assert open_slots(value, date(2027, 2, 10)) == frozenset()
    assert open_slots("Sa[1] 09:00-10:00", date(2027, 2, 8)) == frozenset()
    assert open_slots("lundi", date(2027, 2, 8)) == frozenset()


def test_outside_the_holidays_their_rules_are_gone():
    value = 'Mo 09:00-12:00 "a; b"; SH off'
    assert resolved(value, in_holidays=False) == 'Mo 09:00-12:00 "a; b"'
    assert resolved(value, in_holidays=True) == 'Mo 09:00-12:00 "a; b"; off'


@given(st.integers(0, 330 * 24 * 60))
def test_the_status_is_that_of_the_table(minutes):
    moment = at(2026, 9, 1) + timedelta(minutes=minutes)
    monday = date.fromordinal(moment.toordinal() - moment.weekday())
    day = week_table(VALUE, monday, school_holidays=AUVERGNE)[moment.weekday()]
    now = moment.time()
    states = [slot.state for slot in day.slots if slot.start <= now < slot.end]
    assert status_at(VALUE, moment, school_holidays=AUVERGNE).state == (states or ["closed"])[0]


@pytest.mark.parametrize(
    ("value", "language", "lines"),
    [
        (
            "Mo-Fr 09:00-12:00,14:00-18:30; SH off",
            "fr",
            ["du lundi au vendredi : 9 h – 12 h, 14 h – 18 h 30", "vacances scolaires : fermé"],
        ),
        ("week 02-52/2 Tu 14:00-17:00", "fr", ["mardi, semaines paires : 14 h – 17 h"]),
        ("Sa[1] 10:00-12:00", "en", ["1st Saturday of the month: 10:00 – 12:00"]),
        ("Aug 01-Aug 15 off", "fr", ["du 1er août au 15 août : fermé"]),
        ("Mo 19:00+", "fr", ["lundi : à partir de 19 h"]),
        ('Tu 09:00-12:00 "sur rendez-vous"', "en", ["Tuesday: 09:00 – 12:00 by appointment"]),
    ],
)
def test_a_value_is_said_in_the_readers_language(value, language, lines):
    assert [line.replace("\xa0", " ") for line in describe(value, language)] == lines


def test_the_open_stretches_go_over_midnight_and_leave_out_what_is_not_sure():
    value = 'Mo-Fr 09:00-12:00; Sa 20:00-26:00; We 14:00-16:00 "sur rendez-vous"'
    start, end = datetime(2027, 2, 5, 10), datetime(2027, 2, 8, 11)  # noqa: DTZ001 - clock of a place
    found = open_stretches(value, start, end)
    assert [(f"{a:%a %H:%M}", f"{b:%a %H:%M}") for a, b in found] == [
        ("Fri 10:00", "Fri 12:00"),
        ("Sat 20:00", "Sun 02:00"),
        ("Mon 09:00", "Mon 11:00"),
    ]
    assert open_stretches("lundi", start, end) == []


def test_the_open_stretches_follow_the_school_holidays_where_the_place_is():
    """Zone A is on holiday from 13 February to 1 March 2027."""
    value = "We 09:00-12:00; SH off"
    start, end = datetime(2027, 2, 8), datetime(2027, 3, 7)  # noqa: DTZ001 - clock of a place
    found = open_stretches(value, start, end, school_holidays=AUVERGNE)
    assert [(a.month, a.day, a.hour, b.hour) for a, b in found] == [(2, 10, 9, 12), (3, 3, 9, 12)]
    assert open_stretches(value, start, end) == []
