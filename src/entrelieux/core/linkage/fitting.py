"""Weights learned from judged pairs, never far from where they start without good cause.

Ridge-penalised logistic regression by Newton's method (le Cessie & van Houwelingen, Applied
Statistics 41, 1992), the penalty pulling towards the weights of `base` instead of zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from entrelieux.core.linkage.columns import Bools, Floats
from entrelieux.core.linkage.features import FINDINGS, compare
from entrelieux.core.linkage.model import PairModel
from entrelieux.core.linkage.rows import LinkRow

# One decision moves a weight a little; ten alike move it for good.
STIFFNESS = 3.0
_STEPS = 50


def refit(
    pairs: Sequence[tuple[LinkRow, LinkRow]],
    decisions: Sequence[bool],
    *,
    base: PairModel,
    stiffness: float = STIFFNESS,
) -> PairModel:
    """Return `base` moved by people's decisions on `pairs` (True: the same place).

    `stiffness` is the ridge penalty: the larger, the closer to `base`. No pair, no move.
    """
    if not pairs:
        return base
    found = np.array([compare(one, two).vector for one, two in pairs])
    return fit(found, np.array(decisions, dtype=bool), base=base, stiffness=stiffness)


def fit(
    found: Floats,
    same: Bools,
    *,
    base: PairModel,
    stiffness: float,
    counts: Floats | None = None,
    free_intercept: bool = False,
) -> PairModel:
    """Return the model that best explains `same` from the findings, near `base`.

    `counts` gives each pair its weight. With `free_intercept` the intercept is not penalised.
    """
    inputs = np.column_stack([np.ones(len(found)), found])
    start = np.array([base.intercept, *base.vector()])
    pull = np.full(len(start), stiffness)
    pull[0] = 1e-6 if free_intercept else stiffness
    weights = _newton(
        inputs, same.astype(float), start, pull, np.ones(len(found)) if counts is None else counts
    )
    learned = dict(zip((name for _, name in FINDINGS), weights[1:].tolist(), strict=True))
    return replace(base, intercept=float(weights[0]), weights=learned)


def _newton(inputs: Floats, target: Floats, start: Floats, pull: Floats, counts: Floats) -> Floats:
    """Minimise the penalised negative log-likelihood; halve a step that makes it worse."""
    weights = start.copy()
    loss = _loss(inputs, target, weights, start, pull, counts)
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(inputs @ weights, -40, 40)))
        slope = inputs.T @ (counts * (chance - target)) + pull * (weights - start)
        bend = (inputs.T * (counts * chance * (1 - chance))) @ inputs + np.diag(pull)
        step = np.linalg.solve(bend, slope)
        while (after := _loss(inputs, target, weights - step, start, pull, counts)) > loss:
            step = step / 2
            if np.abs(step).max() < 1e-9:
                return weights
        weights, gain, loss = weights - step, loss - after, after
        if gain < 1e-9:
            break
    return weights


def _loss(
    inputs: Floats, target: Floats, weights: Floats, start: Floats, pull: Floats, counts: Floats
) -> float:
    score = inputs @ weights
    likelihood = counts * (np.logaddexp(0, score) - target * score)
    return float(likelihood.sum() + 0.5 * (pull * (weights - start) ** 2).sum())
