"""Taking back one change as a whole; later changes to the same facts stand."""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.places.actions.changes import open_change, refresh_cards
from entrelieux.places.actions.merging import find_roots
from entrelieux.places.errors import CannotUndo
from entrelieux.places.models import ChangeSet, Merge, Place, Statement
from entrelieux.platform import audit


@transaction.atomic
def undo_change(*, by: Person | None, change: ChangeSet, note: str = "") -> ChangeSet:
    """Undoes `change` by a new one. Raises `CannotUndo` when it was undone already."""
    locked = ChangeSet.objects.select_for_update().get(pk=change.pk)
    if locked.is_undone:
        raise CannotUndo(_("Ce changement est déjà annulé."))
    undo = open_change(ChangeSet.Kind.UNDO, by=by, note=note)
    undo.undoes = locked
    undo.save(update_fields=["undoes"])
    touched = _undo_statements(locked, undo)
    regrouped = _undo_merges(locked, undo)
    if regrouped:
        touched |= find_roots(regrouped)
    touched |= _undo_hiding(locked, undo)
    refresh_cards(touched)
    audit.record("undo_change", locked, by=by, places=len(touched))
    return undo


def _undo_statements(change: ChangeSet, undo: ChangeSet) -> set[int]:
    added = Statement.objects.filter(added_in=change, retired_in=None)
    withdrawn = {(s.place_id, s.field, s.source_id) for s in added}
    ever_added = set(
        Statement.objects.filter(added_in=change).values_list("place_id", "field", "source_id")
    )
    added.update(retired_in=undo)
    restored = [
        _copy(statement, undo)
        for statement in Statement.objects.filter(retired_in=change)
        if _may_return(statement, withdrawn, ever_added)
    ]
    Statement.objects.bulk_create(restored)
    return {key[0] for key in withdrawn} | {statement.place_id for statement in restored}


def _may_return(statement: Statement, withdrawn: set, ever_added: set) -> bool:
    """Unless a later change replaced the value that had replaced this one."""
    key = (statement.place_id, statement.field, statement.source_id)
    return key in withdrawn or key not in ever_added


def _copy(statement: Statement, undo: ChangeSet) -> Statement:
    statement.pk = None
    statement.added_in, statement.retired_in = undo, None
    statement._state.adding = True
    return statement


def _undo_hiding(change: ChangeSet, undo: ChangeSet) -> set[int]:
    shown_again = Place.objects.filter(hidden_in=change)
    hidden = Place.objects.filter(added_in=change, hidden_in=None)
    touched = set(shown_again.values_list("pk", flat=True))
    leaving = set(hidden.values_list("pk", flat=True))
    hidden.update(hidden_in=undo)
    shown_again.update(hidden_in=None)
    return touched | leaving | _rejoin_without(leaving, undo)


def _rejoin_without(leaving: set[int], undo: ChangeSet) -> set[int]:
    """Keeps together the places that were joined through one that leaves."""
    live = Merge.objects.filter(ended_in=None)
    broken = list(live.filter(Q(place_id__in=leaving) | Q(into_id__in=leaving)))
    groups: dict[int, set[int]] = defaultdict(set)
    for merge in broken:
        groups[merge.into_id] |= {merge.place_id, merge.into_id} - leaving
    live.filter(pk__in=[merge.pk for merge in broken]).update(ended_in=undo)
    Merge.objects.bulk_create(
        Merge(place_id=place, into_id=min(group), added_in=undo)
        for group in groups.values()
        for place in sorted(group)[1:]
    )
    touched = {pk for merge in broken for pk in (merge.place_id, merge.into_id)}
    return find_roots(touched) if touched else touched


def _undo_merges(change: ChangeSet, undo: ChangeSet) -> set[int]:
    made = Merge.objects.filter(added_in=change, ended_in=None)
    ended = Merge.objects.filter(ended_in=change)
    touched = {pk for merge in [*made, *ended] for pk in (merge.place_id, merge.into_id)}
    again = [
        Merge(place_id=merge.place_id, into_id=merge.into_id, added_in=undo)
        for merge in ended
        if not Merge.objects.filter(place_id=merge.place_id, ended_in=None).exists()
    ]
    made.update(ended_in=undo)
    Merge.objects.bulk_create(again)
    return touched
