"""What the labels of a term mean in the core vocabulary: the pivot between two communities."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from entrelieux.core.words.alignment.model import DATA
from entrelieux.core.words.concepts import CROSSINGS, Concept
from entrelieux.core.words.finding import How
from entrelieux.core.words.lexicon import Relation, Term, core_id, is_core_uri
from entrelieux.core.words.lexicon.keys import word_key
from entrelieux.core.words.vocabulary import Vocabulary

Address = tuple[str, str]  # scheme, id
_LONGEST = 6
_READINGS = 6
_SURE = 0.7  # of a reading of a label
_WHOLE = {
    How.PREFERRED: 0.95,
    How.SYNONYM: 0.95,
    How.BRAND: 0.9,
    How.MISSPELLING: 0.95,
    How.TYPO: 0.8,
}
_DEFINED = 0.8
_LOOSE = 0.85
_CLAUSE = re.compile(r"[,.;:()]")
_OURS = frozenset({"notre", "nos", "our", "a", "an", "the", "ce", "cet", "cette", "votre"})


class Meaning(NamedTuple):
    """`is_whole`: the term is this concept; else it is something narrower.

    `weight` in 0–1: how surely it is meant, 1 when the term is called so.
    """

    address: Address
    is_whole: bool
    weight: float = 1.0


class Meanings:
    """The concepts of a vocabulary by what they are called, and by what leads to them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._named: dict[str, set[Address]] = defaultdict(set)
        self._branded: dict[str, set[Address]] = defaultdict(set)
        self._links: dict[Address, set[Address]] = defaultdict(set)
        self._loose = loose_words(vocabulary)
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
        """By its alignments to the core first, else by its labels (text, language), else by what
        its definition begins with: « Grosse Bertha: our laser cutter, 100 W »."""
        told = list(labels)
        return (
            frozenset(self._aligned(term))
            or frozenset(self._of_labels(told))
            or frozenset(self._of_definitions(term))
        )

    def _of_labels(self, labels: list[tuple[str, str]]) -> Iterator[Meaning]:
        """Whole labels that are known win over what is found inside the others."""
        whole = {meaning for text, _ in labels for meaning in self._whole(text)}
        if whole:
            yield from whole
            return
        for text, language in labels:
            yield from self._of_label(text, language)

    def _aligned(self, term: Term) -> Iterator[Meaning]:
        for link in term.alignments:
            address = self._address_of(link.target)
            if address and link.relation in {Relation.EXACT, Relation.BROADER}:
                yield Meaning(address, link.relation is Relation.EXACT)

    def _address_of(self, uri: str) -> Address | None:
        address = core_id(uri) if is_core_uri(uri) else None
        return address if address in self.broader else None

    def _whole(self, text: str) -> Iterator[Meaning]:
        """What the text is called, small words aside, or mistyped."""
        key = word_key(text)
        for address in self._named.get(key, ()):
            yield Meaning(address, True)
        for address in self._loose.get(key, ()):
            yield Meaning(address, True, _LOOSE)
        if key not in self._named and key not in self._loose:
            for found in self._vocabulary.find(text, limit=_READINGS):
                if found.how in _WHOLE and found.score >= _SURE:
                    yield Meaning(_address(found.concept), True, _WHOLE[found.how])

    def _of_label(self, text: str, language: str) -> Iterator[Meaning]:
        words = word_key(text).split()
        for some in _runs(words):
            yield from (Meaning(one, False) for one in self._branded.get(some, ()))
        for some in _heads(words, language):
            if some in self._named:
                yield from (Meaning(address, False) for address in self._named[some])
                return

    def _of_definitions(self, term: Term) -> Iterator[Meaning]:
        for text in term.definitions.values():
            words = word_key(_CLAUSE.split(text)[0]).split()
            first = 1 if words and words[0] in _OURS else 0
            for start in range(first, min(len(words), first + 2)):
                run = next((r for r in _heads([*words[start:], ""], "fr") if r in self._named), "")
                if run:
                    yield from (Meaning(one, True, _DEFINED) for one in self._named[run])
                    return

    def are_linked(self, one: Address, other: Address) -> bool:
        return other in self._links.get(one, ())


def _address(concept: Concept) -> Address:
    return (concept.scheme, concept.id)


def loose_words(vocabulary: Vocabulary) -> dict[str, frozenset[Address]]:
    """By key, what words too vague to be labels of concepts usually mean between communities."""
    told = tomllib.loads((DATA / "loose.toml").read_text("utf-8"))["words"]
    found = {
        word_key(word): frozenset(_address(c) for r in links if (c := vocabulary.at(r)))
        for word, links in told.items()
    }
    return {key: addresses for key, addresses in found.items() if addresses}


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
