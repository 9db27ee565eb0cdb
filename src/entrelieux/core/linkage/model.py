"""The learned weights: one number per finding, added up into the log-odds of « same place »."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import Any, Self

import numpy as np

from entrelieux.core.linkage.columns import Floats
from entrelieux.core.linkage.features import FINDINGS, Features

# Few or no labelled rows have these: contacts are masked in the public lists. The weights start
# from here, and stay until labels or people's decisions move them (`fitting.refit`).
SET_BY_HAND: Mapping[str, float] = {
    "name_acronym": 1.5,
    "name_nearly_same": 1.5,
    "itinerant_stops": -3.0,
    "phone_same": 1.8,
    "phone_differs": -0.3,
    "email_same": 2.0,
    "email_domain": 0.6,
    "email_differs": -0.2,
    "id_same": 6.0,
    "siret_same": 1.5,
    "siren_same": 0.4,
    "siret_differs": -0.7,
}
_NAMES = tuple(name for _, name in FINDINGS)


def probability_of(logit: float) -> float:
    """Return the probability whose log-odds are `logit`."""
    return 1 / (1 + exp(-max(-60.0, min(60.0, logit))))


def logit_of(probability: float) -> float:
    """Return the log-odds of a `probability` strictly between 0 and 1."""
    return log(probability / (1 - probability))


@dataclass(frozen=True, slots=True)
class PairModel:
    """Weights of findings, and the probabilities at which rows merge or go to review.

    A finding without a weight counts for nothing, so a model outlives a renamed finding.
    """

    intercept: float
    weights: Mapping[str, float]
    merge_from: float = 0.5
    review_from: float = 0.15

    @classmethod
    def load_default(cls) -> Self:
        """Return the model shipped with the package (see docs/algorithms/linkage.md)."""
        return cls.from_json(_shipped())

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return the model that `to_json` wrote."""
        told = json.loads(text)
        return cls(told["intercept"], told["weights"], told["merge_from"], told["review_from"])

    def to_json(self) -> str:
        """Return the model as indented JSON, keys in the order of the findings."""
        told: dict[str, Any] = {
            "merge_from": self.merge_from,
            "review_from": self.review_from,
            "intercept": round(self.intercept, 4),
            "weights": {name: round(self.weights.get(name, 0.0), 4) for name in _NAMES},
        }
        return json.dumps(told, indent=1) + "\n"

    def vector(self) -> Floats:
        """Return the weights in the order of FINDINGS."""
        return np.array([self.weights.get(name, 0.0) for name in _NAMES])

    def logits(self, findings: Floats) -> Floats:
        """Return the log-odds of each row of a findings matrix."""
        return np.asarray(findings @ self.vector() + self.intercept)

    def logit(self, features: Features) -> float:
        """Return the log-odds that the two rows are one place."""
        return float(self.logits(features.vector.reshape(1, -1))[0])

    def probability(self, features: Features) -> float:
        """Return the probability that the two rows are one place."""
        return probability_of(self.logit(features))


@cache
def _shipped() -> str:
    return files("entrelieux.core.linkage").joinpath("data/model.json").read_text("utf-8")
