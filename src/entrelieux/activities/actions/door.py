"""At the door: writing down who comes without having registered, and who came."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.activities.actions.registering import Party, current_of, locked_row
from entrelieux.activities.entrance import door_refusal_of, party_errors
from entrelieux.activities.errors import RegistrationClosed
from entrelieux.activities.models import Occurrence, Registration
from entrelieux.places.errors import InvalidValues
from entrelieux.platform import audit

State = Registration.State


@transaction.atomic
def register_at_door(*, by: Person, occurrence: Occurrence, party: Party) -> Registration:
    """They are there: no address is asked, and the hosts alone say whether there is room.

    Raises `RegistrationClosed` before that day or long after, `InvalidValues` against the rules
    about minors.
    """
    locked = _open_door(occurrence)
    errors = party_errors(locked.event, party.adults, party.minors)
    if errors:
        raise InvalidValues(errors)
    now = timezone.now()
    registration = Registration.objects.create(
        occurrence=locked,
        name=party.name[:80],
        adults=party.adults,
        minors=party.minors,
        state=State.REGISTERED,
        confirmed_at=now,
        came_at=now,
    )
    audit.record("register_at_door", locked, by=by, registration=registration.pk)
    return registration


@transaction.atomic
def mark_came(*, by: Person, registration: Registration, has_come: bool) -> Registration:
    """Who waited and came has a seat from then on. Raises `RegistrationClosed`."""
    locked = _open_door(registration.occurrence)
    current = current_of(registration, locked)
    if current.state not in Registration.COMING:
        raise RegistrationClosed(_("Cette inscription est annulée : inscrivez la personne ici."))
    current.came_at = timezone.now() if has_come else None
    if has_come:
        current.state = State.REGISTERED
    current.save(update_fields=["came_at", "state"])
    audit.record("mark_came", locked, by=by, registration=current.pk, has_come=has_come)
    return current


def _open_door(occurrence: Occurrence) -> Occurrence:
    locked = locked_row(occurrence)
    refusal = door_refusal_of(locked, timezone.now())
    if refusal:
        raise RegistrationClosed(refusal)
    return locked
