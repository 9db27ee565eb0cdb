from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from entrelieux.platform.models import TokenBucket
from entrelieux.platform.rate import spend

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_a_burst_is_allowed_then_refused_with_the_time_to_wait() -> None:
    outcomes = [spend("door", rate=0.1, burst=2, now=NOON) for _gesture in range(3)]
    assert outcomes == [(True, 0.0), (True, 0.0), (False, 10.0)]


def test_the_bucket_refills_with_time_up_to_the_burst() -> None:
    for _gesture in range(2):
        spend("door", rate=0.1, burst=2, now=NOON)
    assert spend("door", rate=0.1, burst=2, now=at(9)).allowed is False
    assert spend("door", rate=0.1, burst=2, now=at(10)).allowed is True
    assert [spend("door", rate=0.1, burst=2, now=at(9_999)).allowed for _ in range(3)] == [
        True,
        True,
        False,
    ]


def test_insisting_does_not_lengthen_the_wait() -> None:
    spend("door", rate=0.1, burst=1, now=NOON)
    waits = [spend("door", rate=0.1, burst=1, now=at(second)).retry_after for second in (1, 2, 3)]
    assert waits == pytest.approx([9, 8, 7])


def test_two_keys_do_not_share() -> None:
    assert spend("a", rate=0.1, burst=1, now=NOON).allowed
    assert spend("b", rate=0.1, burst=1, now=NOON).allowed


def test_a_clock_that_goes_back_takes_nothing_away() -> None:
    spend("door", rate=0.1, burst=2, now=NOON)
    assert spend("door", rate=0.1, burst=2, now=at(-60)).allowed is True


def test_a_long_key_is_kept_short_without_failing() -> None:
    assert spend("k" * 500, rate=1, burst=1).allowed
    assert len(TokenBucket.objects.get().key) == 120
