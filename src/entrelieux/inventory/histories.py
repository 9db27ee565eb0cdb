"""What changed from each version of an entry to the next, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from entrelieux.inventory.models import Entry, Revision
from entrelieux.inventory.queries import history_of

NONE = (None, "", [], {})
Words = Callable[[str, Any], str]


@dataclass(frozen=True, slots=True)
class Version:
    """`lines` are (label, before, after), as components/diff.html shows them."""

    revision: Revision
    lines: Sequence[tuple[str, str, str]]
    is_current: bool


def versions_of(entry: Entry, words: Words) -> list[Version]:
    """The newest first; `words` says the value of a column to those who keep the entry."""
    revisions = list(history_of(entry))
    return [
        Version(revision, _lines(entry, before, revision, words), position == 0)
        for position, (revision, before) in enumerate(zip_longest(revisions, revisions[1:]))
    ]


def _lines(
    entry: Entry, before: Revision | None, after: Revision, words: Words
) -> list[tuple[str, str, str]]:
    old = before.values if before else {}
    return [
        (label_of_column(entry, name), _said(words, name, old), _said(words, name, after.values))
        for name in entry.KEPT
        if _known(old, name) != _known(after.values, name)
    ]


def label_of_column(entry: Entry, name: str) -> str:
    return str(entry._meta.get_field(name).verbose_name).capitalize()


def _known(values: Any, name: str) -> Any:
    value = values.get(name)
    return None if value in NONE else value


def _said(words: Words, name: str, values: Any) -> str:
    value = _known(values, name)
    return "" if value is None else words(name, value)
