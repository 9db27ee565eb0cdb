"""« C’est toujours vrai » : vouching for facts without changing them."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.places.actions.changes import choices_of, lock_places, refresh_cards
from entrelieux.places.models import Place, Statement
from entrelieux.platform import audit


@transaction.atomic
def confirm_place(*, by: Person, place: Place, fields: Collection[str] | None = None) -> Place:
    """Marks the values shown (of `fields`, or all) as verified today by `by`."""
    (locked,) = lock_places([place.root_id or place.pk])
    shown = choices_of(locked)
    ids = [
        choice.fact_ids[0]
        for field, choice in shown.items()
        if fields is None or field.value in fields
    ]
    Statement.objects.filter(pk__in=ids).update(verified_at=timezone.now(), verified_by=by)
    refresh_cards([locked.pk])
    audit.record("confirm_place", locked, by=by, statements=len(ids))
    locked.refresh_from_db()
    return locked
