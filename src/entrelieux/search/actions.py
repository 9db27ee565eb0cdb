"""Telling the atlas what changed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from entrelieux.search.models import AtlasChange
from entrelieux.search.stamp import current_stamp


def mark_changed(document_ids: Iterable[int]) -> None:
    """Records, in the caller's transaction, documents to read again; readers see it on commit."""
    AtlasChange.objects.bulk_create(AtlasChange(document_id=pk) for pk in sorted(document_ids))
    transaction.on_commit(current_stamp().bump)


def mark_words_changed() -> None:
    """The words that searches are read with changed: readers take the new ones on commit.

    No document has the key 0; reading it again makes a new version of the atlas.
    """
    mark_changed([0])
