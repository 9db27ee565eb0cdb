"""Slots of the week."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.atlas import week_slot
from entrelieux.core.atlas.week import PATTERN_BYTES, SLOTS, pattern_of, patterns_open_at

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


@given(st.integers(0, SLOTS * 15 - 1))
def test_a_slot_counts_quarters_of_an_hour_from_monday(minutes):
    assert week_slot(MONDAY + timedelta(minutes=minutes)) == minutes // 15


@given(st.lists(st.frozensets(st.integers(0, SLOTS - 1)), min_size=1), st.integers(0, SLOTS - 1))
def test_a_pattern_is_open_at_its_slots_only(weeks, slot):
    packed = b"".join(map(pattern_of, weeks))
    patterns = np.frombuffer(packed, np.uint8).reshape(-1, PATTERN_BYTES)
    assert patterns_open_at(patterns, slot) == [n for n, week in enumerate(weeks) if slot in week]


def test_a_slot_beyond_the_week_is_refused():
    with pytest.raises(IndexError):
        pattern_of([SLOTS])
