"""Moving a time, those that follow, or all, to another hour or day of the clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.bookings.actions.agreeing import lines_needing_agreement, refuse_unseen
from entrelieux.bookings.actions.booking import HELD_FOR
from entrelieux.bookings.actions.cancelling import Reach, reached
from entrelieux.bookings.actions.charging import charge, give_back
from entrelieux.bookings.actions.claiming import claim_times, give_up, hold_still, tell_freed
from entrelieux.bookings.errors import AlreadyAnswered, RefusedByRules, Unavailable, UnusableRepeat
from entrelieux.bookings.lent import apart, loans_during
from entrelieux.bookings.mails import ask_hosts, write_news
from entrelieux.bookings.models import Line, Loan, Reservation, State, Time
from entrelieux.bookings.wanted import BookableLine, bookable_lines, rule_of, verdicts_on
from entrelieux.core.booking import Series, Slot, Span, before_day, from_day
from entrelieux.platform import audit

Uses = list[tuple[date, Span]]


@transaction.atomic
def move(*, by: Person, time: Time, slot: Slot, reach: Reach = "this") -> Reservation:
    """To `slot`, by the clock of the place; the others by as much, over both changes of the clock.

    What follows becomes a series of its own when something of it is over or stays. Raises
    `Unavailable`, `UnusableRepeat`, and what `book` raises of rules.
    """
    reservation = time.reservation
    lines = bookable_lines([(one.resource, one.units) for one in reservation.lines.all()])
    refuse_unseen(by, lines)
    parents = hold_still(line.resource.pk for line in lines)
    reservation.refresh_from_db()
    if reservation.state not in Reservation.LIVE:
        raise AlreadyAnswered(_("Cette réservation n’a plus cours : recommencez."))
    now = timezone.now()
    times = reached(reservation, time, reach, now)
    if not times:
        raise AlreadyAnswered(_("Ce moment est passé, ou annulé : il ne se déplace plus."))
    uses = _moved(reservation, times, time, slot)
    spans = [use for _d, use in uses]
    loans = loans_during([line.resource for line in lines], spans)
    needing = lines_needing_agreement(
        by,
        lines,
        spans,
        reservation.purpose,
        community=reservation.community,
        group=reservation.group,
        but=reservation.pk,
    )
    _refuse_misfits(lines, uses, times, now)
    give_up(times)
    if not give_back(times, by=by, because=_("Réservation déplacée")):
        raise RefusedByRules(
            _("L’accord entre les deux communautés ne va pas jusque-là : annulez plutôt.")
        )
    kept = _rewritten(reservation, times, time, slot, reach, uses)
    if kept.state in Reservation.TAKING:
        moved = list(kept.times.filter(day__in=[day for day, _use in uses], is_cancelled=False))
        claim_times(moved, lines, apart(parents, loans))
        _place_lines(kept, loans)
        _ask_again(kept, needing, now)
        charge(kept, moved)
    audit.record("move_booking", kept, by=by, reach=reach, times=len(times))
    write_news("moved", kept)
    tell_freed(line.resource.pk for line in lines)
    return kept


def _moved(reservation: Reservation, times: Sequence[Time], time: Time, slot: Slot) -> Uses:
    """Where each goes, named by the day that it will have."""
    zone = ZoneInfo(reservation.zone)
    if len(times) == 1:
        return [(times[0].day, _use(slot, zone))]
    origin = _wall(time.starts_at, zone)
    shift, length = slot.start - origin, slot.end - slot.start
    uses = []
    for one in times:
        start = _usual(reservation, one.day, time, origin) + shift
        uses.append((start.date(), _use(Slot(start, start + length), zone)))
    return uses


def _usual(reservation: Reservation, day: date, time: Time, origin: datetime) -> datetime:
    """When the time of a day would be, at the hour that the moved one has now."""
    return origin + (day - time.day)


def _refuse_misfits(
    lines: Sequence[BookableLine], uses: Uses, times: Sequence[Time], now: datetime
) -> None:
    verdicts = verdicts_on(lines, uses, now=now, but=[one.pk for one in times])
    if not all(verdict.fits for verdict in verdicts):
        raise Unavailable(_("Ce moment ne convient pas."), verdicts=verdicts)


def _rewritten(
    reservation: Reservation,
    times: Sequence[Time],
    time: Time,
    slot: Slot,
    reach: Reach,
    uses: Uses,
) -> Reservation:
    """The reservation that has the moved times: itself, or a new one for what follows."""
    if reach == "this" or len(times) == 1:
        ((_day, use),) = uses
        one = times[0]
        one.starts_at, one.ends_at, one.is_moved = use.start, use.end, True
        one.save(update_fields=["starts_at", "ends_at", "is_moved"])
        if not reservation.rule:
            reservation.slot = slot
            reservation.save()
        return reservation
    kept = _parted(reservation, times, time, slot)
    Time.objects.filter(pk__in=[one.pk for one in times]).delete()
    Time.objects.bulk_create(
        Time(reservation=kept, day=day, starts_at=use.start, ends_at=use.end) for day, use in uses
    )
    return kept


def _parted(reservation: Reservation, times: Sequence[Time], time: Time, slot: Slot) -> Reservation:
    first = times[0]
    rule = rule_of(reservation.rule)
    shift = slot.start - _wall(time.starts_at, ZoneInfo(reservation.zone))
    start = _usual(reservation, first.day, time, slot.start - shift) + shift
    if rule and (rule.weekdays or rule.month_days) and start.date() != first.day:
        raise UnusableRepeat(
            _("Cette répétition dit son jour : changez l’heure, ou réservez à nouveau.")
        )
    series = Series(reservation.slot, reservation.zone, rule)
    new_first = Slot(start, start + (slot.end - slot.start))
    following = from_day(series, first.day, first=new_first)
    if reservation.times.count() == len(times):
        kept = reservation
    else:
        kept = _copy(reservation)
        left = before_day(series, first.day)
        reservation.rule = str(left.rule or "") if left else ""
        reservation.save(update_fields=["rule"])
    kept.slot, kept.rule = new_first, str(following.rule or "")
    kept.save()
    return kept


_COPIED = ("person", "community", "group", "purpose", "note", "state", "zone", "held_until")


def _copy(reservation: Reservation) -> Reservation:
    lines = list(reservation.lines.all())
    copy = Reservation.objects.get(pk=reservation.pk)
    new = Reservation(
        **{name: getattr(copy, name) for name in _COPIED},
        part_of=reservation,
        answer=copy.answer,
    )
    new.slot = reservation.slot
    new.save()
    for line in lines:
        line.pk, line.reservation, line._state.adding = None, new, True
    Line.objects.bulk_create(lines)
    return new


def _place_lines(reservation: Reservation, loans: Mapping[int, Loan]) -> None:
    """Its resources are used where they are lent to, or at home again."""
    for line in reservation.lines.all():
        line.loan = loans.get(line.resource_id)
        line.save(update_fields=["loan"])


def _ask_again(reservation: Reservation, needing: Sequence[BookableLine], now: datetime) -> None:
    """Another time is another agreement."""
    if not needing:
        return
    keys = [line.resource.pk for line in needing]
    reservation.lines.filter(resource__in=keys).update(agreed_at=None, agreed_by=None)
    start = reservation.times.to_come(now)[:1]
    first = start[0].starts_at if start else now
    reservation.state = State.HELD
    reservation.held_until = min(first, now + HELD_FOR)
    reservation.save(update_fields=["state", "held_until"])
    ask_hosts(reservation)


def _wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def _use(slot: Slot, zone: ZoneInfo) -> Span:
    start, end = (edge.replace(tzinfo=zone).astimezone(UTC) for edge in (slot.start, slot.end))
    return Span(start, end)
