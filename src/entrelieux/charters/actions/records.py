"""Noting what a community holds for true of its people."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.charters.models import Birth, Record
from entrelieux.communities.models import Community
from entrelieux.platform import audit


@transaction.atomic
def note_record(
    *,
    by: Person | None,
    community: Community,
    person: Person,
    kind: str,
    name: str,
    since: date | None = None,
    until: date | None = None,
) -> Record:
    """Notes it, or changes the dates of what is noted already."""
    known = {"community": community, "person": person, "kind": kind, "name": name}
    record = Record.objects.select_for_update().filter(**known, withdrawn_at=None).first()
    record = record or Record(**known)
    record.since, record.until, record.by = since or timezone.localdate(), until, by
    record.save()
    audit.record("note_record", community, by=by, person=person.pk, fact=f"{kind}:{name}")
    return record


@transaction.atomic
def withdraw_record(*, by: Person | None, record: Record) -> None:
    record.withdrawn_at = timezone.now()
    record.save(update_fields=["withdrawn_at"])
    told = {"person": record.person_id, "fact": f"{record.kind}:{record.name}"}
    audit.record("withdraw_record", record.community, by=by, **told)


@transaction.atomic
def note_birth(*, by: Person | None, community: Community, person: Person, born_on: date) -> Birth:
    birth, _created = Birth.objects.update_or_create(
        person=person, defaults={"born_on": born_on, "community": community}
    )
    audit.record("note_birth", community, by=by, person=person.pk)
    return birth
