"""How much each feature counts: fitted once, shipped as data, and re-weighted by a network."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Weights:
    """`score = constant + Σ weight × feature`; a suggestion is shown from `threshold` on."""

    constant: float
    threshold: float
    by_feature: Mapping[str, float]

    def without(self, *names: str) -> Weights:
        """The same weights, deaf to some features."""
        kept = {name: w for name, w in self.by_feature.items() if name not in names}
        return replace(self, by_feature=kept)


@cache
def load_weights(*, with_meaning: bool) -> Weights:
    """Those that ship: fitted with sentence vectors, or without them."""
    text = (files("entrelieux.core.bridging") / "data" / "weights.json").read_text("utf-8")
    told = json.loads(text)["with_meaning" if with_meaning else "without_meaning"]
    return Weights(told["constant"], told["threshold"], told["features"])
