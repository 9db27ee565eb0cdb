"""Which French word answers which English one, learned from the labels of the core vocabulary.

IBM model 1 (Brown et al., 1993, The Mathematics of Statistical Machine Translation), in both
directions; a pair counts by the smaller of the two chances, so that both words must agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from entrelieux.core.words.alignment.tokens import phrase
from entrelieux.core.words.vocabulary import Vocabulary

Pair = tuple[Sequence[str], Sequence[str]]
Chances = Mapping[tuple[str, str], float]
_ROUNDS = 8
_LEAST = 0.15


class Translations:
    """Chances in 0–1 that a French stem and an English stem say the same."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        told = list(pairs)
        there = _model_1(told)
        back = _model_1([(english, french) for french, english in told])
        agreed = {pair: min(chance, back.get(pair[::-1], 0.0)) for pair, chance in there.items()}
        self._chances = {pair: chance for pair, chance in agreed.items() if chance >= _LEAST}

    def __len__(self) -> int:
        return len(self._chances)

    def chance(self, french: str, english: str) -> float:
        return self._chances.get((french, english), 0.0)


def _model_1(pairs: list[Pair]) -> dict[tuple[str, str], float]:
    """P(right word | left word) by expectation–maximisation from even chances."""
    chances: dict[tuple[str, str], float] = defaultdict(lambda: 1.0)
    for _ in range(_ROUNDS):
        counts: dict[tuple[str, str], float] = defaultdict(float)
        totals: dict[str, float] = defaultdict(float)
        for left, right in pairs:
            for word in right:
                norm = sum(chances[other, word] for other in left)
                for other in left:
                    share = chances[other, word] / norm if norm else 0.0
                    counts[other, word] += share
                    totals[other] += share
        chances = defaultdict(float, {pair: n / totals[pair[0]] for pair, n in counts.items()})
    return dict(chances)


@cache
def translations(vocabulary: Vocabulary) -> Translations:
    labels = ((phrase(c.fr, "fr").stems, phrase(c.en, "en").stems) for c in vocabulary)
    return Translations(labels)
