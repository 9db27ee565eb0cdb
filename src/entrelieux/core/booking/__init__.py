"""When things happen: rules of repetition (RFC 5545), and French rhythms read as such rules."""

from entrelieux.core.booking.recurrence import Occurrence, Series, Slot, occurrences
from entrelieux.core.booking.rhythm import Rhythm, read_rhythm
from entrelieux.core.booking.rules import BadRule, Rule, Weekday, parse_rule

__all__ = [
    "BadRule",
    "Occurrence",
    "Rhythm",
    "Rule",
    "Series",
    "Slot",
    "Weekday",
    "occurrences",
    "parse_rule",
    "read_rhythm",
]
