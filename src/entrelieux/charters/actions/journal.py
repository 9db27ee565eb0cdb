"""Writing the journal: one sealed line for each decision, never a name."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from entrelieux.charters.models import Charter, JournalEntry
from entrelieux.charters.queries import journal_of
from entrelieux.core.rules.changing.journal import append


def write_in_journal(*, charter: Charter, content: Mapping[str, str | int]) -> JournalEntry:
    """Adds a line; the caller holds the lock of the charter’s row.

    Raises `NotForTheJournal` for what could tell who somebody is.
    """
    entry = append(journal_of(charter.community), timezone.now(), content)[-1]
    return JournalEntry.objects.create(
        charter=charter,
        number=entry.number,
        at=entry.at,
        content=dict(entry.content),
        before=entry.before,
        seal=entry.seal,
    )
