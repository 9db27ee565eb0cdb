"""From measures to a chance, by a logistic model whose terms are the explanation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

DATA = files("entrelieux.core.words.alignment") / "data"


@dataclass(frozen=True, slots=True)
class AlignmentModel:
    """`weights` by measure; `propose_from` is the least chance of a proposal.

    `exact_from` is the least chance that a link is exact and not close, by `exactness`.
    """

    intercept: float
    weights: Mapping[str, float]
    exactness: Mapping[str, float]
    propose_from: float
    exact_from: float = 0.5

    def arguments(self, measures: Mapping[str, float]) -> dict[str, float]:
        """What each measure adds to the logit."""
        told = {name: weight * measures[name] for name, weight in self.weights.items()}
        return {name: value for name, value in told.items() if value}

    def chance(self, measures: Mapping[str, float]) -> float:
        return logistic(self.intercept + sum(self.arguments(measures).values()))

    def is_exact(self, measures: Mapping[str, float]) -> bool:
        told = (weight * measures.get(name, 1.0) for name, weight in self.exactness.items())
        return logistic(sum(told)) >= self.exact_from


def logistic(logit: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, logit))))


@cache
def load_model(with_vectors: bool) -> AlignmentModel:
    """The weights that ship, fitted by `bench/alignment.py --fit`, with or without vectors."""
    told = json.loads((DATA / "model.json").read_text("utf-8"))
    return AlignmentModel(**told["semantic" if with_vectors else "plain"])
