"""The letter of what waits for somebody, at the rhythm that she chose."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from entrelieux.accounts.models import Person
from entrelieux.introductions import letters
from entrelieux.introductions.models import Digest, Rhythm
from entrelieux.introductions.queries import needs_near, waiting_for
from entrelieux.places.models import Place
from entrelieux.platform import audit


@transaction.atomic
def set_digest(
    *,
    by: Person,
    rhythm: str,
    department: str = "",
    around: Place | None = None,
    minutes: int = 30,
) -> Digest:
    values = {
        "rhythm": Rhythm(rhythm),
        "department": department,
        "around": around,
        "minutes": minutes,
    }
    digest, _is_new = Digest.objects.update_or_create(person=by, defaults=values)
    audit.record("set_digest", by, by=by, rhythm=rhythm)
    return digest


def send_digests(*, now: datetime, today: date) -> int:
    """Writes to those whose day it is, unless there is nothing to say; returns how many mails."""
    chosen = Digest.objects.exclude(rhythm=Rhythm.NEVER).filter(person__is_active=True)
    return sum(_send(digest.pk, now, today) for digest in chosen.order_by("pk"))


@transaction.atomic
def _send(pk: int, now: datetime, today: date) -> bool:
    digest = Digest.objects.select_for_update().get(pk=pk)
    if not digest.is_due(today):
        return False
    person = digest.person
    waiting = list(waiting_for(person)[:10])
    near = needs_near(digest, now)[:10]
    if not waiting and not near:
        return False
    letters.write_digest(person, waiting, near)
    digest.last_sent_on = today
    digest.save(update_fields=["last_sent_on"])
    audit.record("send_digest", person, bridges=len(waiting), needs=len(near))
    return True
