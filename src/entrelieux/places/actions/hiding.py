"""Taking a card off the map without forgetting it."""

from __future__ import annotations

from django.db import transaction

from entrelieux.accounts.models import Person
from entrelieux.places.actions.changes import lock_places, open_change, refresh_cards
from entrelieux.places.models import ChangeSet, Place
from entrelieux.platform import audit


@transaction.atomic
def hide_place(*, by: Person | None, place: Place, note: str) -> ChangeSet:
    """Hides a card that should not be there (not a place, a test, a request of its owner)."""
    (locked,) = lock_places([place.root_id or place.pk])
    change = open_change(ChangeSet.Kind.HIDE, by=by, note=note)
    Place.objects.filter(pk=locked.pk, hidden_in=None).update(hidden_in=change)
    refresh_cards([locked.pk])
    audit.record("hide_place", locked, by=by, change=change.pk)
    return change
