"""Comparisons: « at least 16 », « under 48 hours », « at most what the card says »."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from entrelieux.core.rules.tree.durations import Duration

Number = int | Decimal
Op = Literal["at_least", "at_most", "over", "under", "is"]
OPS: tuple[Op, ...] = get_args(Op)


@dataclass(frozen=True, slots=True)
class Card:
    """A number that the card of the thing gives, or `otherwise` when it gives none."""

    name: str
    otherwise: Number | None = None


Threshold = Number | Card | Duration


@dataclass(frozen=True, slots=True)
class Test:
    op: Op
    value: Threshold

    __test__ = False  # not for pytest


def normal(value: int | float | Decimal) -> Number:
    """A whole number as an int, any other as the decimal that one writes.

    >>> normal(2.0), normal(0.1)
    (2, Decimal('0.1'))
    """
    exact = value if isinstance(value, (int, Decimal)) else Decimal(str(value))
    whole = int(exact)
    return whole if whole == exact else Decimal(exact).normalize()
