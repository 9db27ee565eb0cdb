"""Words mistyped by one letter, put back to the words that linkage knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from entrelieux.core.linkage.vocabulary import listed

_WORD = re.compile(r"([a-z]{4,})([a-z])(\??)")
# Shorter words have honest neighbours (« porte » is no « poste »): only swapped letters count.
_LONG = 7


@cache
def _known() -> Mapping[str, frozenset[str]]:
    """Return the words of `data/kinds.toml` by their first letter."""
    words: dict[str, set[str]] = {}
    for patterns in listed("kinds").values():
        for start, last, optional in _WORD.findall(" ".join(patterns).replace("\\b", " ")):
            words.setdefault(start[0], set()).add(start + last)
            if optional:
                words[start[0]].add(start)
    return {first: frozenset(known) for first, known in words.items()}


@lru_cache(maxsize=100_000)
def corrected(word: str) -> str:
    """Return the known word that `word` misspells by one letter, else `word` itself."""
    known = _known().get(word[:1], frozenset())
    if word in known or len(word) < 5:
        return word
    return min((one for one in known if _misspells(word, one)), default=word)


def _misspells(word: str, known: str) -> bool:
    if len(word) < _LONG or len(known) < _LONG:
        return len(word) == len(known) and sorted(word) == sorted(known) and one_slip(word, known)
    return one_slip(word, known) and not known.startswith(word) and not word.startswith(known)


def one_slip(one: str, two: str) -> bool:
    """Whether one letter added, lost, changed or swapped with its neighbour parts the words."""
    return bool(OSA.distance(one, two, score_cutoff=1) == 1)
