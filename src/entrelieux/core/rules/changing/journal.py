"""The journal of a community’s decisions: append-only, each entry sealed with the one before.

Anyone who holds it can verify it. It holds digests, dates and counts; never a name of a person.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from entrelieux.core.rules.document.charter import write_charter
from entrelieux.core.rules.tree.charter import Charter

START = "0" * 64
# What an entry may hold. No key can take a person’s name, and no value a free text.
KEYS = frozenset(
    {"proposal", "charter", "rule", "kind", "procedure", "outcome", "for", "against", "blank"}
    | {"voters", "members", "objections", "quorum", "review", "seed", "ballots", "replaces"}
)
_CODE = re.compile(r"[0-9a-z][0-9a-z:._-]{0,127}")


class NotForTheJournal(ValueError):
    """Something that could tell who somebody is."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"“{key}” does not belong in the journal: it holds digests, dates, counts and names of "
            "rules only."
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """`seal` is the SHA-256 of all the rest, the seal before included."""

    number: int
    at: datetime
    content: tuple[tuple[str, str | int], ...]
    before: str
    seal: str


def digest(document: Mapping[str, Any]) -> str:
    """The SHA-256 of a JSON document, whatever the order of its keys."""
    told = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def charter_digest(charter: Charter) -> str:
    return digest(write_charter(charter))


def append(
    journal: Sequence[Entry], at: datetime, content: Mapping[str, str | int]
) -> tuple[Entry, ...]:
    """The journal with one entry more. Raises `NotForTheJournal`."""
    for key, value in content.items():
        if key not in KEYS or not (isinstance(value, int) or _CODE.fullmatch(value)):
            raise NotForTheJournal(key)
    before = journal[-1].seal if journal else START
    told = tuple(sorted(content.items()))
    number = len(journal)
    return (*journal, Entry(number, at, told, before, _seal(number, at, told, before)))


def _seal(number: int, at: datetime, content: tuple[tuple[str, Any], ...], before: str) -> str:
    told = {"number": number, "at": at.isoformat(), "content": dict(content), "before": before}
    return digest(told)


def broken(journal: Sequence[Entry]) -> Iterator[int]:
    """The numbers of the entries that were changed, moved, or put in; none in a sound journal.

    What is cut from its end shows by comparing its last seal with one kept elsewhere.
    """
    before = START
    for number, entry in enumerate(journal):
        expected = _seal(number, entry.at, entry.content, before)
        if (entry.number, entry.before, entry.seal) != (number, before, expected):
            yield number
        before = entry.seal
