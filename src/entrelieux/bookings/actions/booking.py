"""Booking: all that is asked for together, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrelieux.accounts.models import Person
from entrelieux.bookings.actions.agreeing import (
    lines_needing_agreement,
    refuse_unless_leads,
    title_for,
)
from entrelieux.bookings.actions.charging import charge
from entrelieux.bookings.actions.claiming import claim_times, hold_and_read
from entrelieux.bookings.errors import NotBookable, Unavailable
from entrelieux.bookings.lent import apart, loans_known
from entrelieux.bookings.mails import ask_hosts, write_news
from entrelieux.bookings.models import Line, Loan, Reservation, State, Time
from entrelieux.bookings.queries import asked_by, known_of, standings_of
from entrelieux.bookings.wanted import (
    BookableLine,
    Verdict,
    Wanted,
    lines_by,
    refuse_too_many,
    uses_of,
    verdicts_by,
    window_of,
)
from entrelieux.core.booking import Span
from entrelieux.platform import audit

HELD_FOR = timedelta(days=7)
Uses = Sequence[tuple[date, Span]]
Parents = Mapping[int, int | None]


@dataclass(frozen=True, slots=True)
class _Ready:
    """All that can be known before anybody is made to wait."""

    wanted: Wanted
    lines: Sequence[BookableLine]
    uses: Uses
    needing: Sequence[BookableLine]
    parents: Parents
    loans: Mapping[int, Loan]


def book(*, by: Person, wanted: Wanted) -> Reservation:
    """Confirmed, held until the places agree, or on the waiting list when it was asked to wait.

    Raises `NotBookable`, `UnusableRepeat`, `RefusedByRules`, `AcrossLoan`, and `Unavailable` with
    every time that does not fit and all that is in its way.
    """
    ready = _ready(by, wanted)
    reservation, times = _write(by, ready)
    # Letters are written once others no longer wait; what is booked is on the page already.
    write_news(reservation.state, reservation, times=times, lines=ready.lines)
    if reservation.state == State.HELD:
        ask_hosts(reservation)
    return reservation


def _ready(by: Person, wanted: Wanted) -> _Ready:
    """Rules, agreements and what is taken already, without a lock."""
    refuse_too_many(wanted.lines)
    uses = [(day, use) for day, use in uses_of(wanted.series) if day not in wanted.skipped]
    if not uses:
        raise NotBookable(_("Il ne reste aucune date : choisissez-en au moins une."))
    resources = [resource for resource, _units in wanted.lines]
    asked = asked_by(by, resources)
    if len(asked.seen) < len(resources):
        raise NotBookable(_("Une de ces ressources n’est pas montrée à tout le monde."))
    lines = lines_by(asked.bookables, wanted.lines)
    pairs = [(line.resource, line.bookable) for line in lines]
    known = known_of(pairs, window_of(uses), parents=asked.parents)
    if not wanted.waits:
        _refuse_misfits(verdicts_by(known, lines, uses, timezone.now()))
    loans = loans_known(known, [use for _d, use in uses])
    standings = standings_of(by, resources, loans)
    refuse_unless_leads(by, wanted.group, standings)
    needing = lines_needing_agreement(
        by,
        lines,
        [use for _d, use in uses],
        wanted.purpose,
        community=wanted.community,
        group=wanted.group,
        standings=standings,
    )
    titled = replace(wanted, community=title_for(lines, standings, wanted.community))
    return _Ready(titled, lines, uses, needing, asked.parents, loans)


@transaction.atomic
def _write(by: Person, ready: _Ready) -> tuple[Reservation, list[Time]]:
    """What needs no lock is written first: it goes away again with what does not fit."""
    now = timezone.now()
    state = State.HELD if ready.needing else State.CONFIRMED
    reservation = _reservation(by, ready.wanted, state, ready.uses[0][1].start, now)
    _lines(reservation, ready, now)
    times = _times(reservation, ready.uses)
    known, parents = hold_and_read(ready.lines, window_of(ready.uses), ready.parents)
    verdicts = verdicts_by(known, ready.lines, ready.uses, timezone.now())
    if loans_known(known, [use for _d, use in ready.uses]) != ready.loans:
        raise Unavailable(_("Quelque chose vient d’être prêté, ou rendu : recommencez."))
    if all(verdict.fits for verdict in verdicts):
        claim_times(times, ready.lines, apart(parents, ready.loans))
        charge(reservation, times)
    else:
        _wait(reservation, ready.wanted, verdicts)
    audit.record("book", reservation, by=by, state=reservation.state)
    return reservation, times


def _wait(reservation: Reservation, wanted: Wanted, verdicts: Sequence[Verdict]) -> None:
    """On the waiting list, when that was asked for and only others are in the way."""
    if not (wanted.waits and all(one.can_be_waited_for for one in verdicts)):
        _refuse_misfits(verdicts)
    reservation.state, reservation.held_until = State.WAITING, None
    reservation.save(update_fields=["state", "held_until"])


def _reservation(
    by: Person, wanted: Wanted, state: State, start: datetime, now: datetime
) -> Reservation:
    reservation = Reservation(
        person=by,
        community=wanted.community,
        group=wanted.group,
        purpose=wanted.purpose.strip()[:120],
        note=wanted.note.strip()[:500],
        state=state,
        zone=wanted.zone,
        rule=wanted.rule,
        held_until=min(start, now + HELD_FOR) if state == State.HELD else None,
    )
    reservation.slot = wanted.slot
    reservation.save()
    return reservation


def _lines(reservation: Reservation, ready: _Ready, now: datetime) -> None:
    Line.objects.bulk_create(
        Line(
            reservation=reservation,
            resource=line.resource,
            units=line.units,
            agreed_at=None if line in ready.needing else now,
            loan=ready.loans.get(line.resource.pk),
        )
        for line in ready.lines
    )


def _times(reservation: Reservation, uses: Uses) -> list[Time]:
    return Time.objects.bulk_create(
        Time(
            reservation=reservation,
            day=day,
            starts_at=use.start,
            ends_at=use.end,
        )
        for day, use in uses
    )


def _refuse_misfits(verdicts: Sequence[Verdict]) -> None:
    misfits = [verdict for verdict in verdicts if not verdict.fits]
    if misfits:
        raise Unavailable(_misfits_words(misfits, verdicts), verdicts=verdicts)


def _misfits_words(misfits: Sequence[Verdict], verdicts: Sequence[Verdict]) -> str:
    if len(verdicts) == 1:
        return _("Ce moment ne convient pas.")
    return ngettext(
        "Une date sur %(all)s ne convient pas.",
        "%(count)s dates sur %(all)s ne conviennent pas.",
        len(misfits),
    ) % {"count": len(misfits), "all": len(verdicts)}
