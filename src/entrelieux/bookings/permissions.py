"""Who may see and decide what is booked."""

from __future__ import annotations

from typing import Any

from entrelieux.accounts.permissions import is_operator, is_signed_in
from entrelieux.bookings.models import Line, Loan, Reservation, Side
from entrelieux.communities.models import Community
from entrelieux.communities.permissions import hosts_any
from entrelieux.inventory.permissions import can_edit_entry, can_see_entry
from entrelieux.places.models import Place
from entrelieux.places.permissions import can_edit_place, communities_of
from entrelieux.resources.models import Resource


def can_ask_for(person: Any, resource: Resource) -> bool:
    """May open the form: whoever is signed in and sees it. The rules are asked when she books."""
    return is_signed_in(person) and can_see_entry(person, resource)


def can_offer(person: Any, resource: Resource) -> bool:
    return can_edit_entry(person, resource)


def can_see_day(person: Any, place: Place) -> bool:
    """Who takes what at a place: its hosts, operators; names are nobody else's business.

    Where nobody hosts, those who keep the card.
    """
    if not is_signed_in(person):
        return False
    communities = communities_of(place)
    if is_operator(person) or not communities:
        return can_edit_place(person, place)
    return hosts_any(person, communities)


def can_close(person: Any, place: Place) -> bool:
    return can_edit_place(person, place)


def can_answer(person: Any, line: Line) -> bool:
    """Who keeps the place where it is used: while it is lent, the one that borrows it."""
    place = line.card
    if place is None:
        return is_signed_in(person) and can_edit_entry(person, line.resource)
    return can_see_day(person, place)


def is_own(person: Any, reservation: Reservation) -> bool:
    return is_signed_in(person) and reservation.person_id == person.pk


def can_see_reservation(person: Any, reservation: Reservation) -> bool:
    """Its person, the hosts of one of its resources, operators."""
    if is_own(person, reservation) or is_operator(person):
        return True
    return any(can_answer(person, line) for line in reservation.lines.all())


def can_cancel(person: Any, reservation: Reservation) -> bool:
    return can_see_reservation(person, reservation)


def can_move(person: Any, reservation: Reservation) -> bool:
    return can_see_reservation(person, reservation)


def can_sign_for(person: Any, place: Place) -> bool:
    """Its hosts alone: nobody above them signs in their place."""
    return hosts_any(person, communities_of(place))


def sides_of(person: Any, loan: Loan) -> list[Side]:
    """Whom a person may speak for: one place, or both when she hosts both."""
    return [side for side in Side if can_sign_for(person, loan.place_of(side))]


def can_see_loan(person: Any, loan: Loan) -> bool:
    return is_operator(person) or bool(sides_of(person, loan))


def can_propose_loan(person: Any, resource: Resource) -> bool:
    """A host of any place, of what travels and that she sees: hers to lend, or to borrow."""
    if not is_signed_in(person) or not resource.portable or resource.card is None:
        return False
    return hosts_any(person, Community.objects.all()) and can_see_entry(person, resource)
