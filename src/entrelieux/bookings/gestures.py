"""What bookings add to the page of a resource: its button."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from entrelieux.bookings.models import Bookable
from entrelieux.bookings.permissions import can_offer, can_propose_loan, can_sign_for
from entrelieux.bookings.queries import bookable_of
from entrelieux.resources.gestures import Gesture
from entrelieux.resources.models import Access, Kind, Resource
from entrelieux.resources.words import words_of

# What one comes and uses; of matter and know-how there is nothing to book.
BOOKED = frozenset({Kind.MACHINE, Kind.TOOL, Kind.ROOM, Kind.DESK, Kind.VEHICLE, Kind.SERVICE})

# What can be carried: a room, a service, a skill stays where it is.
LENT = frozenset({Kind.MACHINE, Kind.TOOL, Kind.DESK, Kind.VEHICLE, Kind.STOCK})


def booking_gestures(resource: Resource, request: HttpRequest) -> Iterator[Gesture]:
    """« Réserver », in the community's own verb; « Demander » where a mail goes to the place."""
    bookable = bookable_of(resource)
    if bookable:
        verb = words_of(resource.card).verbs.get(Access.BOOK.value) if bookable.pk else None
        usual = _("Réserver") if bookable.pk else _("Demander au lieu")
        address = reverse("resource_book", args=[resource.public_id])
        yield Gesture(address, capfirst(verb) if verb else usual, is_strong=True)
    elif resource.kind in BOOKED and can_offer(request.user, resource):
        known = Bookable.objects.filter(resource=resource).exists()
        label = _("Rouvrir à la réservation") if known else _("Proposer à la réservation")
        yield Gesture(reverse("resource_offer", args=[resource.public_id]), label)


def loan_gestures(resource: Resource, request: HttpRequest) -> Iterator[Gesture]:
    """For hosts, of what travels: to lend what is theirs, to borrow what is another place's."""
    place = resource.card
    if place and resource.kind in LENT and can_propose_loan(request.user, resource):
        is_theirs = can_sign_for(request.user, place)
        label = _("Prêter à un autre lieu") if is_theirs else _("Emprunter pour mon lieu")
        yield Gesture(reverse("loan_new", args=[resource.public_id]), label)
