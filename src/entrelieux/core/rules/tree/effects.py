"""What a rule does when its condition holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from entrelieux.core.rules.tree.atoms import Agreement
from entrelieux.core.rules.tree.conditions import Condition
from entrelieux.core.rules.tree.measures import PERSON, Window
from entrelieux.core.rules.tree.prices import Prices
from entrelieux.core.rules.tree.tests import Card, Number

Tie = Literal["arrival", "fewest", "longest", "draw", "person"]
TIES: tuple[Tie, ...] = get_args(Tie)
ONE, HOURS, DAYS_LONG = "one", "hours", "days"


@dataclass(frozen=True, slots=True)
class Permits:
    pass


@dataclass(frozen=True, slots=True)
class Forbids:
    pass


@dataclass(frozen=True, slots=True)
class Asks:
    """Forbids until the agreement is given."""

    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Limits:
    """What is used over a window, this act included, is at most a number.

    This act adds `adds`: « one », its « hours » or its « days », or a quantity of that name. A
    limit that is not `hard` warns, and forbids nothing.
    """

    what: str
    at_most: Number | Card
    by: str = PERSON
    window: Window = "now"
    adds: str = ONE
    hard: bool = True


@dataclass(frozen=True, slots=True)
class Orders:
    """Who passes first: the classes in order, then everybody else; then the ties, in order."""

    classes: tuple[Condition, ...]
    ties: tuple[Tie, ...] = ("arrival",)


@dataclass(frozen=True, slots=True)
class Reminds:
    """A text to show at the moment of the act, by language."""

    text: tuple[tuple[str, str], ...]


Effect = Permits | Forbids | Asks | Limits | Prices | Orders | Reminds
