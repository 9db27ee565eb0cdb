"""How a resource lets itself be booked: told by who keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.bookings.actions.claiming import hold_still
from entrelieux.bookings.errors import StillUsed
from entrelieux.bookings.models import Bookable, Claim, Sharing
from entrelieux.core.booking import Claim as Taken
from entrelieux.core.booking import Span, most_taken
from entrelieux.platform import audit
from entrelieux.resources.models import Resource

SETTINGS = (
    "is_open",
    "sharing",
    "capacity",
    "asks",
    "keeps_hours",
    "grid_minutes",
    "shortest_minutes",
    "longest_minutes",
    "before_minutes",
    "after_minutes",
    "notice_minutes",
    "ahead_days",
)


@transaction.atomic
def offer_resource(*, by: Person | None, resource: Resource, values: Mapping[str, Any]) -> Bookable:
    """Changes hold for what is booked from now on; there cannot be fewer than are booked already.

    Raises `StillUsed`.
    """
    hold_still([resource.pk])
    bookable = Bookable.objects.filter(resource=resource).first() or Bookable(resource=resource)
    for name in SETTINGS:
        if name in values:
            setattr(bookable, name, values[name])
    if bookable.sharing == Sharing.EXCLUSIVE:
        bookable.capacity = 1
    _refuse_fewer(bookable)
    bookable.save()
    audit.record("offer_resource", resource, by=by, capacity=bookable.capacity)
    return bookable


def _refuse_fewer(bookable: Bookable) -> None:
    """Also more: what was taken whole would no longer be, and something inside could be taken."""
    now = timezone.now()
    rows = Claim.objects.filter(resource=bookable.resource, ends_at__gt=now)
    taken = [Taken(Span(one.starts_at, one.ends_at), one.units) for one in rows]
    if not taken:
        return
    whole = Span(min(one.span.start for one in taken), max(one.span.end for one in taken))
    most = most_taken(taken, whole)
    if most > bookable.capacity:
        raise StillUsed(
            _("%(most)s sont déjà réservés en même temps : annulez d’abord, ou attendez.")
            % {"most": most}
        )
