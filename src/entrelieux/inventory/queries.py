"""Reads of what the entries of every app share: their history and their pictures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from entrelieux.inventory.models import Entry, Photo, Revision
from entrelieux.inventory.states import state_of, without_the_gone
from entrelieux.platform import audit


def history_of(entry: Entry) -> QuerySet[Revision]:
    """Every version, the newest first."""
    return Revision.objects.filter(subject=audit.subject_of(entry)).select_related("by")


def state_at(entry: Entry, version: int) -> dict[str, Any]:
    """The values of a version, less the links to what is gone since; empty when there is none."""
    if version == entry.version:
        return state_of(entry)
    old = Revision.objects.filter(subject=audit.subject_of(entry), version=version).first()
    return without_the_gone(entry, old.values) if old else {}


def photos_of(entries: Iterable[Entry]) -> dict[str, list[Photo]]:
    """The pictures of each entry by its subject (« resource:12 »), in one query."""
    subjects = [audit.subject_of(entry) for entry in entries]
    found: dict[str, list[Photo]] = defaultdict(list)
    for photo in Photo.objects.filter(subject__in=subjects, removed_at=None):
        found[photo.subject].append(photo)
    return dict(found)


def find_entry(kind: str, public_id: str) -> Entry | None:
    """The entry of a kind (« resource ») and public identifier, removed or not."""
    model = _model_of(kind)
    return model._default_manager.filter(public_id=public_id).first() if model else None


def entry_behind(subject: str) -> Entry | None:
    """The entry of a subject (« resource:12 »), removed or not."""
    kind, _colon, key = subject.partition(":")
    model = _model_of(kind)
    return model._default_manager.filter(pk=key).first() if model else None


def _model_of(kind: str) -> type[Entry] | None:
    entries = (model for model in apps.get_models() if issubclass(model, Entry))
    return next((model for model in entries if model._meta.model_name == kind), None)
