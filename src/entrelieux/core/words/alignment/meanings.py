"""What the labels of a term mean in the core vocabulary: the pivot between two communities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from entrelieux.core.words.concepts import CROSSINGS, Concept
from entrelieux.core.words.lexicon import Relation, Term, core_id, is_core_uri
from entrelieux.core.words.lexicon.keys import word_key
from entrelieux.core.words.vocabulary import Vocabulary

Address = tuple[str, str]  # scheme, id
_LONGEST = 6


class Meaning(NamedTuple):
    """`is_whole`: the term is this concept; else it is something narrower."""

    address: Address
    is_whole: bool


class Meanings:
    """The concepts of a vocabulary by what they are called, and by what leads to them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._named: dict[str, set[Address]] = defaultdict(set)
        self._branded: dict[str, set[Address]] = defaultdict(set)
        self._links: dict[Address, set[Address]] = defaultdict(set)
        self.broader: dict[Address, dict[Address, int]] = {}
        for concept in vocabulary:
            self._index(concept)
        for concept in vocabulary:
            ancestors = vocabulary.broader(concept.id, concept.scheme)
            self.broader[_address(concept)] = {
                _address(one): distance for distance, one in enumerate(ancestors, start=1)
            }

    def _index(self, concept: Concept) -> None:
        here = _address(concept)
        for text in concept.labels:
            self._named[word_key(text)].add(here)
        for brand in concept.brands:
            self._branded[word_key(brand)].add(here)
        others = [(concept.scheme, other) for other in concept.related]
        for name in CROSSINGS:
            told = (other.partition(":") for other in getattr(concept, name))
            others += [(scheme, other) for scheme, _, other in told]
        for other in others:
            self._links[here].add(other)
            self._links[other].add(here)

    def of_term(self, term: Term, labels: Iterable[tuple[str, str]]) -> frozenset[Meaning]:
        """By its alignments to the core first, else by its labels: (text, language)."""
        told = frozenset(self._aligned(term))
        return told or frozenset(
            meaning for text, language in labels for meaning in self._of_label(text, language)
        )

    def _aligned(self, term: Term) -> Iterator[Meaning]:
        for link in term.alignments:
            address = self._address_of(link.target)
            if address and link.relation in {Relation.EXACT, Relation.BROADER}:
                yield Meaning(address, link.relation is Relation.EXACT)

    def _address_of(self, uri: str) -> Address | None:
        address = core_id(uri) if is_core_uri(uri) else None
        return address if address in self.broader else None

    def _of_label(self, text: str, language: str) -> Iterator[Meaning]:
        key = word_key(text)
        whole = self._named.get(key)
        if whole:
            yield from (Meaning(address, True) for address in whole)
            return
        words = key.split()
        for some in _runs(words):
            yield from (Meaning(one, False) for one in self._branded.get(some, ()))
        for some in _heads(words, language):
            if some in self._named:
                yield from (Meaning(address, False) for address in self._named[some])
                return

    def are_linked(self, one: Address, other: Address) -> bool:
        return other in self._links.get(one, ())


def _address(concept: Concept) -> Address:
    return (concept.scheme, concept.id)


def _runs(words: list[str]) -> Iterator[str]:
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST) + 1):
            yield " ".join(words[start:end])


def _heads(words: list[str], language: str) -> Iterator[str]:
    """What a longer label may be narrower than: its first words in French, last in English."""
    for length in range(len(words) - 1, 0, -1):
        yield " ".join(words[-length:] if language.startswith("en") else words[:length])


@cache
def meanings(vocabulary: Vocabulary) -> Meanings:
    return Meanings(vocabulary)
