"""Weighed pairs made into places: pieces compared in full, then gathered under the decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from entrelieux.core.linkage.clusters import LOUDEST, gather, pieces
from entrelieux.core.linkage.columns import Bools, Columns, Floats, Ints
from entrelieux.core.linkage.decisions import Decisions
from entrelieux.core.linkage.features import found
from entrelieux.core.linkage.measures import measure
from entrelieux.core.linkage.model import PairModel, logit_of, probability_of
from entrelieux.core.linkage.trust import barred
from entrelieux.core.linkage.weighing import Weighed

# Mean log-odds over which two groups join, when their best pair is sure enough.
MEAN_BAR = 0.3
# A pair this unlikely keeps its two rows apart, whatever the others say.
VETO = -2.5
_BATCH_PAIRS = 100_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows that could be one place: their ranks, log-odds between them, and what is shut."""

    ranks: Ints
    voices: Floats
    shut: Bools


@dataclass(frozen=True, slots=True)
class Gathering:
    """What pieces are weighed with; `repeating` are codes of sources that repeat themselves."""

    columns: Columns
    model: PairModel
    decisions: Decisions
    repeating: frozenset[int]

    def run(self, pairs: Weighed, told: Callable[[float], None]) -> tuple[Ints, Floats]:
        """Return, per row, the label of its place and how sure it is, from the candidate pairs."""
        total = len(self.columns.rows)
        labels, sureness = np.arange(total), _aloneness(pairs, total)
        bar = logit_of(self.model.merge_from)
        one, two = _arrays(self.decisions.together)
        certain = np.full(len(one), 10 * LOUDEST)
        groups = pieces(
            total,
            np.concatenate([pairs.left, one]),
            np.concatenate([pairs.right, two]),
            np.concatenate([pairs.logits, certain]),
            bar,
        )
        for batch in _batches(groups):
            told(float(batch[0][0]) / total)
            for piece in self._weighed(batch):
                local = gather(piece.voices, piece.shut, self._together(piece), MEAN_BAR, bar)
                labels[piece.ranks] = piece.ranks[local]
                _set_sureness(sureness, piece, local)
        return _with_decided(labels, one, two), sureness

    def _weighed(self, batch: list[Ints]) -> Iterator[Piece]:
        """Yield each group of the batch, all its pairs compared, decisions heard."""
        corners = [np.triu_indices(len(group), 1) for group in batch]
        left = np.concatenate([group[up] for group, (up, _) in zip(batch, corners, strict=True)])
        right = np.concatenate(
            [group[down] for group, (_, down) in zip(batch, corners, strict=True)]
        )
        measures = measure(self.columns, left, right)
        voice = np.clip(self.model.logits(found(measures)), -LOUDEST, LOUDEST)
        shut = barred(self.columns, left, right, measures, self.repeating).astype(float)
        start = 0
        for group, (up, down) in zip(batch, corners, strict=True):
            part = slice(start, start + len(up))
            start += len(up)
            told = voice[part]
            closed = _square(len(group), up, down, shut[part] + (told < VETO)) > 0
            piece = Piece(group, _square(len(group), up, down, voice[part]), closed)
            self._hear(piece)
            yield piece

    def _hear(self, piece: Piece) -> None:
        """Let people's decisions speak louder than any pair."""
        for one, two in self._together(piece):
            piece.voices[one, two] = piece.voices[two, one] = LOUDEST
            piece.shut[one, two] = piece.shut[two, one] = False
        for one, two in self.decisions.inside(piece.ranks.tolist(), self.decisions.apart_of):
            piece.shut[one, two] = piece.shut[two, one] = True

    def _together(self, piece: Piece) -> list[tuple[int, int]]:
        return self.decisions.inside(piece.ranks.tolist(), self.decisions.together_of)


def _arrays(pairs: tuple[tuple[int, int], ...]) -> tuple[Ints, Ints]:
    both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _aloneness(pairs: Weighed, total: int) -> Floats:
    """Return, per row, how sure it is that no other row is the same place."""
    best = np.full(total, -2 * LOUDEST)
    np.maximum.at(best, pairs.left, pairs.logits)
    np.maximum.at(best, pairs.right, pairs.logits)
    return np.asarray(1 / (1 + np.exp(np.clip(best, -40, 40))))


def _batches(groups: list[Ints]) -> Iterator[list[Ints]]:
    batch: list[Ints] = []
    pairs = 0
    for group in groups:
        batch.append(group)
        pairs += len(group) ** 2 // 2
        if pairs > _BATCH_PAIRS:
            yield batch
            batch, pairs = [], 0
    if batch:
        yield batch


def _square(size: int, up: Ints, down: Ints, values: Floats) -> Floats:
    matrix = np.zeros((size, size))
    matrix[up, down] = values
    matrix[down, up] = values
    return matrix


def _set_sureness(sureness: Floats, piece: Piece, local: Ints) -> None:
    """Give each joined row the mean voice of the others of its place, as a probability."""
    inside = local[:, None] == local[None, :]
    np.fill_diagonal(inside, False)
    for at in np.flatnonzero(inside.any(axis=1)):
        sureness[piece.ranks[at]] = probability_of(float(piece.voices[at][inside[at]].mean()))


def _with_decided(labels: Ints, one: Ints, two: Ints) -> Ints:
    """Join what people joined, even across pieces that were too large to weigh at once."""
    for left, right in zip(one.tolist(), two.tolist(), strict=True):
        if labels[left] != labels[right]:
            labels[labels == labels[right]] = labels[left]
    return labels
