"""What changed from each version of an entry to the next, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from entrelieux.inventory.models import Entry, Revision
from entrelieux.inventory.queries import history_of
from entrelieux.inventory.reading import Hidden, hidden_from
from entrelieux.places.errors import FieldConflict

NONE = (None, "", [], {})
Words = Callable[[str, Any], str]


@dataclass(frozen=True, slots=True)
class Version:
    """`lines` are (label, before, after), as components/diff.html shows them."""

    revision: Revision
    lines: Sequence[tuple[str, str, str]]
    is_current: bool


def versions_of(entry: Entry, words: Words, reader: Any) -> list[Version]:
    """The newest first; `words` says the value of a column to those who keep the entry.

    What the `reader` may not read is left out: she keeps the page, not every fact told on it.
    """
    revisions = list(history_of(entry))
    hidden = hidden_from(reader, entry, [one.values for one in revisions])
    return [
        Version(revision, _lines(entry, before, revision, words, hidden), position == 0)
        for position, (revision, before) in enumerate(zip_longest(revisions, revisions[1:]))
    ]


def _lines(
    entry: Entry, before: Revision | None, after: Revision, words: Words, hidden: Hidden
) -> list[tuple[str, str, str]]:
    old, new = hidden.without(before.values if before else {}), hidden.without(after.values)
    return [
        (label_of_column(entry, name), _said(words, name, old), _said(words, name, new))
        for name in entry.KEPT
        if _known(old, name) != _known(new, name)
    ]


def conflict_words(
    entry: Entry, conflicts: Sequence[FieldConflict], words: Words, reader: Any
) -> list[tuple[FieldConflict, str, str]]:
    """Each with both values in words, as inventory/_conflicts.html shows them."""
    both = [{c.field: value} for c in conflicts for value in (c.theirs, c.yours)]
    hidden = hidden_from(reader, entry, both)
    return [
        (
            c,
            words(c.field, hidden.without({c.field: c.theirs}).get(c.field)),
            words(c.field, hidden.without({c.field: c.yours}).get(c.field)),
        )
        for c in conflicts
    ]


def label_of_column(entry: Entry, name: str) -> str:
    return str(entry._meta.get_field(name).verbose_name).capitalize()


def _known(values: Any, name: str) -> Any:
    value = values.get(name)
    return None if value in NONE else value


def _said(words: Words, name: str, values: Any) -> str:
    value = _known(values, name)
    return "" if value is None else words(name, value)
