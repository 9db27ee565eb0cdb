"""Booking: all that is asked for together, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrelieux.accounts.models import Person
from entrelieux.bookings.actions.claiming import claim_times, hold_still
from entrelieux.bookings.agreements import excess_words, titles_of
from entrelieux.bookings.charter import Ruling, ruling_on
from entrelieux.bookings.errors import NotBookable, RefusedByRules, Unavailable
from entrelieux.bookings.mails import ask_hosts, write_news
from entrelieux.bookings.models import Asks, Line, Reservation, State, Time
from entrelieux.bookings.queries import seen_by, standing_of
from entrelieux.bookings.wanted import (
    BookableLine,
    Verdict,
    Wanted,
    bookable_lines,
    uses_of,
    verdicts_on,
)
from entrelieux.communities.models import Community
from entrelieux.core.booking import Span
from entrelieux.platform import audit

HELD_FOR = timedelta(days=7)


def book(*, by: Person, wanted: Wanted) -> Reservation:
    """Confirmed, held until the places agree, or on the waiting list when it was asked to wait.

    Raises `NotBookable`, `UnusableRepeat`, `RefusedByRules`, and `Unavailable` with every time that
    does not fit and all that is in its way.
    """
    lines = bookable_lines(wanted.lines)
    uses = [(day, use) for day, use in uses_of(wanted.series) if day not in wanted.skipped]
    if not uses:
        raise NotBookable(_("Il ne reste aucune date : choisissez-en au moins une."))
    refuse_unseen(by, lines)
    if not wanted.waits:
        # What is taken already is answered without holding anybody up.
        _refuse_misfits(verdicts_on(lines, uses, now=timezone.now()))
    spans = [use for _d, use in uses]
    needing = lines_needing_agreement(by, lines, spans, wanted.purpose, community=wanted.community)
    titled = replace(wanted, community=title_for(by, lines, wanted.community))
    return _write(by, titled, lines, uses, needing)


@transaction.atomic
def _write(
    by: Person,
    wanted: Wanted,
    lines: Sequence[BookableLine],
    uses: Sequence[tuple[date, Span]],
    needing: Sequence[BookableLine],
) -> Reservation:
    parents = hold_still(line.resource.pk for line in lines)
    now = timezone.now()
    verdicts = verdicts_on(lines, uses, now=now, parents=parents)
    misfits = [verdict for verdict in verdicts if not verdict.fits]
    waits = bool(misfits) and wanted.waits and all(one.can_be_waited_for for one in misfits)
    if not waits:
        _refuse_misfits(verdicts)
    state = State.WAITING if waits else State.HELD if needing else State.CONFIRMED
    reservation = _reservation(by, wanted, state, verdicts[0].use.start, now)
    _lines(reservation, lines, needing, now)
    times = _times(reservation, verdicts)
    if not waits:
        claim_times(times, lines, parents)
    audit.record("book", reservation, by=by, state=state.value)
    write_news(state.value, reservation, times=times, lines=lines)
    if state == State.HELD:
        ask_hosts(reservation)
    return reservation


def lines_needing_agreement(
    person: Person,
    lines: Sequence[BookableLine],
    uses: Sequence[Span],
    purpose: str,
    *,
    community: Community | None = None,
    but: int = 0,
) -> list[BookableLine]:
    """Those whose place has to agree. Raises `NotBookable`, `RefusedByRules`.

    `community` is in whose name she books; `but` the key of a reservation that is being moved.
    """
    needing = []
    for line in lines:
        ruling = ruling_on(person, line.resource, uses, purpose)
        if ruling.verdict == "no":
            raise RefusedByRules(
                _("Les règles de la communauté ne le permettent pas."), ruling=ruling
            )
        if _needs_agreement(person, line, ruling, uses, community, but):
            needing.append(line)
    return needing


def title_for(
    person: Person, lines: Sequence[BookableLine], community: Community | None
) -> Community | None:
    """In whose name it is written: what she says, else the one that has an agreement for it."""
    if community:
        return community
    for line in lines:
        if line.bookable.asks != Asks.NOBODY and not standing_of(person, line.resource).belongs:
            titles = titles_of(person, line.resource)
            if titles:
                return titles[0].community
    return None


def refuse_unseen(person: Person, lines: Sequence[BookableLine]) -> None:
    if len(seen_by(person, [line.resource for line in lines])) < len(lines):
        raise NotBookable(_("Une de ces ressources n’est pas montrée à tout le monde."))


def _needs_agreement(
    person: Person,
    line: BookableLine,
    ruling: Ruling,
    uses: Sequence[Span],
    community: Community | None,
    but: int,
) -> bool:
    """What a charter says goes before; in its silence, how the resource lets itself be booked.

    People of a community that has an agreement with the place are as its own, within what it gives.
    """
    if ruling.verdict in {"yes", "ask"}:
        return ruling.verdict == "ask"
    if line.bookable.asks == Asks.NOBODY:
        return False
    standing = standing_of(person, line.resource)
    if line.bookable.asks == Asks.OUTSIDERS and standing.belongs:
        return False
    if standing.keeps:
        return False
    titles = titles_of(person, line.resource, community)
    if line.bookable.asks == Asks.EVERYONE or not titles:
        return True
    words = [excess_words(person, line.resource, title, uses, but=but) for title in titles]
    if all(words):
        raise RefusedByRules(
            _("L’accord entre les deux communautés ne va pas jusque-là."),
            ruling=Ruling("no", (words[0],)),
        )
    return False


def _reservation(
    by: Person, wanted: Wanted, state: State, start: datetime, now: datetime
) -> Reservation:
    reservation = Reservation(
        person=by,
        community=wanted.community,
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


def _lines(
    reservation: Reservation,
    lines: Sequence[BookableLine],
    needing: Sequence[BookableLine],
    now: datetime,
) -> None:
    Line.objects.bulk_create(
        Line(
            reservation=reservation,
            resource=line.resource,
            units=line.units,
            agreed_at=None if line in needing else now,
        )
        for line in lines
    )


def _times(reservation: Reservation, verdicts: Sequence[Verdict]) -> list[Time]:
    return Time.objects.bulk_create(
        Time(
            reservation=reservation,
            day=verdict.day,
            starts_at=verdict.use.start,
            ends_at=verdict.use.end,
        )
        for verdict in verdicts
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
