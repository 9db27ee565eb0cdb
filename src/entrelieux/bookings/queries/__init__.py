"""Reads of bookings."""

from entrelieux.bookings.queries.calendars import Known, known_of
from entrelieux.bookings.queries.reservations import (
    agreements_between,
    closures_at,
    coming_by_agreement,
    data_of,
    find_reservation,
    lines_to_answer,
    own_times,
    past_at,
    times_at_place,
    times_under,
    used_by_agreement,
    waiting_for,
)
from entrelieux.bookings.queries.resources import (
    bookable_of,
    bookables_at,
    bookables_of,
    find_bookable_resource,
    is_kept,
    parents_of,
    seen_by,
)
from entrelieux.bookings.queries.standing import Standing, holders_of, standing_of

__all__ = [
    "Known",
    "Standing",
    "agreements_between",
    "bookable_of",
    "bookables_at",
    "bookables_of",
    "closures_at",
    "coming_by_agreement",
    "data_of",
    "find_bookable_resource",
    "find_reservation",
    "holders_of",
    "is_kept",
    "known_of",
    "lines_to_answer",
    "own_times",
    "parents_of",
    "past_at",
    "seen_by",
    "standing_of",
    "times_at_place",
    "times_under",
    "used_by_agreement",
    "waiting_for",
]
