"""Who passes first."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from entrelieux.core.rules.deciding.answer import Rank
from entrelieux.core.rules.deciding.conditions import Mode, compile_condition
from entrelieux.core.rules.deciding.truth import Check
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.tree.effects import Orders, Tie

_NEVER = datetime.min  # noqa: DTZ901 - compared with local moments
_LATEST = datetime.max  # noqa: DTZ901


@dataclass(frozen=True, slots=True)
class CompiledOrder:
    rule: str
    orders: Orders
    holds: Check
    classes: tuple[Check, ...]

    def rank(self, case: Case) -> Rank | None:
        """The first class that the case is surely in, else behind them all; None if no order."""
        if not self.holds(case.person, case.facts):
            return None
        sure = (bool(check(case.person, case.facts)) for check in self.classes)
        position = next((rank for rank, is_in in enumerate(sure) if is_in), len(self.classes))
        return Rank(self.rule, position, self.orders.ties)


def compile_order(rule: str, orders: Orders, holds: Check, mode: Mode) -> CompiledOrder:
    classes = tuple(compile_condition(one, mode) for one in orders.classes)
    return CompiledOrder(rule, orders, holds, classes)


# The facts that break ties: `asked_at`, `past_uses`, `last_use`.
_TIES: dict[Tie, Callable[[Case], Any]] = {
    "arrival": lambda case: case.facts.get("asked_at") or _LATEST,
    "fewest": lambda case: case.facts.get("past_uses", 0),
    "longest": lambda case: case.facts.get("last_use") or _NEVER,
}


def in_order(
    requests: Iterable[tuple[Case, Sequence[Rank]]], *, draw: random.Random
) -> list[tuple[Case, Sequence[Rank]]]:
    """Requests, the first to serve first. What a « person » has to settle keeps its order.

    Orders of several rules apply in the order of the rules; ties of the first rule break them all.
    """
    found = list(requests)
    lots = [draw.random() for _ in found]
    keys = [(_key(case, ranks, lot), lot) for (case, ranks), lot in zip(found, lots, strict=True)]
    order = sorted(range(len(found)), key=lambda index: keys[index][0])
    return [found[index] for index in order]


def _key(case: Case, ranks: Sequence[Rank], lot: float) -> list[Any]:
    ties = ranks[0].ties if ranks else ("arrival",)
    broken = [lot if tie == "draw" else _TIES[tie](case) for tie in ties if tie != "person"]
    return [*(rank.position for rank in ranks), *broken]
