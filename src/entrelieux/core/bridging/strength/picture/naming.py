"""Names beside their marks, the most telling first, none over another nor over a mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from entrelieux.core.bridging.strength.network import Floats
from entrelieux.core.geo.labels import Label, Rectangle, rectangle_of

_LONGEST = 32  # letters
_AWAY = 4.0  # units from the mark
_FLAT = 0.75  # a corner is nearer than a side


def shortened_name(name: str) -> str:
    """The name, cut when it is long.

    >>> shortened_name("Maison des services et du numérique de la vallée")
    'Maison des services et du numér…'
    """
    if len(name) <= _LONGEST:
        return name
    return name[: _LONGEST - 1].rstrip(" ,;:-–'’") + "…"


def beside(name: str, x: float, y: float, radius: float, size: float, *, on_left: bool) -> Label:
    """The name on one side of its mark, at its height."""
    away = -radius - _AWAY if on_left else radius + _AWAY
    anchor = "end" if on_left else "start"
    return Label(shortened_name(name), x + away, y + 0.3 * size, size, anchor)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name to place beside the mark of this rank; `on_left` is the side to try first."""

    name: str
    rank: int
    size: float
    on_left: bool = False


def names_that_fit(
    wanted: Iterable[Wanted],
    places: Floats,
    radii: Floats,
    bounds: Rectangle,
    *,
    kept: Sequence[Label] = (),
    most: int,
    air: float,
) -> tuple[Label, ...]:
    """At most `most` of the names wanted, each on the first free of eight sides of its mark: `air`
    units from the marks, from each other and from the names `kept`."""
    edge = radii[:, None]
    taken = np.vstack((np.hstack((places - edge, places + edge)), *map(rectangle_of, kept)))
    found: list[Label] = []
    for one in wanted:
        if len(found) == most:
            break
        x, y = places[one.rank].tolist()
        sides = _around(one, x, y, float(radii[one.rank]))
        if label := next((side for side in sides if _is_free(side, taken, bounds, air)), None):
            found.append(label)
            taken = np.vstack((taken, rectangle_of(label)))
    return tuple(found)


def _around(one: Wanted, x: float, y: float, radius: float) -> Iterator[Label]:
    away, corner = radius + _AWAY, _FLAT * (radius + _AWAY)
    text, size = shortened_name(one.name), one.size
    for on_left in (one.on_left, not one.on_left):
        yield beside(one.name, x, y, radius, size, on_left=on_left)
    yield Label(text, x, y - away - 0.25 * size, size, "middle")
    yield Label(text, x, y + away + 0.8 * size, size, "middle")
    for down in (-corner, corner + 0.55 * size):
        yield Label(text, x + corner, y + down, size, "start")
        yield Label(text, x - corner, y + down, size, "end")


def _is_free(label: Label, taken: Floats, bounds: Rectangle, air: float) -> bool:
    left, top, right, bottom = rectangle_of(label)
    inside = (
        left >= bounds.left
        and right <= bounds.right
        and top >= bounds.top
        and bottom <= bounds.bottom
    )
    beside_it = (left - air < taken[:, 2]) & (right + air > taken[:, 0])
    covered = beside_it & (top - air < taken[:, 3]) & (bottom + air > taken[:, 1])
    return inside and not covered.any()
