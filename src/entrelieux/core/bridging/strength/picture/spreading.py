"""Marks pulled apart until none touches another, as near as can be to where they were."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from entrelieux.core.bridging.strength.network import Floats, Ints

_ROUNDS = 400
_CALM_ROUNDS = 250  # the last ones only part marks, nothing pulls them back
_LAST_GAP = 0.4
_RECOIL = 0.3  # of a push is taken by the box, or a disc between two would stay there
_PULL = 0.06
_GOLDEN = math.pi * (3 - math.sqrt(5))
_FULL = 0.45  # of the picture that marks and their gaps may take before they shrink


def fitted(radii: Floats, gap: float, width: float, height: float) -> tuple[Floats, float]:
    """The radii and the gap, made smaller together when the picture is too small for them."""
    taken = float(((2 * radii + gap) ** 2).sum())
    share = min(1.0, math.sqrt(_FULL * width * height / taken)) if taken else 1.0
    return radii * share, gap * share


@dataclass(frozen=True)
class Boxes:
    """Names that must stay readable: the ranks of their marks, and (m, 4) left, top, right, bottom
    of each from the centre of its mark."""

    owners: Ints
    sides: Floats


def spread(
    anchors: Floats,
    radii: Floats,
    boxes: Boxes,
    *,
    gap: float,
    width: float,
    height: float,
    margin: float,
) -> Floats:
    """(n, 2) positions: discs of these radii, `gap` apart, none on a box, all inside the margins.

    Discs that meet push each other aside; boxes push discs out, and each other up and down; each
    disc is pulled back to its anchor, then no longer. Marks on one spot start on a small sunflower
    around it, in their order, so the same input gives the same picture.
    """
    low, high = _limits(radii, boxes, width, height, margin)
    anchors = np.clip(anchors + _sunflower(anchors), low, high)
    places = anchors.copy()
    for at in range(_ROUNDS + _CALM_ROUNDS):
        room = gap if at < _ROUNDS else gap * _LAST_GAP  # names then find the room that they lack
        pushed = _pushes(places, radii, room) + _pushes_of_boxes(places, radii, boxes)
        if at < _ROUNDS:
            pushed += _PULL * (1 - at / _ROUNDS) * (anchors - places)
        elif not pushed.any():
            break
        places = np.clip(places + pushed, low, high)
    return places


def _limits(
    radii: Floats, boxes: Boxes, width: float, height: float, margin: float
) -> tuple[Floats, Floats]:
    """(n, 2) where the centre of each disc may be, twice: its own box stays inside too."""
    before = np.column_stack((radii, radii))
    after = before.copy()
    before[boxes.owners] = np.maximum(before[boxes.owners], -boxes.sides[:, :2])
    after[boxes.owners] = np.maximum(after[boxes.owners], boxes.sides[:, 2:])
    return margin + before, np.array([width, height]) - margin - after


def _sunflower(anchors: Floats) -> Floats:
    """Small steps away from the anchor, larger for each mark on the same spot."""
    rank: dict[tuple[float, float], int] = {}
    steps = np.zeros_like(anchors)
    for at, (x, y) in enumerate(np.round(anchors, 1).tolist()):
        nth = rank[x, y] = rank.get((x, y), -1) + 1
        steps[at] = (
            2 * math.sqrt(nth) * np.array([math.cos(nth * _GOLDEN), math.sin(nth * _GOLDEN)])
        )
    return steps


def _pushes(places: Floats, radii: Floats, gap: float) -> Floats:
    """(n, 2) half of what each pair lacks, away from each other."""
    pushed = np.zeros_like(places)
    if len(places) < 2:
        return pushed
    reach = 2 * float(radii.max()) + gap
    pairs = cKDTree(places).query_pairs(reach, output_type="ndarray")
    one, other = pairs[:, 0], pairs[:, 1]
    away = places[other] - places[one]
    apart = np.hypot(away[:, 0], away[:, 1])
    lacks = radii[one] + radii[other] + gap - apart
    meets = lacks > 1e-3
    one, other, away, apart, lacks = (
        one[meets],
        other[meets],
        away[meets],
        apart[meets],
        lacks[meets],
    )
    step = away / np.maximum(apart, 1e-9)[:, None] * (lacks / 2)[:, None]
    np.add.at(pushed, one, -step)
    np.add.at(pushed, other, step)
    return pushed


def _pushes_of_boxes(places: Floats, radii: Floats, boxes: Boxes) -> Floats:
    """(n, 2) the shortest way out of the boxes of others, and up or down for boxes that meet."""
    pushed = np.zeros_like(places)
    corners = boxes.sides + np.tile(places[boxes.owners], 2)
    box, disc, ways = _discs_on_boxes(places, radii, corners)
    others = boxes.owners[box] != disc
    box, disc, ways = box[others], disc[others], ways[others]
    shortest = np.abs(ways).argmin(axis=1)
    way = ways[np.arange(len(disc)), shortest]
    np.add.at(pushed, (disc, shortest // 2), way * (1 - _RECOIL))
    np.add.at(pushed, (boxes.owners[box], shortest // 2), -way * _RECOIL)
    np.add.at(pushed[:, 1], boxes.owners, _parting(corners))
    return pushed


def _discs_on_boxes(places: Floats, radii: Floats, corners: Floats) -> tuple[Ints, Ints, Floats]:
    """Ranks of boxes, of the discs on them, and (k, 4) ways out: left, right, up, down."""
    x, y = places.T
    left, top, right, bottom = corners.T[:, :, None]
    beside = (left < x + radii) & (right > x - radii)
    box, disc = np.nonzero(beside & (top < y + radii) & (bottom > y - radii))
    edges = corners[box] + radii[disc, None] * np.array((-1, -1, 1, 1))
    ways = edges - np.tile(places[disc], 2)
    return box, disc, ways[:, (0, 2, 1, 3)]


def _parting(corners: Floats) -> Floats:
    """(m,) how far up or down each box must go so that none is on another, half of it each."""
    left, top, right, bottom = corners.T
    across = np.minimum.outer(right, right) - np.maximum.outer(left, left)
    over = np.minimum.outer(bottom, bottom) - np.maximum.outer(top, top)
    rank = np.arange(len(corners))
    middle = top + bottom
    is_under = (middle[:, None] > middle) | ((middle[:, None] == middle) & (rank[:, None] > rank))
    meets = (across > 0) & (over > 0) & (rank[:, None] != rank)
    ways: Floats = np.where(meets, np.where(is_under, over, -over) / 2, 0.0).sum(axis=1)
    return ways
