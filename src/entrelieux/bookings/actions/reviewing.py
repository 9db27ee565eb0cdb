"""What was booked follows what changed since: a machine elsewhere, an agreement that ended, a
recognition that was withdrawn, a badge that was taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from entrelieux.bookings.actions.claiming import claim_times, give_up, hold_still
from entrelieux.bookings.charter import Ruling, ruling_on
from entrelieux.bookings.errors import BookingError, Unavailable
from entrelieux.bookings.lent import apart
from entrelieux.bookings.mails import tell_hosts, write_news
from entrelieux.bookings.models import Flag, Reservation, Time
from entrelieux.bookings.queries import (
    coming_by_agreement,
    coming_by_badge,
    coming_of,
    parents_of,
    standings_of,
)
from entrelieux.bookings.wanted import bookable_lines
from entrelieux.charters.models import Habilitation
from entrelieux.core.booking import Span, claimed
from entrelieux.exchanges.models import Agreement, Recognition
from entrelieux.exchanges.queries import recognitions_of
from entrelieux.platform import audit

# The key of a community, and the name that its charter gives to a badge.
Badge = tuple[int, str]


def realign_claims(*, now: datetime) -> int:
    """Claims of the times to come around the rooms where things are now; returns how many moved.

    What cannot be any more, because somebody took the new room whole, is flagged and stays.
    """
    times = Time.objects.taking_place().filter(starts_at__gt=now).select_related("reservation")
    moved = 0
    for time in times.prefetch_related("reservation__lines", "claims").iterator(chunk_size=500):
        taken = {line.resource_id: line.units for line in time.reservation.lines.all()}
        parents = apart(parents_of(taken), _lent(time))
        wanted = {key for key, _units in claimed(taken, parents)}
        if wanted != {claim.resource_id for claim in time.claims.all()}:
            moved += _realign(time)
    return moved


def _lent(time: Time) -> set[int]:
    return {line.resource_id for line in time.reservation.lines.all() if line.loan_id}


@transaction.atomic
def _realign(time: Time) -> bool:
    reservation = time.reservation
    try:
        lines = bookable_lines([(one.resource, one.units) for one in reservation.lines.all()])
    except BookingError:
        return False
    parents = hold_still(line.resource.pk for line in lines)
    try:
        with transaction.atomic():
            give_up([time])
            claim_times([time], lines, apart(parents, _lent(time)))
    except Unavailable:
        reservation.flag = Flag.INSIDE
        reservation.save(update_fields=["flag"])
        return False
    audit.record("realign_claims", reservation, time=time.pk)
    return True


@transaction.atomic
def flag_for_agreement(*, agreement: Agreement, now: datetime) -> int:
    """What was booked by an agreement that ended, or rested on what it recognised: flagged to its
    person and to the hosts, kept until they say. Returns how many."""
    coming = coming_by_agreement(agreement.first, agreement.second, now)
    for recognition in agreement.recognitions.filter(withdrawn_at=None):
        coming += _resting_on(recognition, now)
    told = {one.pk: one for one in coming if one.flag != Flag.AGREEMENT}
    for reservation in told.values():
        _flag(reservation, Flag.AGREEMENT)
        audit.record("flag_for_agreement", reservation, agreement=agreement.pk)
    return len(told)


@transaction.atomic
def flag_for_recognition(*, recognition: Recognition, now: datetime) -> int:
    """What rested on a recognition that was withdrawn: flagged to its person and to the hosts, kept
    until they say. Returns how many."""
    told = [one for one in _resting_on(recognition, now) if one.flag != Flag.BADGE]
    for reservation in told:
        _flag(reservation, Flag.BADGE)
        audit.record("flag_for_recognition", reservation, recognition=recognition.pk)
    return len(told)


def _resting_on(recognition: Recognition, now: datetime) -> list[Reservation]:
    """Of what is to come: its person has that badge from the partner, and the charter, asked again
    now, no longer says yes and looks at what the badge was taken for.

    In whose name it was booked does not matter: who booked in her own was let in by the badge too.
    """
    accepting = recognition.accepting
    giving = recognition.agreement.other(accepting)
    coming = coming_by_badge(giving, recognition.badge, accepting, now)
    return [one for one in coming if _misses(one, {(accepting.pk, recognition.taken_for)}, now)]


@transaction.atomic
def review_for_habilitation(*, habilitation: Habilitation, now: datetime) -> int:
    """What its person booked, here and where it is recognised, once it was suspended or revoked:
    flagged to her and to the hosts when the charter, asked again now, no longer says yes and looks
    at it. Once it is good again, what it lets in is flagged no more. Returns how many are flagged.
    """
    counted = recognitions_of(habilitation.community, habilitation.badge)
    lost = {(one.accepting_id, one.taken_for) for one in counted}
    lost.add((habilitation.community_id, habilitation.badge))
    flagged = 0
    for reservation in coming_of(habilitation.person, now):
        was, is_missed = reservation.flag == Flag.LOST, _misses(reservation, lost, now)
        if is_missed and not was:
            _flag(reservation, Flag.LOST)
            audit.record("flag_for_habilitation", reservation, habilitation=habilitation.pk)
            flagged += 1
        elif was and not is_missed:
            reservation.flag = ""
            reservation.save(update_fields=["flag"])
            audit.record("unflag_for_habilitation", reservation, habilitation=habilitation.pk)
    return flagged


def _misses(reservation: Reservation, badges: set[Badge], now: datetime) -> bool:
    """Whether a charter does not let it be any more, for want of one of these badges."""
    lines = list(reservation.lines.select_related("resource__place__root", "loan__borrower__root"))
    loans = {line.resource_id: line.loan for line in lines if line.loan}
    resources = [line.resource for line in lines]
    standings = standings_of(reservation.person, resources, loans)
    uses = [Span(one.starts_at, one.ends_at) for one in reservation.times.to_come(now)]
    about = (uses, reservation.purpose, reservation.group)
    for line in lines:
        ruling = ruling_on(standings[line.resource_id], *about, but=reservation.pk)
        # What somebody of the place agreed to does not need to be asked again.
        stops = {"no"} if line.agreed_by_id else {"no", "ask"}
        if ruling.verdict in stops and _is_missed(ruling, badges):
            return True
    return False


def _is_missed(ruling: Ruling, badges: set[Badge]) -> bool:
    return any(
        (decision.version.charter.community_id, lost.badge) in badges
        for decision in ruling.decisions
        if decision.version
        for lost in decision.lost
    )


def _flag(reservation: Reservation, flag: Flag) -> None:
    reservation.flag = flag
    reservation.save(update_fields=["flag"])
    write_news("flagged", reservation)
    tell_hosts(reservation)
