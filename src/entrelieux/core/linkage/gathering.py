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
_ROUNDS = 6


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
        """Return, per row, the label of its place and how sure it is, from the candidate pairs.

        Places found in the pieces of a group that was too large to weigh at once are gathered
        again, each by its first row, until nothing more joins.
        """
        total = len(self.columns.rows)
        labels, sureness = np.arange(total), _aloneness(pairs, total)
        bar = logit_of(self.model.merge_from)
        one, two = _arrays(self.decisions.together)
        left, right = np.concatenate([pairs.left, one]), np.concatenate([pairs.right, two])
        strength = np.concatenate([pairs.logits, np.full(len(one), 10 * LOUDEST)])
        heard = self.decisions
        for _ in range(_ROUNDS):
            groups, parted = pieces(total, labels[left], labels[right], strength, bar)
            step = self._joined(groups, heard, sureness, bar, told)
            labels = step[labels]
            if not parted or np.array_equal(step, np.arange(total)):
                break
            apart = labels[left] != labels[right]
            left, right, strength = left[apart], right[apart], strength[apart]
            heard = self.decisions.among(labels)
        return _with_decided(labels, one, two), sureness

    def _joined(
        self,
        groups: list[Ints],
        heard: Decisions,
        sureness: Floats,
        bar: float,
        told: Callable[[float], None],
    ) -> Ints:
        """Return the first rank of the place of each rank; note in `sureness` who joined."""
        total = len(self.columns.rows)
        first = np.arange(total)
        for batch in _batches(groups):
            told(float(batch[0][0]) / total)
            for piece in self._weighed(batch, heard):
                together = heard.inside(piece.ranks.tolist(), heard.together_of)
                local = gather(piece.voices, piece.shut, together, MEAN_BAR, bar)
                first[piece.ranks] = piece.ranks[local]
                _set_sureness(sureness, piece, local)
        return first

    def _weighed(self, batch: list[Ints], heard: Decisions) -> Iterator[Piece]:
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
            _hear(piece, heard)
            yield piece


def _hear(piece: Piece, decisions: Decisions) -> None:
    """Let people's decisions speak louder than any pair."""
    ranks = piece.ranks.tolist()
    for one, two in decisions.inside(ranks, decisions.together_of):
        piece.voices[one, two] = piece.voices[two, one] = LOUDEST
        piece.shut[one, two] = piece.shut[two, one] = False
    for one, two in decisions.inside(ranks, decisions.apart_of):
        piece.shut[one, two] = piece.shut[two, one] = True


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
