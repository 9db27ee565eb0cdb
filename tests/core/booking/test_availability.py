"""Free times against a search of every minute; clocks that change; what is in what."""

from __future__ import annotations

import doctest
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.booking import (
    Calendar,
    Claim,
    Span,
    Terms,
    around,
    claimed,
    free_spans,
    given_units,
    locked,
    most_taken,
    obstacles,
    starts,
)
from entrelieux.core.booking import claims as claims_module
from entrelieux.core.booking import contents as contents_module

MINUTE = timedelta(minutes=1)
START = datetime(2026, 5, 4, 8, tzinfo=UTC)
SIZE = 24
PARIS = ZoneInfo("Europe/Paris")


def minutes(first: int, last: int) -> Span:
    return Span(START + first * MINUTE, START + last * MINUTE)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first = draw(st.integers(-6, SIZE + 4))
    return minutes(first, first + draw(st.integers(1, 12)))


claims = st.lists(st.builds(Claim, spans(), st.integers(0, 3)), max_size=6)
terms = st.builds(
    Terms,
    zone=st.just("Europe/Paris"),
    capacity=st.integers(1, 4),
    grid=st.sampled_from([None, 2 * MINUTE, 5 * MINUTE]),
    shortest=st.integers(1, 5).map(lambda n: n * MINUTE),
    longest=st.none() | st.integers(5, 20).map(lambda n: n * MINUTE),
    before=st.integers(0, 3).map(lambda n: n * MINUTE),
    after=st.integers(0, 3).map(lambda n: n * MINUTE),
    notice=st.integers(0, 5).map(lambda n: n * MINUTE),
    ahead=st.none() | st.integers(5, 30).map(lambda n: n * MINUTE),
)
calendars = st.builds(
    Calendar,
    hours=st.none() | st.lists(spans(), max_size=3),
    closures=st.lists(spans(), max_size=2),
    claims=claims,
    blocked=st.lists(spans(), max_size=2),
)
WINDOW = minutes(0, SIZE)


def covers(spans: object, minute: datetime) -> bool:
    return any(span.start <= minute < span.end for span in spans)  # type: ignore[attr-defined]


def is_possible(terms: Terms, calendar: Calendar, use: Span, now: datetime, units: int) -> bool:
    """By looking at each minute, with none of the functions under test."""
    if not 1 <= units <= terms.capacity or use.start < now + terms.notice:
        return False
    minute = use.start
    while minute < use.end:
        if calendar.hours is not None and not covers(calendar.hours, minute):
            return False
        if covers(calendar.closures, minute):
            return False
        minute += MINUTE
    minute = use.start - terms.before
    while minute < use.end + terms.after:
        here = [one for one in calendar.claims if one.span.start <= minute < one.span.end]
        taken = sum(one.units for one in here)
        if taken + units > terms.capacity or covers(calendar.blocked, minute):
            return False
        if units == terms.capacity and here:
            return False
        minute += MINUTE
    return True


def every_use(shortest: timedelta) -> list[Span]:
    length = shortest // MINUTE
    return [minutes(a, b) for a in range(SIZE) for b in range(a + length, SIZE + 1)]


@given(terms, calendars, st.integers(1, 4))
def test_free_times_are_those_that_a_search_of_each_minute_finds(
    terms: Terms, calendar: Calendar, units: int
) -> None:
    now = START - 2 * MINUTE
    free = free_spans(terms, calendar, window=WINDOW, now=now, units=units)
    reach = None if terms.ahead is None else now + terms.ahead + (terms.longest or terms.shortest)
    expected = [
        use
        for use in every_use(terms.shortest)
        if is_possible(terms, calendar, use, now, units) and (reach is None or use.end <= reach)
    ]
    assert [use for use in every_use(terms.shortest) if any(s.holds(use) for s in free)] == expected
    assert free == sorted(free)


@given(terms, calendars, st.integers(1, 4), st.integers(0, 20), st.integers(1, 12))
def test_nothing_is_in_the_way_of_a_use_exactly_when_it_is_possible(
    terms: Terms, calendar: Calendar, units: int, first: int, length: int
) -> None:
    now, use = START - 2 * MINUTE, minutes(first, first + length)
    reasons = {one.reason for one in obstacles(terms, calendar, use, now=now, units=units)}
    shape = {"too-short", "too-long", "off-grid", "too-far"}
    fits = not reasons - shape
    assert fits == is_possible(terms, calendar, use, now, units)
    assert ("too-short" in reasons) == (use.length < terms.shortest)
    assert ("too-long" in reasons) == bool(terms.longest and use.length > terms.longest)
    steps = [(edge.hour * 60 + edge.minute) * MINUTE for edge in use]
    assert ("off-grid" in reasons) == any(terms.grid and step % terms.grid for step in steps)


@given(terms, calendars, st.integers(1, 3), st.integers(1, 6))
def test_every_start_that_is_offered_can_be_taken(
    terms: Terms, calendar: Calendar, units: int, length: int
) -> None:
    now = START - 2 * MINUTE
    free = free_spans(terms, calendar, window=WINDOW, now=now, units=units)
    wanted = max(terms.shortest, length * (terms.grid or MINUTE))
    for start in starts(terms, free, length=wanted):
        use = Span(start, start + wanted)
        found = obstacles(terms, calendar, use, now=now, units=units)
        by_length = {"too-long", "too-far"} | ({"off-grid"} if terms.grid else set())
        assert {one.reason for one in found} <= by_length


@given(claims, spans())
def test_the_most_that_is_taken_is_that_of_the_fullest_minute(
    claims: list[Claim], during: Span
) -> None:
    loads = []
    minute = during.start
    while minute < during.end:
        loads.append(sum(c.units for c in claims if c.span.start <= minute < c.span.end))
        minute += MINUTE
    assert most_taken(claims, during) == max(loads)


@given(claims)
def test_units_are_given_for_a_whole_use_to_nobody_else_and_no_more_than_are_needed(
    claims: list[Claim],
) -> None:
    given = given_units(claims)
    assert [len(set(units)) for units in given] == [claim.units for claim in claims]
    for a, units in enumerate(given):
        for b in range(a):
            if claims[a].span.meets(claims[b].span):
                assert not set(units) & set(given[b])
    used = {unit for units in given for unit in units}
    most = most_taken(claims, minutes(-100, 100))
    assert used == set(range(most))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # At 02:00 it becomes 03:00; at 03:00 it becomes 02:00.
        ("2026-03-29", ["00:00 +1", "01:00 +1", "03:00 +2", "04:00 +2"]),
        ("2026-10-25", ["00:00 +2", "01:00 +2", "02:00 +2", "02:00 +1", "03:00 +1", "04:00 +1"]),
    ],
)
def test_starts_follow_the_clock_on_both_nights_when_it_changes(
    day: str, expected: list[str]
) -> None:
    midnight = datetime.fromisoformat(day).replace(tzinfo=PARIS)
    window = Span(midnight.astimezone(UTC), midnight.replace(hour=5).astimezone(UTC))
    hourly = Terms("Europe/Paris", grid=timedelta(hours=1))
    found = starts(hourly, [window], length=timedelta(hours=1))
    shown = [moment.astimezone(PARIS) for moment in found]
    assert [f"{one:%H:%M} +{one.utcoffset() // timedelta(hours=1)}" for one in shown] == expected  # type: ignore[operator]


PARENTS = {1: None, 2: 1, 3: 2, 4: 2, 5: 1}  # a house, its workshop, two machines, its hall


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ({1: 1}, [(1, 1)]),
        ({3: 1}, [(1, 0), (2, 0), (3, 1)]),
        ({3: 1, 4: 1}, [(1, 0), (2, 0), (3, 1), (4, 1)]),
        ({2: 1, 3: 1}, [(1, 0), (2, 1), (3, 1)]),
    ],
)
def test_what_is_taken_is_felt_by_all_that_it_is_in(
    taken: dict[int, int], expected: list[tuple[int, int]]
) -> None:
    assert claimed(taken, PARENTS) == expected
    assert locked(taken, PARENTS) == [thing for thing, _units in expected]


@given(st.dictionaries(st.integers(1, 8), st.none() | st.integers(1, 8), max_size=8))
def test_a_loop_of_rooms_ends(parents: dict[int, int | None]) -> None:
    for thing in parents:
        above = around(thing, parents)
        assert len(above) == len(set(above))
        assert thing not in above


@given(st.sampled_from([1, 2, 3, 4, 5]), st.sampled_from([1, 2, 3, 4, 5]))
def test_two_things_are_in_each_others_way_exactly_when_one_is_in_the_other(
    first: int, second: int
) -> None:
    """Each has one unit: the second is asked for while the first is taken."""
    held: dict[int, list[Claim]] = {thing: [] for thing in PARENTS}
    for thing, units in claimed({first: 1}, PARENTS):
        held[thing].append(Claim(minutes(0, 10), units))
    whole = [one.span for above in around(second, PARENTS) for one in held[above] if one.units]
    found = obstacles(
        Terms("Europe/Paris"),
        Calendar(claims=held[second], blocked=whole),
        minutes(0, 5),
        now=START,
    )
    related = (
        first == second or first in around(second, PARENTS) or second in around(first, PARENTS)
    )
    assert [one.reason for one in found] == (["taken"] if related else [])


@pytest.mark.parametrize("module", [claims_module, contents_module])
def test_the_examples_are_right(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
