"""What a decision answers, beyond yes and no."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from entrelieux.core.rules.tree.atoms import Agreement
from entrelieux.core.rules.tree.charter import Rule
from entrelieux.core.rules.tree.effects import Tie

Verdict = Literal["yes", "no", "ask", "unknown"]


class Price(NamedTuple):
    """The sum of a heading in a unit; None when a fact is missing to compute it."""

    heading: str
    unit: str
    amount: Decimal | None
    rules: tuple[str, ...]


class Rank(NamedTuple):
    """Where the act stands in the order of a rule, 0 first; ties are broken in turn."""

    rule: str
    position: int
    ties: tuple[Tie, ...]


class Answer(NamedTuple):
    """`by` is the rule that decided; None when it is the silence of the charter.

    With « ask », `asks` are the agreements that the rules in the way are waiting for.
    `reminders` are the spoken rules and the reminders to show, whatever the verdict.
    """

    verdict: Verdict
    by: Rule | None = None
    asks: tuple[Agreement, ...] = ()
    warnings: tuple[Rule, ...] = ()
    prices: tuple[Price, ...] = ()
    ranks: tuple[Rank, ...] = ()
    reminders: tuple[Rule, ...] = ()
