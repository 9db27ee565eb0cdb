"""Handing a reservation over to somebody else, who takes it herself by the link of a mail."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.bookings.actions.agreeing import (
    lines_needing_agreement,
    refuse_unless_leads,
    refuse_unseen,
    title_for,
)
from entrelieux.bookings.actions.claiming import hold_still
from entrelieux.bookings.errors import AlreadyAnswered, RefusedByRules
from entrelieux.bookings.mails import offer_by_mail, write_news
from entrelieux.bookings.models import Reservation
from entrelieux.bookings.queries import standings_of
from entrelieux.bookings.wanted import bookable_lines
from entrelieux.core.booking import Span
from entrelieux.platform import audit


@transaction.atomic
def offer_hand_over(*, by: Person, reservation: Reservation, email: str) -> None:
    """Writes to an address; nothing says whether somebody has an account there."""
    offer_by_mail(reservation, to=email.strip().lower(), language=(get_language() or "fr")[:2])
    audit.record("offer_hand_over", reservation, by=by)


@transaction.atomic
def accept_hand_over(*, by: Person, reservation: Reservation, giver: int) -> Reservation:
    """The same times are now hers. The rules are asked of her: what needs the agreement of a place
    for her is not handed over, it is asked for. Raises `AlreadyAnswered`, `RefusedByRules`."""
    lines = bookable_lines([(one.resource, one.units) for one in reservation.lines.all()])
    refuse_unseen(by, lines)
    hold_still(line.resource.pk for line in lines)
    reservation.refresh_from_db()
    if reservation.state not in Reservation.LIVE or reservation.person_id != giver:
        raise AlreadyAnswered(_("Cette réservation n’est plus à prendre."))
    times = list(reservation.times.to_come(timezone.now()))
    uses = [Span(one.starts_at, one.ends_at) for one in times]
    standings = standings_of(by, [line.resource for line in lines])
    refuse_unless_leads(by, reservation.group, standings)
    if lines_needing_agreement(
        by, lines, uses, reservation.purpose, group=reservation.group, standings=standings
    ):
        raise RefusedByRules(
            _("Il faudrait l’accord du lieu pour vous : demandez à réserver vous-même.")
        )
    write_news("handed", reservation)
    reservation.person, reservation.community = by, title_for(lines, standings)
    reservation.save(update_fields=["person", "community"])
    audit.record("accept_hand_over", reservation, by=by, giver=giver)
    write_news(reservation.state, reservation)
    return reservation
