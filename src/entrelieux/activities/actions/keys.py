"""The address of somebody's own agenda."""

from __future__ import annotations

import secrets

from django.db import transaction

from entrelieux.accounts.models import Person
from entrelieux.activities.models import AgendaKey
from entrelieux.platform import audit

SECRET_BYTES = 24


@transaction.atomic
def new_agenda_key(*, by: Person) -> AgendaKey:
    """A new address; the one before no longer answers."""
    key, _is_new = AgendaKey.objects.update_or_create(
        person=by, defaults={"secret": secrets.token_urlsafe(SECRET_BYTES)}
    )
    audit.record("new_agenda_key", by, by=by)
    return key


@transaction.atomic
def forget_agenda_key(*, by: Person) -> None:
    """No address answers any more."""
    AgendaKey.objects.filter(person=by).delete()
    audit.record("forget_agenda_key", by, by=by)
