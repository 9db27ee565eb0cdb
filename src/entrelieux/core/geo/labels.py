"""Names of towns on a drawing, none over another nor over a mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_LETTER = 0.54  # mean width of a letter, in heights of the type
_GAP = 5.0


@dataclass(frozen=True, slots=True)
class Label:
    """A name at (x, y), the baseline of its text; `anchor` is SVG's text-anchor."""

    text: str
    x: float
    y: float
    size: float
    anchor: str


class Rectangle(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Rectangle) -> bool:
        return (
            self.left < other.right
            and self.right > other.left
            and self.top < other.bottom
            and self.bottom > other.top
        )

    def shared(self, other: Rectangle) -> float:
        """The surface that both cover."""
        if not self.overlaps(other):
            return 0.0
        width = min(self.right, other.right) - max(self.left, other.left)
        return width * (min(self.bottom, other.bottom) - max(self.top, other.top))


def place_labels(
    towns: Iterable[tuple[str, float, float, float]],
    obstacles: Sequence[Rectangle],
    bounds: Rectangle,
    always: int = 0,
) -> tuple[Label, ...]:
    """The names that fit, in the order given: `towns` are (name, x, y, size of the type).

    Each is tried on its point, then under, over, right and left of it; left out if none is free.
    The first `always` are never left out for an obstacle: they take the place that hides least,
    so draw names under the marks.
    """
    taken: list[Rectangle] = []
    labels = []
    for rank, town in enumerate(towns):
        best = _best_position(_positions(*town), taken, obstacles, bounds)
        if best and (best[0] == 0 or rank < always):
            taken.append(rectangle_of(best[1]))
            labels.append(best[1])
    return tuple(labels)


def _best_position(
    positions: Iterable[Label],
    taken: Sequence[Rectangle],
    obstacles: Sequence[Rectangle],
    bounds: Rectangle,
) -> tuple[float, Label] | None:
    """(surface of obstacles covered, label) of the first best position clear of other names."""
    priced = []
    for label in positions:
        rectangle = rectangle_of(label)
        if _is_inside(rectangle, bounds) and not any(map(rectangle.overlaps, taken)):
            hidden = sum(rectangle.shared(obstacle) for obstacle in obstacles)
            if not hidden:
                return 0.0, label
            priced.append((hidden, label))
    return min(priced, key=lambda pair: pair[0], default=None)


def rectangle_of(label: Label) -> Rectangle:
    """About the room that the text takes."""
    width = _LETTER * label.size * len(label.text)
    left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    return Rectangle(left, label.y - 0.8 * label.size, left + width, label.y + 0.25 * label.size)


def _positions(name: str, x: float, y: float, size: float) -> Iterable[Label]:
    for away in (0.0, 14.0, 28.0):
        yield Label(name, x, y + 0.3 * size if not away else y + away + size, size, "middle")
        if away:
            yield Label(name, x, y - away, size, "middle")
            yield Label(name, x + away + _GAP, y + 0.3 * size, size, "start")
            yield Label(name, x - away - _GAP, y + 0.3 * size, size, "end")


def _is_inside(rectangle: Rectangle, bounds: Rectangle) -> bool:
    return (
        rectangle.left >= bounds.left
        and rectangle.right <= bounds.right
        and rectangle.top >= bounds.top
        and rectangle.bottom <= bounds.bottom
    )
