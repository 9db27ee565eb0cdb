"""What an examination looks for a case of: said of cases, and said as a formula to prove."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from entrelieux.core.rules.deciding.answer import Verdict
from entrelieux.core.rules.deciding.rules import CompiledRule
from entrelieux.core.rules.deciding.truth import Truth, never
from entrelieux.core.rules.examining.sight import Scene, Sight
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.proving.conditions import Translation
from entrelieux.core.rules.proving.symbols import Formula
from entrelieux.core.rules.tree.charter import Clause


class Claim(Protocol):
    """A truth about a case; `clauses` are those that it looks at in a scene."""

    def judge(self, case: Case) -> Truth: ...

    def formula(self, scene: Scene, translation: Translation) -> Formula: ...

    def clauses(self, scene: Scene) -> Iterator[Clause]: ...


@dataclass(frozen=True, slots=True)
class Answers:
    """That a charter says `wanted`, yes or no."""

    sight: Sight
    wanted: Verdict

    def judge(self, case: Case) -> Truth:
        verdict = self.sight.verdict(case)
        return None if verdict == "unknown" else verdict == self.wanted

    def formula(self, scene: Scene, translation: Translation) -> Formula:
        chosen = self.sight.selection(scene)
        forbidding = [one.rule.clause for one in chosen.forbidding]
        permitting = [one.rule.clause for one in chosen.permitting]
        granted = translation.granted(chosen.silence, forbidding, permitting)
        return granted if self.wanted == "yes" else translation.symbols.opposite(granted)

    def clauses(self, scene: Scene) -> Iterator[Clause]:
        return (rule.clause for rule in self.sight.rules(scene))


@dataclass(frozen=True, slots=True)
class Fires:
    """That a rule applies: a limit when it is passed, the others when their condition holds."""

    one: CompiledRule

    def judge(self, case: Case) -> Truth:
        check = self.one.holds if self.one.blocks is never else self.one.blocks
        return check(case.person, case.facts)

    def formula(self, scene: Scene, translation: Translation) -> Formula:
        clause = self.one.rule.clause
        return translation.blocks(clause) if self.one.forbids else translation.holds(clause)

    def clauses(self, scene: Scene) -> Iterator[Clause]:
        yield self.one.rule.clause


def settled(*truths: Truth) -> Truth:
    """The conjunction of what is wanted, in three values."""
    if False in truths:
        return False
    return None if None in truths else True
