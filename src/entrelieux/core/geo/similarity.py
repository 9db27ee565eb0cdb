"""How alike two commune names are, written in two hands."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

LEAST_SCORE = 0.5
_LEAST_RATIO = 0.78
_CANDIDATES = 12


def name_score(asked: str, known: str) -> float:
    """1 for the same key; less for a missing end, missing words, a typo. Keys, not raw names."""
    if asked == known:
        return 1.0
    if known.startswith(asked + " "):
        return 0.93
    if set(asked.split()) <= set(known.split()):
        return 0.88
    return 0.95 * DamerauLevenshtein.normalized_similarity(asked, known)


def closest_names(asked: str, keys: Sequence[str]) -> list[tuple[int, float]]:
    """(place in `keys`, score) of the keys a typo away from `asked`."""
    found = process.extract(
        asked, keys, scorer=fuzz.ratio, score_cutoff=100 * _LEAST_RATIO, limit=_CANDIDATES
    )
    return [(place, name_score(asked, key)) for key, _, place in found]
