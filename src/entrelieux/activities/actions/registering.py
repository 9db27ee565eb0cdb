"""Registering for a time of an event: seats, the waiting list, and who gives up.

Whoever changes who has a seat holds the lock of the row of that time: two people who ask for the
last seat at once are answered one after the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.activities.entrance import party_errors, refusal_of
from entrelieux.activities.errors import AlreadyRegistered, RegistrationClosed
from entrelieux.activities.mails import write_to_registered
from entrelieux.activities.models import Event, Occurrence, Registration
from entrelieux.activities.queries import seats_left, waiting_for
from entrelieux.places.errors import InvalidValues
from entrelieux.platform import audit
from entrelieux.platform.errors import TooOften
from entrelieux.platform.rate import spend

HOUR_SECONDS = timedelta(hours=1).total_seconds()
PER_VISITOR_AND_HOUR = 20
PER_ADDRESS_AND_HOUR = 5
State = Registration.State


@dataclass(frozen=True, slots=True)
class Party:
    """Those who would come, and what they tell the hosts."""

    name: str
    adults: int = 1
    minors: int = 0
    note: str = ""
    wants_reminder: bool = False


@transaction.atomic
def register(*, by: Person, occurrence: Occurrence, party: Party) -> Registration:
    """A seat, or a rank on the waiting list, for somebody signed in.

    Raises `RegistrationClosed`, `AlreadyRegistered`, `InvalidValues`.
    """
    locked = _open_for(occurrence, party)
    known = _live(locked, by.email)
    if known and known.state != State.PENDING:
        raise AlreadyRegistered(_("Vous êtes déjà inscrit à cette date."))
    registration = known or Registration(occurrence=locked, email=by.email)
    _tell(registration, party, language=by.language)
    registration.person = by
    _seat(registration)
    audit.record("register", locked, by=by, registration=registration.pk)
    return registration


def ask_to_register(
    *, email: str, language: str, visitor: str, occurrence: Occurrence, party: Party
) -> Registration:
    """Without an account: nothing is taken until the link of the mail is followed.

    The answer is the same whether that address is registered already or not; the mail tells.
    `visitor` is the network address that asks. Raises `RegistrationClosed`, `InvalidValues`,
    `TooOften`.
    """
    email = email.strip().lower()
    _refuse_too_many(email, visitor)
    with transaction.atomic():
        locked = _open_for(occurrence, party)
        known = _live(locked, email)
        if known and known.state != State.PENDING:
            write_to_registered("already", known)
            return known
        registration = known or Registration(occurrence=locked, email=email)
        _tell(registration, party, language=language)
        registration.save()
        write_to_registered("confirm", registration)
        audit.record("ask_to_register", locked, registration=registration.pk)
    return registration


@transaction.atomic
def confirm_registration(*, registration: Registration) -> Registration:
    """The link of the mail was followed: a seat, or a rank on the waiting list.

    Once confirmed, confirming again changes nothing. Raises `RegistrationClosed`.
    """
    locked = locked_row(registration.occurrence)
    current = current_of(registration, locked)
    if current.state in Registration.COMING:
        return current
    if current.state == State.CANCELLED:
        raise RegistrationClosed(_("Cette inscription est annulée : recommencez si vous venez."))
    refusal = refusal_of(locked, timezone.now())
    if refusal:
        raise RegistrationClosed(refusal)
    _seat(current)
    audit.record("confirm_registration", locked, registration=current.pk)
    return current


@transaction.atomic
def cancel_registration(
    *, by: Person | None, registration: Registration, is_by_host: bool = False
) -> Registration:
    """Gives up the seat, which goes to the first on the waiting list whom it is enough for."""
    locked = locked_row(registration.occurrence)
    current = current_of(registration, locked)
    if current.state == State.CANCELLED:
        return current
    was_pending = current.state == State.PENDING
    current.state, current.cancelled_at = State.CANCELLED, timezone.now()
    current.save(update_fields=["state", "cancelled_at"])
    if not was_pending:
        write_to_registered("cancelled", current, is_by_host=is_by_host)
    give_free_seats(occurrence=locked)
    audit.record("cancel_registration", locked, by=by, registration=current.pk)
    return current


def give_free_seats(*, occurrence: Occurrence) -> list[Registration]:
    """Promotes the waiting list, in its order, under the lock of the time.

    A party that is too large for what is free keeps its rank; the next that fits is seated.
    """
    if occurrence.is_cancelled or occurrence.starts_at <= timezone.now():
        return []
    promoted = []
    left = seats_left(occurrence)
    for waiting in waiting_for(occurrence):
        if left is not None and waiting.party > left:
            continue
        waiting.state = State.REGISTERED
        waiting.save(update_fields=["state"])
        waiting.occurrence = occurrence
        write_to_registered("promoted", waiting)
        audit.record("promote", occurrence, registration=waiting.pk)
        promoted.append(waiting)
        left = None if left is None else left - waiting.party
    return promoted


def fill_freed_seats(*, now: datetime, event: Event | None = None) -> int:
    """Seats that came free without anybody cancelling: more seats, rows deleted."""
    coming = Occurrence.objects.taking_place().filter(starts_at__gt=now)
    waited_for = coming.filter(registrations__state=State.WAITING).distinct()
    if event:
        waited_for = waited_for.filter(event=event)
    return sum(len(_fill(occurrence)) for occurrence in waited_for)


@transaction.atomic
def _fill(occurrence: Occurrence) -> list[Registration]:
    return give_free_seats(occurrence=locked_row(occurrence))


def _open_for(occurrence: Occurrence, party: Party) -> Occurrence:
    """The locked row, when that party may register for it now."""
    locked = locked_row(occurrence)
    refusal = refusal_of(locked, timezone.now())
    if refusal:
        raise RegistrationClosed(refusal)
    errors = party_errors(locked.event, party.adults, party.minors)
    if errors:
        raise InvalidValues(errors)
    return locked


def locked_row(occurrence: Occurrence) -> Occurrence:
    """To be held by whoever changes who has a seat."""
    return Occurrence.objects.select_for_update(of=("self",)).get(pk=occurrence.pk)


def current_of(registration: Registration, locked: Occurrence) -> Registration:
    """As it is under the lock."""
    current = Registration.objects.get(pk=registration.pk)
    current.occurrence = locked
    return current


def _live(occurrence: Occurrence, email: str) -> Registration | None:
    found = occurrence.registrations.filter(email=email, state__in=Registration.LIVE).first()
    if found:
        found.occurrence = occurrence
    return found


def _tell(registration: Registration, party: Party, *, language: str) -> None:
    registration.name, registration.note = party.name[:80], party.note[:300]
    registration.adults, registration.minors = party.adults, party.minors
    registration.wants_reminder = party.wants_reminder
    registration.language = language


def _seat(registration: Registration) -> None:
    """A seat when there are enough, else a rank on the waiting list; the mail tells which.

    Seats that came free are first for those who wait.
    """
    give_free_seats(occurrence=registration.occurrence)
    left = seats_left(registration.occurrence)
    has_seat = left is None or registration.party <= left
    registration.state = State.REGISTERED if has_seat else State.WAITING
    registration.confirmed_at = timezone.now()
    registration.save()
    write_to_registered("registered" if has_seat else "waiting", registration)


def _refuse_too_many(email: str, visitor: str) -> None:
    limits = [
        (f"register-from:{visitor}", PER_VISITOR_AND_HOUR),
        (f"register-for:{email}", PER_ADDRESS_AND_HOUR),
    ]
    for key, per_hour in limits:
        spent = spend(key, rate=per_hour / HOUR_SECONDS, burst=per_hour)
        if not spent.allowed:
            raise TooOften(
                _("Trop d’inscriptions à la fois : attendez %(minutes)s minutes, puis réessayez.")
                % {"minutes": round(spent.retry_after / 60) + 1},
                retry_after=spent.retry_after,
            )
