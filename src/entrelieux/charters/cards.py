"""A rule as cards: what one does, with what, and the conditions, chosen one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from entrelieux.charters.reading import Reading, sentence_case
from entrelieux.core.rules import Charter as Tree
from entrelieux.core.rules import Clause
from entrelieux.core.rules.changing.journal import digest
from entrelieux.core.rules.document.conditions import A_CONDITION
from entrelieux.core.rules.document.rules import is_possible
from entrelieux.core.rules.tree.atoms import Agreement
from entrelieux.core.rules.tree.conditions import All, Condition, Not
from entrelieux.core.rules.tree.conditions import Any as Either
from entrelieux.core.rules.tree.effects import Asks, Effect, Forbids, Permits
from entrelieux.core.rules.tree.measures import Age
from entrelieux.core.rules.tree.tests import Test

ROWS = ("1", "2", "3")


@dataclass(frozen=True, slots=True)
class Row:
    """One card of a condition: its field, what was chosen, and whether it is negated."""

    field: str
    chosen: str
    is_negated: bool


class Cards:
    """The choices that the words of a charter give, and the rule that chosen cards make."""

    def __init__(self, reading: Reading, tree: Tree) -> None:
        self.reading = reading
        acts = dict.fromkeys(act for rule in tree.rules for act in rule.clause.acts)
        things = dict.fromkeys(thing for rule in tree.rules for thing in rule.clause.things)
        self.acts = [(name, reading.title(name)) for name in acts]
        self.things = [(name, reading.title(name)) for name in (*things, *_others(tree, things))]
        self._conditions = {_key(one): one for one in _atoms(tree)}
        self.givers = list(
            dict.fromkeys(one.by for one in self._conditions.values() if isinstance(one, Agreement))
        )

    @property
    def conditions(self) -> list[tuple[str, str]]:
        said = [
            (key, sentence_case(self.reading.wording.say_condition(one)))
            for key, one in self._conditions.items()
        ]
        return sorted(said, key=lambda pair: pair[1])

    @property
    def agreements(self) -> list[tuple[str, str]]:
        return [(name, self.reading.label(name)) for name in self.givers]

    def rows(self, answers: Mapping[str, str], side: str) -> list[Row]:
        return [
            Row(
                f"{side}-{rank}", answers.get(f"{side}-{rank}", ""), f"{side}-{rank}-non" in answers
            )
            for rank in ROWS
        ]

    def built(self, answers: Mapping[str, str]) -> Clause | None:
        """The rule of the chosen cards; None while an act is missing."""
        act = answers.get("acte", "")
        effect = self._effect(answers)
        if act not in dict(self.acts) or effect is None:
            return None
        things = [one for one, _label in self.things if answers.get(f"sur-{one}")]
        clause = Clause(
            (act,),
            effect,
            tuple(things),
            self._side(answers, "si"),
            self._side(answers, "sauf"),
        )
        return clause if is_possible(clause) else None

    def _effect(self, answers: Mapping[str, str]) -> Effect | None:
        chosen = answers.get("effet", "")
        if chosen == "accord":
            by = answers.get("accord-de", "")
            return Asks(Agreement(by)) if by in self.givers else None
        return {"interdit": Forbids(), "permis": Permits()}.get(chosen)

    def _side(self, answers: Mapping[str, str], side: str) -> Condition | None:
        found = [one for row in self.rows(answers, side) if (one := self._one(row))]
        found += list(_age(answers.get(f"{side}-age", "")))
        if len(found) < 2:
            return found[0] if found else None
        several = tuple(dict.fromkeys(found))
        if len(several) == 1:
            return several[0]
        return Either(several) if answers.get(f"{side}-mode") == "une" else All(several)

    def _one(self, row: Row) -> Condition | None:
        condition = self._conditions.get(row.chosen)
        return Not(condition) if condition and row.is_negated else condition


def _age(text: str) -> Iterator[Condition]:
    if text.isdecimal() and 0 < int(text) < 120:
        yield Age(Test("under", int(text)))


def _atoms(tree: Tree) -> Iterator[Condition]:
    """Every condition that the charter speaks of, but ages, which are typed."""
    for rule in tree.rules:
        for atom in rule.clause.atoms():
            if not isinstance(atom, Age):
                yield atom


def _key(condition: Condition) -> str:
    told: Any = A_CONDITION.write(condition)
    return digest(orjson.loads(orjson.dumps(told, default=str)))[:12]


def _others(tree: Tree, known: Mapping[str, None]) -> list[str]:
    """Kinds of things that no rule names yet, and that have a word."""
    return [kind for kind in tree.kinds if kind not in known and kind in tree.words]
