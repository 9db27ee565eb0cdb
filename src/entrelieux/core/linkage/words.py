"""How telling a word is: rare words tell places apart, common ones do not.

`data/words.json` counts, over the names of seven national lists, how many carry each word once
kinds and towns are taken out. A word it does not hold is as rare as can be.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import log

_FLOOR = 0.15


@cache
def word_weights() -> Mapping[str, float]:
    """Return weights between 0.15 (in every name) and 1 (in a name or two)."""
    text = files("entrelieux.core.linkage").joinpath("data/words.json").read_text("utf-8")
    counted = json.loads(text)
    most = log(counted["rows"])
    return {word: max(_FLOOR, 1 - log(count) / most) for word, count in counted["counts"].items()}


def weight_of(word: str) -> float:
    """Return how telling `word` is. A number tells less than a word of letters as rare as it."""
    weight = word_weights().get(word, 1.0)
    return weight * 0.6 if len(word) < 3 or word.isdigit() else weight
