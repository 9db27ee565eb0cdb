"""The labelled weeks of public lists: what is read must not get worse than what is published."""

import json
from datetime import date
from pathlib import Path

import pytest

from entrelieux.core.hours import parse_text, parse_week
from entrelieux.core.hours.evaluate import is_valid, week_table
from entrelieux.core.hours.school import zone_holidays

DATA = Path(__file__).parent / "data"
MONDAYS = (date(2026, 11, 16), date(2026, 12, 7), date(2027, 2, 15), date(2027, 7, 26))
PARTS = ("tune", "held_1", "held_2", "held_3")


def weeks_of(part):
    return [json.loads(line) for line in (DATA / f"{part}.jsonl").read_text("utf-8").splitlines()]


def reading_of(week):
    return parse_week(week["days"], week.get("extra_text", ""), city=week.get("city", ""))


def table_of(value):
    holidays = zone_holidays("A")
    slots = []
    for monday in MONDAYS:
        for day in week_table(value, monday, school_holidays=holidays):
            slots.append((day.day, _merged(day.slots)))
    return slots


def _merged(slots):
    """Slots that touch and have the same state are one."""
    merged = []
    for slot in sorted(slots):
        if merged and merged[-1][1] >= slot.start and merged[-1][2] == slot.state:
            merged[-1] = (merged[-1][0], max(merged[-1][1], slot.end), slot.state)
        else:
            merged.append((slot.start, slot.end, slot.state))
    return merged


def open_minutes_of(value):
    return {
        (day, minute)
        for day, slots in table_of(value)
        for start, end, state in slots
        if state == "open"
        for minute in range(start.hour * 60 + start.minute, end.hour * 60 + end.minute)
    }


def is_exact(week):
    reading = reading_of(week)
    if reading.label != week["label"]:
        return False
    return not week["opening_hours"] or table_of(reading.opening_hours) == table_of(
        week["opening_hours"]
    )


@pytest.mark.parametrize(
    ("part", "least"),
    [("tune", 0.985), ("held_1", 0.98), ("held_2", 0.98), ("held_3", 0.96)],
)
def test_weeks_are_read_as_a_person_reads_them(part, least):
    weeks = weeks_of(part)
    assert sum(is_exact(week) for week in weeks) >= least * len(weeks)


@pytest.mark.parametrize("part", PARTS)
def test_what_is_said_open_is_open(part):
    wrong = told = 0
    for week in weeks_of(part):
        found = open_minutes_of(reading_of(week).opening_hours)
        told += len(found)
        wrong += len(found - open_minutes_of(week["opening_hours"]))
    assert wrong <= 0.005 * told


@pytest.mark.parametrize("part", PARTS)
def test_a_value_that_was_read_is_valid_and_read_again_is_itself(part):
    values = {reading_of(week).opening_hours for week in weeks_of(part)} - {""}
    assert {value for value in values if not is_valid(value)} == set()
    assert {value for value in values if parse_text(value).opening_hours != value} == set()


@pytest.mark.parametrize("part", PARTS)
def test_every_label_is_a_value_that_the_library_reads(part):
    values = {week["opening_hours"] for week in weeks_of(part)} - {""}
    assert {value for value in values if not is_valid(value)} == set()


def test_no_week_is_in_two_files():
    ids = [week["id"] for part in PARTS for week in weeks_of(part)]
    assert len(ids) == len(set(ids))
