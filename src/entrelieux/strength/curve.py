"""The efficiency over time as a line that the server draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 640, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 24, 16, 32


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    day: date
    value: float


@dataclass(frozen=True, slots=True)
class Curve:
    """In units of a box of 640 by 200; `top` is the value of the line at the top."""

    path: str
    dots: Sequence[Dot]
    top: float
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    high: int = _TOP
    low: int = HEIGHT - _BOTTOM

    @property
    def right(self) -> int:
        return self.width - _RIGHT


def curve_of(values: Sequence[tuple[date, float]]) -> Curve | None:
    """None for less than two days, which make no line."""
    if len(values) < 2:
        return None
    first, last = values[0][0], values[-1][0]
    top = _rounded_up(max(value for _day, value in values))
    days = max(1, (last - first).days)
    dots = [
        Dot(
            round(_LEFT + (WIDTH - _LEFT - _RIGHT) * (day - first).days / days, 1),
            round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / top, 1),
            day,
            value,
        )
        for day, value in values
    ]
    path = "M" + " L".join(f"{dot.x} {dot.y}" for dot in dots)
    return Curve(path, dots, top)


def _rounded_up(value: float) -> float:
    """To the next step of 0.05: two curves near in height are drawn alike.

    >>> _rounded_up(0.1575), _rounded_up(0.0)
    (0.2, 0.05)
    """
    return max(1, -(-round(value * 1000) // 50)) * 0.05
