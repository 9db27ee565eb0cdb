"""When things happen, and what they take: repetition, availability, what is in what, allowances."""

from entrelieux.core.booking.availability import (
    Calendar,
    Obstacle,
    Terms,
    free_spans,
    is_on_grid,
    obstacles,
    starts,
)
from entrelieux.core.booking.claims import INSIDE, Claim, busy_spans, given_units, most_taken
from entrelieux.core.booking.contents import around, claimed, locked
from entrelieux.core.booking.parting import before_day, from_day
from entrelieux.core.booking.quotas import Excess, Quota, excesses, spent, window_start
from entrelieux.core.booking.recurrence import Occurrence, Series, Slot, occurrences
from entrelieux.core.booking.rhythm import Rhythm, read_rhythm
from entrelieux.core.booking.rules import BadRule, Rule, Weekday, parse_rule
from entrelieux.core.booking.spans import Span, common, merged, without

__all__ = [
    "INSIDE",
    "BadRule",
    "Calendar",
    "Claim",
    "Excess",
    "Obstacle",
    "Occurrence",
    "Quota",
    "Rhythm",
    "Rule",
    "Series",
    "Slot",
    "Span",
    "Terms",
    "Weekday",
    "around",
    "before_day",
    "busy_spans",
    "claimed",
    "common",
    "excesses",
    "free_spans",
    "from_day",
    "given_units",
    "is_on_grid",
    "locked",
    "merged",
    "most_taken",
    "obstacles",
    "occurrences",
    "parse_rule",
    "read_rhythm",
    "spent",
    "starts",
    "window_start",
    "without",
]
