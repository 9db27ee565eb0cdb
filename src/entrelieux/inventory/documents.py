"""Entries among the documents of the atlas: one space of keys for every kind of document."""

from __future__ import annotations

from entrelieux.inventory.models import Entry
from entrelieux.places.models import Place
from entrelieux.search.actions import mark_changed
from entrelieux.search.kinds import document_key


def mark_entry_changed(entry: Entry) -> None:
    """The entry, and the card of its place, whose words include those of what it holds."""
    ids = {document_key(entry._meta.model_name or "", entry.pk)}
    if entry.place_id:
        ids |= set(Place.objects.filter(pk=entry.place_id).values_list("root_id", flat=True)) | {
            entry.place_id
        }
    mark_changed(pk for pk in ids if pk is not None)
