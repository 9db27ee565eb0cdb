"""Rows of disagreeing sources linked: normalise, block, compare, weigh, gather."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from entrelieux.core.linkage.blocking import candidate_arrays
from entrelieux.core.linkage.clusters import Cluster
from entrelieux.core.linkage.columns import Columns, Floats, Ints, columns_of
from entrelieux.core.linkage.decisions import decided
from entrelieux.core.linkage.explain import PairVerdict
from entrelieux.core.linkage.gathering import Gathering
from entrelieux.core.linkage.model import PairModel
from entrelieux.core.linkage.normalise import Normal, normalise
from entrelieux.core.linkage.review import to_review
from entrelieux.core.linkage.rows import LinkRow, index_by_id
from entrelieux.core.linkage.trust import self_repeating
from entrelieux.core.linkage.weighing import weigh

# Told (step, share of it that is done); the steps are STEPS, in order.
Progress = Callable[[str, float], None]
STEPS = ("normalise", "compare", "gather", "review")
_EVERY = 1000


@dataclass(frozen=True, slots=True)
class Linkage:
    """Every row in exactly one cluster, and the pairs that a person should look at."""

    clusters: tuple[Cluster, ...]
    review: tuple[PairVerdict, ...]


def link(
    rows: Sequence[LinkRow],
    *,
    model: PairModel,
    same: Collection[tuple[str, str]] = frozenset(),
    different: Collection[tuple[str, str]] = frozenset(),
    progress: Progress | None = None,
) -> Linkage:
    """Return the places that `rows` are about.

    `same` and `different` are pairs of row ids that people decided; ids that `rows` does not hold
    are ignored. Raises DuplicateRowId, and ContradictoryDecisions.
    """
    told = progress or (lambda step, share: None)
    decisions = decided(index_by_id(rows), same, different)
    columns = columns_of(list(_normalised(rows, told)))
    told("compare", 0.0)
    left, right = candidate_arrays(columns)
    pairs = weigh(columns, left, right, model)
    repeating = self_repeating(columns, left[pairs.repeated], right[pairs.repeated])
    gathering = Gathering(columns, model, decisions, repeating)
    labels, sureness = gathering.run(pairs, lambda share: told("gather", share))
    told("review", 0.0)
    review = to_review(columns, pairs, labels, decisions, model)
    told("review", 1.0)
    return Linkage(_clusters(columns, labels, sureness), review)


def _normalised(rows: Sequence[LinkRow], told: Progress) -> Iterator[Normal]:
    for rank, row in enumerate(rows):
        if rank % _EVERY == 0:
            told("normalise", rank / len(rows))
        yield normalise(row)


def _clusters(columns: Columns, labels: Ints, sureness: Floats) -> tuple[Cluster, ...]:
    """Return the clusters in the order of their first rows."""
    members: dict[int, list[int]] = {}
    for rank, label in enumerate(labels.tolist()):
        members.setdefault(label, []).append(rank)
    return tuple(
        Cluster(
            members=tuple(columns.rows[rank].row_id for rank in ranks),
            confidence=float(min(sureness[rank] for rank in ranks)),
        )
        for ranks in members.values()
    )
