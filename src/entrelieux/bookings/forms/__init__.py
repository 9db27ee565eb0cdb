"""What people fill in to book, to answer, to close."""

from entrelieux.bookings.forms.bookable import BookableForm
from entrelieux.bookings.forms.booking import BookingForm
from entrelieux.bookings.forms.closure import BlockingForm, ClosureForm
from entrelieux.bookings.forms.loan import EndForm, LoanForm, SeenForm
from entrelieux.bookings.forms.moving import HandOverForm, MoveForm

__all__ = [
    "BlockingForm",
    "BookableForm",
    "BookingForm",
    "ClosureForm",
    "EndForm",
    "HandOverForm",
    "LoanForm",
    "MoveForm",
    "SeenForm",
]
