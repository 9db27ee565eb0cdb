"""Writing a card by hand, with the conflicts of two people who write at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from entrelieux.accounts.models import Person
from entrelieux.places.actions.changes import (
    Saying,
    lock_places,
    open_change,
    refresh_cards,
    state_values,
)
from entrelieux.places.errors import EditConflict, FieldConflict, InvalidValues
from entrelieux.places.models import ChangeSet, Place, Statement
from entrelieux.places.validation import errors_of
from entrelieux.platform import audit


@transaction.atomic
def create_place(*, by: Person | None, values: Mapping[str, Any], note: str = "") -> Place:
    """A new place said by people. Raises `InvalidValues`."""
    refuse_invalid(values)
    change = open_change(ChangeSet.Kind.EDIT, by=by, note=note)
    place = Place.objects.create(added_in=change)
    state_values([Saying(place.pk, values)], change=change)
    refresh_cards([place.pk])
    audit.record("create_place", place, by=by)
    place.refresh_from_db()
    return place


@transaction.atomic
def edit_place(
    *,
    by: Person | None,
    place: Place,
    base: Mapping[str, Any],
    values: Mapping[str, Any],
    note: str = "",
) -> Place:
    """Says the `values` of a card that showed `base` when its form was opened.

    Only fields whose value differs from the base are written. Raises `EditConflict`, and writes
    nothing, when somebody changed one of those fields meanwhile; `InvalidValues` for values that
    the card cannot hold.
    """
    wanted = {field: value for field, value in values.items() if value != base.get(field)}
    refuse_invalid(wanted)
    (locked,) = lock_places([place.root_id or place.pk])
    conflicts = [
        _conflict(locked, field, base.get(field), value)
        for field, value in wanted.items()
        if locked.card.get(field) not in (base.get(field), value)
    ]
    if conflicts:
        raise EditConflict(conflicts)
    if wanted:
        change = open_change(ChangeSet.Kind.EDIT, by=by, note=note)
        state_values([Saying(locked.pk, wanted)], change=change)
        refresh_cards([locked.pk])
        audit.record("edit_place", locked, by=by, fields=sorted(wanted), change=change.pk)
    locked.refresh_from_db()
    return locked


def refuse_invalid(values: Mapping[str, Any]) -> None:
    errors = errors_of(values)
    if errors:
        raise InvalidValues(errors)


def _conflict(place: Place, field: str, before: Any, yours: Any) -> FieldConflict:
    last = (
        Statement.objects.filter(place=place, field=field, retired_in=None)
        .select_related("by", "source", "added_in")
        .order_by("-pk")
        .first()
    )
    author = str(last.by or last.source or "") if last else ""
    return FieldConflict(
        field=field,
        before=before,
        theirs=place.card.get(field),
        yours=yours,
        by=author,
        at=last.added_in.at if last else None,
    )
