"""What can be booked, by whom it is, for which times, and when nothing can be."""

from entrelieux.bookings.models.bookable import Asks, Bookable, Sharing
from entrelieux.bookings.models.calendar import BlockingCalendar, CalendarKey
from entrelieux.bookings.models.charge import Charge
from entrelieux.bookings.models.claim import Claim
from entrelieux.bookings.models.closure import Closure
from entrelieux.bookings.models.loan import Loan, LoanChange, LoanState
from entrelieux.bookings.models.reservation import Flag, Line, Reservation, State, Time
from entrelieux.bookings.models.signing import Side, other_side

__all__ = [
    "Asks",
    "BlockingCalendar",
    "Bookable",
    "CalendarKey",
    "Charge",
    "Claim",
    "Closure",
    "Flag",
    "Line",
    "Loan",
    "LoanChange",
    "LoanState",
    "Reservation",
    "Sharing",
    "Side",
    "State",
    "Time",
    "other_side",
]
