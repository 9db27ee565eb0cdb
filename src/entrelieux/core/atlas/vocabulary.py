"""The words that documents use: what a prefix may become, what a typing error may mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from entrelieux.core.atlas.words import SegmentWords

PROPOSALS = 20


class Proposal(NamedTuple):
    """`distance` counts insertions, deletions, substitutions and swaps of neighbours."""

    word: str
    distance: int
    frequency: int


class Vocabulary:
    """The words of several segments; frequencies are counted tier by tier, and add up."""

    def __init__(self, parts: Sequence[SegmentWords]) -> None:
        self._parts = parts

    def __contains__(self, word: str) -> bool:
        return any(part.strings.find(word) is not None for part in self._parts)

    def frequency(self, word: str) -> int:
        ranks = ((part, part.strings.find(word)) for part in self._parts)
        return sum(part.frequency(rank) for part, rank in ranks if rank is not None)

    def words(self) -> dict[str, int]:
        """Every word and its frequency; at a million documents this takes a second."""
        return self._gathered(lambda part: range(len(part.strings)))

    def completions(self, prefix: str, limit: int = PROPOSALS) -> list[Proposal]:
        """The commonest words that begin with `prefix`, among the commonest of each segment."""
        found = self._gathered(
            lambda part: part.commonest(part.strings.starting_with(prefix), 4 * limit)
        )
        return _best((Proposal(word, 0, times) for word, times in found.items()), limit)

    def propose(self, word: str, max_distance: int = 1, limit: int = PROPOSALS) -> list[Proposal]:
        """The words at most `max_distance` typing errors away, nearest then commonest first."""
        found = self._gathered(lambda part: part.alike(word, max_distance))
        return _best(_within(word, found, max_distance), limit)

    def _gathered(self, ranks_of: Callable[[SegmentWords], Iterable[int]]) -> dict[str, int]:
        if len(self._parts) == 1:
            only = self._parts[0]
            return {only.strings[rank]: only.frequency(rank) for rank in ranks_of(only)}
        words = {part.strings[rank] for part in self._parts for rank in ranks_of(part)}
        return {word: self.frequency(word) for word in words}


def _within(word: str, found: dict[str, int], max_distance: int) -> Iterator[Proposal]:
    for candidate, times in found.items():
        distance = OSA.distance(word, candidate, score_cutoff=max_distance)
        if distance <= max_distance:
            yield Proposal(candidate, distance, times)


def _best(proposals: Iterable[Proposal], limit: int) -> list[Proposal]:
    return sorted(proposals, key=lambda p: (p.distance, -p.frequency, p.word))[:limit]
