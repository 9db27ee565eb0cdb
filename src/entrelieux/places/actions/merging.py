"""Joining two cards that are one place, and separating them again."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.places.actions.changes import lock_places, open_change, refresh_cards
from entrelieux.places.errors import CannotMerge
from entrelieux.places.models import ChangeSet, Merge, Place
from entrelieux.platform import audit


@transaction.atomic
def merge_places(*, by: Person | None, first: Place, second: Place, note: str = "") -> ChangeSet:
    """Joins the cards of two places; the older card keeps its address.

    Raises `CannotMerge` when they already are one card.
    """
    rows = lock_places([first.root_id or first.pk, second.root_id or second.pk])
    if len(rows) < 2:
        raise CannotMerge(_("Ces deux fiches n’en font déjà qu’une."))
    kept, absorbed = rows
    change = open_change(ChangeSet.Kind.MERGE, by=by, note=note)
    join([(absorbed.pk, kept.pk)], change=change)
    audit.record("merge_places", kept, by=by, absorbed=absorbed.public_id, change=change.pk)
    return change


def join(pairs: Iterable[tuple[int, int]], *, change: ChangeSet) -> set[int]:
    """Writes merges (place, into) between roots, and the roots that follow; returns all touched."""
    pairs = list(pairs)
    Merge.objects.bulk_create(
        Merge(place_id=place, into_id=into, added_in=change) for place, into in pairs
    )
    touched = {pk for pair in pairs for pk in pair}
    find_roots(touched)
    refresh_cards(touched)
    return touched


@transaction.atomic
def split_place(*, by: Person | None, place: Place, note: str = "") -> ChangeSet:
    """Gives back to a merged place a card of its own. Raises `CannotMerge` if it has one."""
    lock_places(filter(None, [place.pk, place.root_id]))
    merges = Merge.objects.filter(place=place, ended_in=None)
    if not merges:
        raise CannotMerge(_("Cette fiche n’est réunie à aucune autre."))
    change = open_change(ChangeSet.Kind.SPLIT, by=by, note=note)
    touched = {pk for merge in merges for pk in (merge.place_id, merge.into_id)}
    Merge.objects.filter(pk__in=[merge.pk for merge in merges]).update(ended_in=change)
    touched |= find_roots(touched)
    refresh_cards(touched)
    audit.record("split_place", place, by=by, change=change.pk)
    return change


def find_roots(place_ids: set[int]) -> set[int]:
    """Recomputes `root` for the whole of the groups that hold these places; returns their keys."""
    group = _group_of(place_ids)
    into = dict(
        Merge.objects.filter(place_id__in=group, ended_in=None).values_list("place_id", "into_id")
    )
    rows = list(Place.objects.filter(pk__in=group))
    for row in rows:
        root = row.pk
        while root in into:
            root = into[root]
        row.root_id = None if root == row.pk else root
    Place.objects.bulk_update(rows, ["root"])
    return group


def _group_of(place_ids: set[int]) -> set[int]:
    """The places joined to these, directly or not, now or before the roots were recomputed."""
    group, frontier = set(place_ids), set(place_ids)
    while frontier:
        merges = Merge.objects.filter(ended_in=None)
        near = set(merges.filter(place_id__in=frontier).values_list("into_id", flat=True))
        near |= set(merges.filter(into_id__in=frontier).values_list("place_id", flat=True))
        near |= set(Place.objects.filter(root_id__in=frontier).values_list("pk", flat=True))
        frontier = near - group
        group |= frontier
    return group
