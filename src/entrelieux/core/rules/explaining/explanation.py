"""Why an answer is what it is: every reason at once, and every shortest way to a yes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from entrelieux.core.rules.deciding.answer import Answer
from entrelieux.core.rules.deciding.charter import CompiledCharter, Selection
from entrelieux.core.rules.deciding.rules import CompiledRule
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.facts.reading import day_of
from entrelieux.core.rules.searching.changes import WITH_TIME, YOURS, Change
from entrelieux.core.rules.searching.paths import Path, PathFinder
from entrelieux.core.rules.tree.atoms import Agreement
from entrelieux.core.rules.tree.charter import Charter, Rule
from entrelieux.core.rules.tree.procedures import Change as Procedure

How = Literal["permits", "forbids", "doubts", "could-permit", "could-permit-doubtful"]
MOST_EDITIONS = 16


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that speaks, and how.

    « doubts » forbids unless a fact that is missing says otherwise; « could-permit » would permit
    on other facts, and « could-permit-doubtful » lacks a fact to do so.
    """

    rule: Rule
    how: How


@dataclass(frozen=True, slots=True)
class Explanation:
    """`reasons` are all of them: what permits, for a yes; what is in the way, for a no.

    `silence` when no rule permits, and the charter’s answer where nothing speaks decides. `paths`
    are what the person can bring about; each was decided again and gives yes. Without one, `waits`
    need time too.
    `nothing_to_do` was searched to the end: no change of theirs gives yes. `proved` when it was
    too long to try them all, and z3 proved it.
    `change` is how the rules themselves may be changed.
    """

    answer: Answer
    reasons: tuple[Reason, ...]
    silence: bool
    paths: tuple[Path, ...]
    waits: tuple[Path, ...]
    nothing_to_do: bool
    nothing_even_in_time: bool
    proved: bool
    change: Procedure
    day: date | None

    @property
    def asks(self) -> tuple[Agreement, ...]:
        """Whom to ask: the agreements of the answer, then those of the paths."""
        said = (condition for change in self._changes() for condition in change.says)
        found = (one for one in said if isinstance(one, Agreement))
        return tuple(dict.fromkeys((*self.answer.asks, *found)))

    def _changes(self) -> Iterator[Change]:
        return (change for path in self.paths for change in path)


class Explainer:
    """Explains the decisions of a charter, each under the rules of its day."""

    def __init__(self, charter: Charter) -> None:
        self.charter = charter
        self._editions: dict[tuple[Rule, ...], PathFinder] = {}

    def finder(self, day: date | None) -> PathFinder:
        """The rules in force on a day; all of them when no day is known."""
        rules = self.charter.rules if day is None else self.charter.in_force(day)
        if rules not in self._editions:
            if len(self._editions) >= MOST_EDITIONS:
                self._editions.clear()
            compiled = CompiledCharter(self.charter, day)
            opened = CompiledCharter(self.charter, day, open_minded=True)
            self._editions[rules] = PathFinder(compiled, opened)
        return self._editions[rules]

    def decide(self, case: Case) -> Answer:
        return self.finder(day_of(case)).charter.decide(case)

    def explain(self, case: Case, day: date | None = None) -> Explanation:
        """The reasons and the ways to a yes, by the rules of `day`, or of the day it was asked."""
        day = day or day_of(case)
        finder = self.finder(day)
        answer = finder.charter.decide(case)
        selection = finder.charter.select(case.act, case.kinds)
        reasons = tuple(_reasons(selection, case))
        silence = _is_silent(selection, case, answer.verdict == "yes")
        if answer.verdict == "yes":
            return self._explanation(answer, reasons, silence, day)
        domain = finder.domain(case)
        yours = finder.find(case, domain, YOURS)
        later = yours if yours.paths else finder.find(case, domain, WITH_TIME)
        return self._explanation(
            answer,
            reasons,
            silence,
            day,
            paths=yours.paths,
            waits=() if yours.paths else later.paths,
            nothing_to_do=yours.complete and not yours.paths,
            nothing_even_in_time=later.complete and not later.paths,
            proved=yours.proved or later.proved,
        )

    def _explanation(
        self,
        answer: Answer,
        reasons: tuple[Reason, ...],
        silence: bool,
        day: date | None,
        paths: tuple[Path, ...] = (),
        waits: tuple[Path, ...] = (),
        nothing_to_do: bool = False,
        nothing_even_in_time: bool = False,
        proved: bool = False,
    ) -> Explanation:
        return Explanation(
            answer,
            reasons,
            silence,
            paths,
            waits,
            nothing_to_do,
            nothing_even_in_time,
            proved,
            self.charter.change,
            day,
        )


def _reasons(selection: Selection, case: Case) -> Iterator[Reason]:
    """Those in the way, all of them; and, where silence is not enough, what permits or could."""
    in_the_way = list(_forbidding(selection.forbidding, case))
    yield from in_the_way
    if not selection.silence:
        permitting = list(_permitting(selection.permitting, case))
        granted = any(one.how == "permits" for one in permitting)
        yield from () if in_the_way and granted else permitting


def _is_silent(selection: Selection, case: Case, allowed: bool) -> bool:
    """Whether the charter’s answer where nothing speaks decides: for a yes, or against one."""
    if allowed or selection.silence:
        return allowed and selection.silence
    return all(reason.how == "could-permit" for reason in _permitting(selection.permitting, case))


def _forbidding(rules: Sequence[CompiledRule], case: Case) -> Iterator[Reason]:
    for one in rules:
        blocks = one.blocks(case.person, case.facts)
        if blocks is not False:
            yield Reason(one.rule, "forbids" if blocks else "doubts")


def _permitting(rules: Sequence[CompiledRule], case: Case) -> Iterator[Reason]:
    truths = [(one.rule, one.holds(case.person, case.facts)) for one in rules]
    granted = [Reason(rule, "permits") for rule, truth in truths if truth]
    if granted:
        yield from granted
        return
    for rule, truth in truths:
        yield Reason(rule, "could-permit" if truth is False else "could-permit-doubtful")
