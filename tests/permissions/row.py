"""One action of the table of permissions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """`may` tells whether a person may. `address` is read to see that its view agrees, `gesture`
    is sent to; "" when the action has no page of its own to read, or is done elsewhere."""

    fr: str
    en: str
    may: Callable[[Any], bool]
    address: str = ""
    gesture: str = ""


def anyone(_person: Any) -> bool:
    return True


def on(predicate: Callable[[Any, Any], bool], thing: Any, person: Any) -> bool:
    return predicate(person, thing)
