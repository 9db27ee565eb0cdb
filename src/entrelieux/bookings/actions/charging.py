"""What bookings cost by an agreement: written when they are confirmed, given back when they are not
used after all. Σ = 0 and the ceiling are the ledger's (exchanges/actions/transfers.py)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.bookings.agreements import titles_of
from entrelieux.bookings.charter import Ruling
from entrelieux.bookings.errors import RefusedByRules
from entrelieux.bookings.models import Charge, Line, Reservation, State, Time
from entrelieux.bookings.queries import standings_of
from entrelieux.exchanges.actions.transfers import exchange, reverse_transfer
from entrelieux.exchanges.errors import CeilingReached, TooLittle
from entrelieux.exchanges.models import Agreement

HOUR = timedelta(hours=1)
CENT = Decimal("0.01")


def charge(reservation: Reservation, times: Sequence[Time]) -> None:
    """Each time, by each agreement that counts bookings, in the transaction that confirms.

    Raises `RefusedByRules` with the reason and the remedy when a ceiling would be passed.
    """
    if reservation.community is None or reservation.state != State.CONFIRMED:
        return
    for agreement, units in _counted(reservation):
        for time in times:
            _charge(reservation, time, agreement, units)


def _counted(reservation: Reservation) -> list[tuple[Agreement, int]]:
    """The agreements that count it, in the order of their keys, with how many units each."""
    lines = list(Line.objects.filter(reservation=reservation).select_related(
        "resource__place__root", "resource__community"
    ))  # fmt: skip
    standings = standings_of(reservation.person, [line.resource for line in lines])
    units: dict[Agreement, int] = defaultdict(int)
    for line in lines:
        titles = titles_of(standings[line.resource_id], reservation.community)
        if titles and titles[0].agreement.charges:
            units[titles[0].agreement] += line.units
    return sorted(units.items(), key=lambda pair: pair[0].pk)


def _charge(reservation: Reservation, time: Time, agreement: Agreement, units: int) -> None:
    hours = Decimal((time.ends_at - time.starts_at) / HOUR)
    amount = (Decimal(agreement.rate) / 100 * units * hours).quantize(CENT, ROUND_HALF_UP)
    if not amount:
        return
    before = Charge.objects.filter(time=time, transfer__agreement=agreement).count()
    try:
        made = exchange(
            by=reservation.person,
            agreement=agreement,
            guest=reservation.person,
            home=reservation.community,
            amount=amount,
            memo=_memo(reservation),
            key=f"booking:{time.pk}:{agreement.pk}:{before}",
        )
    except (CeilingReached, TooLittle) as refusal:
        raise RefusedByRules(refusal.message, ruling=Ruling("no")) from None
    Charge.objects.create(time=time, transfer=made)


def _memo(reservation: Reservation) -> str:
    names = reservation.lines.values_list("resource__name", flat=True)
    return _("Réservation : %(names)s") % {"names": ", ".join(names)}


def give_back(times: Iterable[Time], *, by: Person | None, because: str) -> bool:
    """What they cost, by new transfers; whether all of it could be.

    Giving back is a transfer as another: when it would pass the ceiling, because the two places
    turned round meanwhile, it stands until there is room (`give_back_unused`).
    """
    standing = Charge.objects.standing().filter(time__in=list(times)).order_by("pk")
    is_whole = True
    for one in standing.select_related("transfer"):
        try:
            reverse_transfer(by=by, wrong=one.transfer, because=because)
        except (CeilingReached, TooLittle):
            is_whole = False
    return is_whole


def give_back_unused(*, now: datetime) -> int:
    """What was given up, and what nobody came to where an agreement counts who comes; how many."""
    standing = Charge.objects.standing()
    used = standing.filter(transfer__agreement__charges=Agreement.Charges.USED)
    not_come = Q(charges__in=used, ends_at__lte=now, arrived_at=None)
    given_up = Q(charges__in=standing, is_cancelled=True)
    found = Time.objects.filter(not_come | given_up).distinct().order_by("pk")
    return sum(_give_back_one(key) for key in list(found.values_list("pk", flat=True)))


@transaction.atomic
def _give_back_one(key: int) -> bool:
    time = Time.objects.select_for_update(of=("self",)).get(pk=key)
    if time.arrived_at and not time.is_cancelled:
        return False
    because = _("Réservation annulée") if time.is_cancelled else _("Personne n’est venu")
    return give_back([time], by=None, because=because)
