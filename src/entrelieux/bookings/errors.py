"""What can go wrong with a booking, told to the person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from entrelieux.inventory.errors import InventoryError
from entrelieux.platform.errors import Forbidden


class BookingError(InventoryError):
    """Base of the errors of this app."""


class NotBookable(BookingError):
    """It cannot be booked here; the message says how one gets to use it."""


class Unavailable(BookingError):
    """Some of the times asked for do not fit; `verdicts` says which, and all that is in the way."""

    def __init__(self, message: str, *, verdicts: Sequence[Any] = ()) -> None:
        super().__init__(message)
        self.verdicts = verdicts


class RefusedByRules(BookingError, Forbidden):
    """The rules of the community say no; `ruling` has every reason, and the ways to yes."""

    def __init__(self, message: str, *, ruling: Any = None) -> None:
        super().__init__(message)
        self.ruling = ruling


class AcrossLoan(BookingError):
    """Some of the times are where it is lent, others where it is at home: two bookings."""


class StaleLoan(BookingError):
    """The loan is not in a state where this can be done; the message says what to do."""


class NotLendable(BookingError):
    """It does not travel, or not then; the message says why."""


class AlreadyLent(NotLendable):
    """Another signed loan has it then."""


class AlreadyAnswered(BookingError):
    """Somebody answered already, or the person gave up meanwhile."""


class NotYours(BookingError, Forbidden):
    """Only who booked may do this, or who keeps the place."""


class StillUsed(BookingError):
    """More is booked already than what would be left."""


class UnusableRepeat(BookingError):
    """A repetition that does not end, or ends too far; the message says how far it may go."""
