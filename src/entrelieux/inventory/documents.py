"""Entries among the documents of the atlas: one space of keys for every kind of document."""

from __future__ import annotations

from collections.abc import Iterable

from entrelieux.inventory.models import Entry
from entrelieux.places.models import Place
from entrelieux.search.actions import mark_changed
from entrelieux.search.kinds import document_key


def mark_entry_changed(entry: Entry) -> None:
    """The entry, and the card of its place, whose words include those of what it holds."""
    mark_entries_changed([entry])


def mark_entries_changed(entries: Iterable[Entry]) -> None:
    """The same for many entries, in two queries."""
    listed = list(entries)
    held_at = {entry.place_id for entry in listed if entry.place_id}
    roots = Place.objects.filter(pk__in=held_at).values_list("root_id", flat=True)
    ids = {document_key(entry._meta.model_name or "", entry.pk) for entry in listed}
    mark_changed(ids | held_at | {pk for pk in roots if pk is not None})
