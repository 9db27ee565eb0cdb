"""Everything that writes a booking."""

from entrelieux.bookings.actions.answering import answer_line, lapse_held
from entrelieux.bookings.actions.booking import book
from entrelieux.bookings.actions.calendars import (
    block_by_calendar,
    forget_calendar_key,
    new_calendar_key,
    reread_blocking,
    stop_blocking,
)
from entrelieux.bookings.actions.cancelling import Reach, cancel
from entrelieux.bookings.actions.charging import give_back_unused
from entrelieux.bookings.actions.closing import add_closure, remove_closure
from entrelieux.bookings.actions.coming import arrive, leave
from entrelieux.bookings.actions.ending import (
    change_to_answer,
    propose_change,
    refuse_change,
    sign_change,
)
from entrelieux.bookings.actions.handing import accept_hand_over, offer_hand_over
from entrelieux.bookings.actions.lending import (
    propose_loan,
    refuse_loan,
    sign_loan,
    withdraw_loan,
)
from entrelieux.bookings.actions.moving import move
from entrelieux.bookings.actions.offering import offer_resource
from entrelieux.bookings.actions.placing import place_lent
from entrelieux.bookings.actions.reviewing import (
    flag_for_agreement,
    flag_for_recognition,
    realign_claims,
    review_for_habilitation,
)
from entrelieux.bookings.actions.signing import refuse_unread
from entrelieux.bookings.actions.travelling import note_departure, note_return, tell_late
from entrelieux.bookings.actions.waiting import give_freed

__all__ = [
    "Reach",
    "accept_hand_over",
    "add_closure",
    "answer_line",
    "arrive",
    "block_by_calendar",
    "book",
    "cancel",
    "change_to_answer",
    "flag_for_agreement",
    "flag_for_recognition",
    "forget_calendar_key",
    "give_back_unused",
    "give_freed",
    "lapse_held",
    "leave",
    "move",
    "new_calendar_key",
    "note_departure",
    "note_return",
    "offer_hand_over",
    "offer_resource",
    "place_lent",
    "propose_change",
    "propose_loan",
    "realign_claims",
    "refuse_change",
    "refuse_loan",
    "refuse_unread",
    "remove_closure",
    "reread_blocking",
    "review_for_habilitation",
    "sign_change",
    "sign_loan",
    "stop_blocking",
    "tell_late",
    "withdraw_loan",
]
