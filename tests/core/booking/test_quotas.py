"""Allowances against a count of each hour."""

from __future__ import annotations

import doctest
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.booking import Quota, Span, excesses, quotas, spent, window_start
from entrelieux.core.booking.quotas import Window

PARIS = ZoneInfo("Europe/Paris")
HOUR = timedelta(hours=1)
# Over the night of 25 October 2026, when an hour comes twice, and the end of a month.
FIRST = datetime(2026, 10, 20, tzinfo=UTC)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = FIRST + draw(st.integers(0, 14 * 24)) * HOUR
    return Span(start, start + draw(st.integers(1, 40)) * HOUR)


windows = st.sampled_from(["day", "week", "month", "year"])
uses = st.lists(spans(), max_size=5)


def hours_of(use: Span) -> list[datetime]:
    return [use.start + n * HOUR for n in range(use.length // HOUR)]


def is_in(window: Window, day: date, moment: datetime) -> bool:
    return window_start(window, moment.astimezone(PARIS).date()) == window_start(window, day)


@given(windows, uses, st.dates(date(2026, 10, 19), date(2026, 11, 6)))
def test_what_is_spent_is_what_a_count_of_each_hour_says(
    window: Window, uses: list[Span], day: date
) -> None:
    inside = [m for use in uses for m in hours_of(use) if is_in(window, day, m)]

    def of(unit: str) -> Fraction:
        return spent(Quota(Fraction(1), unit, window, "Europe/Paris"), uses, day)  # type: ignore[arg-type]

    assert of("hours") == len(inside)
    assert of("days") == len({moment.astimezone(PARIS).date() for moment in inside})
    assert of("times") == sum(is_in(window, day, use.start) for use in uses)


@given(windows, st.sampled_from(["hours", "days", "times"]), uses, uses, st.integers(1, 30))
def test_a_quota_is_passed_in_the_windows_that_what_is_asked_for_takes_past_it(
    window: Window, unit: str, past: list[Span], asked: list[Span], amount: int
) -> None:
    quota = Quota(Fraction(amount), unit, window, "Europe/Paris")  # type: ignore[arg-type]
    days = [FIRST.date() + timedelta(days=n) for n in range(-1, 30)]
    expected = {
        window_start(window, day)
        for day in days
        if spent(quota, [*past, *asked], day) > max(quota.amount, spent(quota, past, day))
    }
    assert {excess.day for excess in excesses(quota, past, asked)} == expected


def test_five_days_a_month_leave_what_is_left_of_them() -> None:
    """« 5 jours par mois » : quatre sont pris, deux sont demandés."""
    quota = Quota(Fraction(5), "days", "month", "Europe/Paris")

    def nine(day: int) -> Span:
        start = datetime(2026, 11, day, 9, tzinfo=PARIS).astimezone(UTC)
        return Span(start, start + 3 * HOUR)

    (excess,) = excesses(quota, [nine(2), nine(3), nine(4), nine(5)], [nine(9), nine(10)])
    assert (excess.day, excess.used, excess.asked, excess.left) == (date(2026, 11, 1), 4, 2, 1)
    assert excesses(quota, [nine(2), nine(3), nine(4), nine(5)], [nine(9)]) == []


@pytest.mark.parametrize(("hours", "expected"), [(23, "2026-03-29"), (25, "2026-10-25")])
def test_the_days_when_clocks_change_have_their_own_number_of_hours(
    hours: int, expected: str
) -> None:
    day = date.fromisoformat(expected)
    start = datetime(day.year, day.month, day.day, tzinfo=PARIS)
    whole = Span((start - timedelta(days=1)).astimezone(UTC), start.astimezone(UTC) + 60 * HOUR)
    assert spent(Quota(Fraction(1), "hours", "day", "Europe/Paris"), [whole], day) == hours


def test_the_examples_are_right() -> None:
    assert doctest.testmod(quotas).failed == 0
