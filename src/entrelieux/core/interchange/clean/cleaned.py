from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from entrelieux.core.interchange.records import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cleaned(Generic[T]):
    """A clean value, None or empty when nothing could be kept, and the problems met."""

    value: T
    problems: tuple[Problem, ...] = ()
