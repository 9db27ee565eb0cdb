"""Several segments as one: what a new segment costs is moving numbers, no text is read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np
import numpy.typing as npt

from entrelieux.core.bridging.index import incidence
from entrelieux.core.bridging.index.columns import Columns
from entrelieux.core.bridging.index.segment import INCIDENCES, Held, Segment
from entrelieux.core.bridging.vectors import Coarse, joined

Places = npt.NDArray[np.integer[Any]]


def merged(segments: Sequence[Segment]) -> Segment:
    """What is left of them, as if it had been read together."""
    kept = [_kept(one) for one in segments]
    offers = [one.offers[at] for one, some in zip(segments, kept, strict=True) for at in some]
    cells = np.concatenate([one.cells[at] for one, at in zip(segments, kept, strict=True)])
    points = [one.points[:, at] for one, at in zip(segments, kept, strict=True)]
    order = np.lexsort((np.array([one.id for one in offers], np.str_), cells))
    moves = _moves(segments, kept, order)
    held: dict[str, Any] = {
        name: incidence.merged(
            [(getattr(one, name), to) for one, to in zip(segments, moves, strict=True)], len(order)
        )
        for name in INCIDENCES
    }
    return Segment(
        offers=Held(offers[at] for at in order.tolist()),
        cells=cells[order],
        points=np.concatenate(points, axis=1)[:, order],
        columns=_columns([one.columns for one in segments], kept, order),
        vectors=_vectors([one.vectors for one in segments], kept, order),
        titles=_vectors([one.titles for one in segments], kept, order),
        roams_km=max(one.roams_km for one in segments),
        **held,
    )


def _kept(segment: Segment) -> Places:
    is_kept = np.ones(len(segment.offers), bool)
    is_kept[segment.gone] = False
    return np.flatnonzero(is_kept)


def _moves(segments: Sequence[Segment], kept: Sequence[Places], order: Places) -> list[Places]:
    """For each segment where its positions go, -1 for those that are gone."""
    goes = np.empty(len(order), np.int64)
    goes[order] = np.arange(len(order))
    moves: list[Places] = []
    first = 0
    for segment, some in zip(segments, kept, strict=True):
        to = np.full(len(segment.offers), -1, np.int64)
        to[some] = goes[first : first + len(some)]
        first += len(some)
        moves.append(to)
    return moves


def _columns(parts: Sequence[Columns], kept: Sequence[Places], order: Places) -> Columns:
    def column(name: str) -> npt.NDArray[Any]:
        told = [getattr(one, name)[at] for one, at in zip(parts, kept, strict=True)]
        return np.concatenate(told)[order]

    return Columns(**{one.name: column(one.name) for one in fields(Columns)})


def _vectors(
    parts: Sequence[Coarse | None], kept: Sequence[Places], order: Places
) -> Coarse | None:
    told = [one[at] for one, at in zip(parts, kept, strict=True) if one is not None]
    return joined(told)[order] if len(told) == len(parts) else None
