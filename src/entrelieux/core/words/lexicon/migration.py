"""What a change of words does to the values that records hold, and how it is undone.

Records are read as {record: {address of the term: value as stored}}; nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from entrelieux.core.words.lexicon.values import Stored

Values = Mapping[str, Stored]
Records = Mapping[str, Values]


class Step(StrEnum):
    KEEP = "keep"
    MOVE = "move"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of the values of `source`.

    `KEEP`: they stay, read under a word that is retired. `MOVE`: they go to the only target.
    `SPLIT`: `by_choice` says where each choice goes; what it does not say waits for a person
    (`choices` of `migrate`).
    """

    source: str
    step: Step
    targets: tuple[str, ...] = ()
    by_choice: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Migration:
    """The moves of a change; a term without a move keeps its values."""

    moves: tuple[Move, ...] = ()

    def target(self, source: str) -> str:
        """Where the values of a term are now read, when they all moved; else the term itself."""
        move = next((one for one in self.moves if one.source == source), None)
        return move.targets[0] if move and move.step is Step.MOVE else source


class Edit(NamedTuple):
    """What one value of one record was and became; None where there was or is none."""

    record: str
    term: str
    before: Stored | None
    after: Stored | None


class Clash(NamedTuple):
    """A record that already held another value where one moved: the kept one stays shown."""

    record: str
    term: str
    kept: Stored
    set_aside: Stored


class Waiting(NamedTuple):
    """A value of a split word that a person must place."""

    record: str
    source: str
    value: Stored
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Migrated:
    """`edits` undo it (`undo_migration`); `clashes` and `waiting` are for a person to look at."""

    records: Records = field(hash=False)
    edits: tuple[Edit, ...] = ()
    clashes: tuple[Clash, ...] = ()
    waiting: tuple[Waiting, ...] = ()


def migrate(
    records: Records, migration: Migration, choices: Mapping[tuple[str, str], str] | None = None
) -> Migrated:
    """The records after a change. `choices` are targets that people chose: (record, source)."""
    work = _Work(records, choices or {})
    for move in migration.moves:
        if move.step is not Step.KEEP:
            work.carry_out(move)
    return Migrated(work.records, tuple(work.edits), tuple(work.clashes), tuple(work.waiting))


def undo_migration(records: Records, edits: tuple[Edit, ...]) -> Migrated:
    """The records before a change. A value that someone edited since then stays: a clash."""
    work = _Work(records, {})
    for edit in reversed(edits):
        work.take_back(edit)
    return Migrated(work.records, tuple(work.edits), tuple(work.clashes))


class _Work:
    """Records in the making, with what is told of them."""

    def __init__(self, records: Records, choices: Mapping[tuple[str, str], str]) -> None:
        self.records = {record: dict(values) for record, values in records.items()}
        self.choices = choices
        self.edits: list[Edit] = []
        self.clashes: list[Clash] = []
        self.waiting: list[Waiting] = []

    def carry_out(self, move: Move) -> None:
        for record, values in self.records.items():
            if move.source in values:
                self._place(record, move, values[move.source])

    def _place(self, record: str, move: Move, value: Stored) -> None:
        shares = dict(self._shares(record, move, value))
        for target, share in shares.items():
            self._put(record, target, share)
        if shares:
            self._edit(record, move.source, _remainder(move, value, shares))
        left = self.records[record].get(move.source)
        if left is not None:
            self.waiting.append(Waiting(record, move.source, left, move.targets))

    def _shares(self, record: str, move: Move, value: Stored) -> Iterator[tuple[str, Stored]]:
        """Which target takes what of a value; nothing when a person must say it."""
        chosen = self.choices.get((record, move.source))
        if move.step is Step.MOVE:
            yield move.targets[0], value
        elif chosen:
            yield chosen, value
        elif isinstance(value, list):
            for target in move.targets:
                taken = [one for one in value if move.by_choice.get(one) == target]
                if taken:
                    yield target, taken
        elif str(value) in move.by_choice:
            yield move.by_choice[str(value)], value

    def _put(self, record: str, term: str, value: Stored) -> None:
        held = self.records[record].get(term)
        if held is None:
            self._edit(record, term, value)
        elif isinstance(held, list) and isinstance(value, list):
            self._edit(record, term, held + [one for one in value if one not in held])
        elif not same(held, value):
            self.clashes.append(Clash(record, term, held, value))

    def _edit(self, record: str, term: str, after: Stored | None) -> None:
        before = self.records[record].get(term)
        if not same(before, after):
            self.edits.append(Edit(record, term, before, after))
            self._set(record, term, after)

    def take_back(self, edit: Edit) -> None:
        if edit.record not in self.records:
            return  # the record was removed since
        now = self.records[edit.record].get(edit.term)
        if same(now, edit.after):
            self._set(edit.record, edit.term, edit.before)
        elif now is not None and edit.before is not None:
            self.clashes.append(Clash(edit.record, edit.term, now, edit.before))

    def _set(self, record: str, term: str, value: Stored | None) -> None:
        if value is None:
            self.records[record].pop(term, None)
        else:
            self.records[record][term] = value


def same(one: Stored | None, other: Stored | None) -> bool:
    """Whether two stored values are one: Python takes True for 1, readers do not."""
    return type(one) is type(other) and one == other


def _remainder(move: Move, value: Stored, shares: Mapping[str, Stored]) -> Stored | None:
    """What of a list stays under the split word; None when all has gone."""
    if not isinstance(value, list):
        return None
    gone = [one for share in shares.values() if isinstance(share, list) for one in share]
    return [one for one in value if one not in gone] or None
