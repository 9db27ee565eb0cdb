"""A charter: a community's words, its rules with their versions, and how it changes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, Literal, get_args

from entrelieux.core.rules.tree.conditions import Atom, Condition, atoms
from entrelieux.core.rules.tree.effects import Asks, Effect, Orders
from entrelieux.core.rules.tree.prices import Prices
from entrelieux.core.rules.tree.procedures import Change

Status = Literal["enforced", "attested", "spoken"]
STATUSES: tuple[Status, ...] = get_args(Status)
Text = tuple[tuple[str, str], ...]  # language and text
FORMAT = "entrelieux-charter/1"


@dataclass(frozen=True, slots=True)
class Clause:
    """What a sentence says: for which acts, on which kinds of things, what, when, and except when.

    Without things it holds for the acts on anything.
    """

    acts: tuple[str, ...]
    effect: Effect
    things: tuple[str, ...] = ()
    when: Condition | None = None
    unless: Condition | None = None

    def conditions(self) -> Iterator[Condition]:
        """Every condition of the clause, those of its effect included."""
        match self.effect:
            case Asks(agreement):
                yield agreement
            case Prices(lines=lines):
                yield from (line.when for line in lines if line.when)
            case Orders(classes=classes):
                yield from classes
        yield from (one for one in (self.when, self.unless) if one)

    def atoms(self) -> Iterator[Atom]:
        return chain.from_iterable(atoms(condition) for condition in self.conditions())


@dataclass(frozen=True, slots=True)
class Example:
    """A case of the table that the group validated: a permanent test of the rule."""

    who: str
    facts: Mapping[str, Any] = field(hash=False)
    expect: str


@dataclass(frozen=True, slots=True)
class Guard:
    """Who holds the rule above the community (« law » or « network »), and where it is written."""

    by: str
    source: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of a rule. In force from `since` (included) to `until` (left out).

    `trial_until`: it lapses then unless it is reviewed. `keeper` is the role that a spoken rule is
    kept by, or the one that records the facts of an attested rule.
    """

    id: str
    clause: Clause
    status: Status = "enforced"
    since: date | None = None
    until: date | None = None
    trial_until: date | None = None
    decision: str | None = None
    keeper: str | None = None
    guard: Guard | None = None
    why: Text = ()
    examples: tuple[Example, ...] = ()

    def is_in_force(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and all(day < end for end in self.ends())

    def ends(self) -> tuple[date, ...]:
        return tuple(end for end in (self.until, self.trial_until) if end)


@dataclass(frozen=True, slots=True)
class Word:
    """The forms of one of the community's words: « fr », « fr_many », « en_with »…"""

    forms: tuple[tuple[str, str], ...]

    def form(self, key: str) -> str | None:
        return next((text for name, text in self.forms if name == key), None)


@dataclass(frozen=True, slots=True)
class Charter:
    """`otherwise` is the answer, act by act, when no rule says anything; « * » for other acts.

    `kinds` are the broader kinds of each kind of thing.
    """

    community: str
    rules: tuple[Rule, ...]
    name: Text = ()
    language: str = "fr"
    words: Mapping[str, Word] = field(default_factory=dict, hash=False)
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    otherwise: Mapping[str, bool] = field(default_factory=dict, hash=False)
    change: Change = field(default_factory=Change)

    def in_force(self, day: date) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.is_in_force(day))

    def grants_silence(self, act: str) -> bool:
        """Whether the act is allowed when no rule speaks of it; it is not, by default."""
        return self.otherwise.get(act, self.otherwise.get("*", False))
