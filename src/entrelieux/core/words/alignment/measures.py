"""What two terms have in common, each measure between 0 and 1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log

import numpy as np
from rapidfuzz import fuzz

from entrelieux.core.text import slip_cost
from entrelieux.core.words.alignment.meanings import Meaning, Meanings
from entrelieux.core.words.alignment.profiles import Profile
from entrelieux.core.words.alignment.tokens import Phrase
from entrelieux.core.words.alignment.translation import Translations
from entrelieux.core.words.lexicon import Relation, TermKind

_OF_SPELLING = ("exact", "compound", "stems", "slip", "overlap", "head", "grams")
_OF_MEANING = ("same_concept", "near_concept", "under_concept", "other_concept")
MEASURES = (
    *_OF_SPELLING,
    *_OF_MEANING,
    *("linked", "vector", "vector_lead", "uses", "kind_clash"),
)
Measures = dict[str, float]
_SLIP_PER_LETTER = 0.19
_HOPS = {1: 1.0, 2: 0.8}


class Comparer:
    """Compares profiles of two sets of terms; rare words count more than those of every label."""

    def __init__(
        self, profiles: Iterable[Profile], known: Meanings, translations: Translations
    ) -> None:
        self._known, self._translations = known, translations
        self._rarity = _rarities(profiles)

    def measure(self, one: Profile, other: Profile) -> Measures:
        told = dict.fromkeys(MEASURES, 0.0)
        for left, weight in one.phrases:
            for right, other_weight in other.phrases:
                for name, value in self._spelling(left, right).items():
                    told[name] = max(told[name], value * weight * other_weight)
        told |= self._meaning(one.meanings, other.meanings)
        told["linked"] = float(_are_linked(one, other))
        told["uses"] = _shared(one.uses, other.uses)
        told["kind_clash"] = float(_clash(one.term.kind, other.term.kind))
        told["vector"] = _cosine(one, other)
        return told

    # Spelling

    def _spelling(self, left: Phrase, right: Phrase) -> Measures:
        if left.key == right.key:
            return dict.fromkeys(_OF_SPELLING, 1.0)
        return {
            "exact": 0.0,
            "compound": float(left.joined == right.joined),
            "stems": float(bool(left.stems) and set(left.stems) == set(right.stems)),
            "slip": _slip(left.joined, right.joined),
            "overlap": self._overlap(left, right),
            "head": self.affinity(left.head, left, right.head, right),
            "grams": _grams(left.joined, right.joined),
        }

    def affinity(self, word: str, left: Phrase, other: str, right: Phrase) -> float:
        """How much two stems say the same: spelt alike, mistyped, or translated."""
        if word == other:
            return 1.0
        translated = 0.0
        if left.language != right.language:
            pair = (word, other) if left.language == "fr" else (other, word)
            translated = self._translations.chance(*pair)
        return max(translated, 0.9 * _slip(word, other))

    def _overlap(self, left: Phrase, right: Phrase) -> float:
        """The share of both labels whose words are found in the other, rare words first."""
        return min(self._covered(left, right), self._covered(right, left)) * 0.5 + 0.5 * max(
            self._covered(left, right), self._covered(right, left)
        )

    def _covered(self, left: Phrase, right: Phrase) -> float:
        weights = [self._rarity.get(word, 1.0) for word in left.stems]
        total = sum(weights)
        if not total or not right.stems:
            return 0.0
        best = (
            max(self.affinity(word, left, other, right) for other in right.stems)
            for word in left.stems
        )
        return sum(w * found for w, found in zip(weights, best, strict=True)) / total

    def contains(self, one: Profile, other: Profile) -> float:
        """How surely `one` is `other` with something added: same head, all its words, and more."""
        return max(
            (self._contained(left, right) for left in one.main for right in other.main), default=0.0
        )

    def _contained(self, left: Phrase, right: Phrase) -> float:
        if len(left.stems) <= len(right.stems) or not right.stems:
            return 0.0
        head = self.affinity(left.head, left, right.head, right)
        return min(head, self._covered(right, left))

    # Meaning

    def _meaning(self, one: frozenset[Meaning], other: frozenset[Meaning]) -> Measures:
        told = dict.fromkeys(_OF_MEANING, 0.0)
        for left in one:
            for right in other:
                name, value = self._between(left, right)
                if name:
                    told[name] = max(told[name], value * left.weight * right.weight)
        if not any(told.values()):
            told["other_concept"] = _surest(one) * _surest(other)
        return told

    def _between(self, left: Meaning, right: Meaning) -> tuple[str, float]:
        if left.address == right.address:
            if left.is_whole and right.is_whole:
                return "same_concept", 1.0
            return "under_concept", 1.0 if left.is_whole or right.is_whole else 0.4
        hops = self._known.broader[left.address].get(right.address) or self._known.broader[
            right.address
        ].get(left.address)
        if hops:
            return "under_concept", 0.8 * _HOPS.get(hops, 0.6)
        if self._known.are_linked(left.address, right.address):
            return "near_concept", 1.0
        return "", 0.0

    def direction(self, one: Profile, other: Profile) -> Relation | None:
        """BROADER when the second is broader than the first, by the core vocabulary."""
        for left in one.meanings:
            for right in other.meanings:
                if left.address == right.address and left.is_whole != right.is_whole:
                    return Relation.NARROWER if left.is_whole else Relation.BROADER
                if right.is_whole and right.address in self._known.broader[left.address]:
                    return Relation.BROADER
                if left.is_whole and left.address in self._known.broader[right.address]:
                    return Relation.NARROWER
        return None


def _rarities(profiles: Iterable[Profile]) -> Mapping[str, float]:
    """Inverse document frequency of stems over the terms compared, between 0.2 and 1."""
    told = list(profiles)
    counts: dict[str, int] = {}
    for profile in told:
        for word in {word for one, _ in profile.phrases for word in one.stems}:
            counts[word] = counts.get(word, 0) + 1
    scale = log(1 + len(told)) or 1.0
    return {word: max(0.2, log((1 + len(told)) / count) / scale) for word, count in counts.items()}


@lru_cache(maxsize=100_000)
def _slip(one: str, other: str) -> float:
    """1 for the same letters, towards 0 as the slip of the hand grows dear."""
    if one == other:
        return 1.0
    if min(len(one), len(other)) < 4 or abs(len(one) - len(other)) > 3:
        return 0.0
    if fuzz.ratio(one, other) < 70:
        return 0.0
    return max(0.0, 1 - slip_cost(one, other) / (_SLIP_PER_LETTER * 2 * len(one)))


@lru_cache(maxsize=50_000)
def _trigrams(text: str) -> frozenset[str]:
    padded = f" {text} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))


def _grams(one: str, other: str) -> float:
    left, right = _trigrams(one), _trigrams(other)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def _cosine(one: Profile, other: Profile) -> float:
    if one.vectors is None or other.vectors is None:
        return 0.0
    return float(np.clip((one.vectors @ other.vectors.T).max(), 0.0, 1.0))


def _are_linked(one: Profile, other: Profile) -> bool:
    """Whether a link already joins them, or both lead to one word elsewhere as exact."""
    left, right = set(one.term.aligned(Relation.EXACT)), set(other.term.aligned(Relation.EXACT))
    return other.term.uri in left or one.term.uri in right or bool(left & right)


def _clash(one: TermKind, other: TermKind) -> bool:
    # A thing is what nobody said otherwise of.
    return one is not other and TermKind.THING not in (one, other)


def _surest(meanings: frozenset[Meaning]) -> float:
    """How surely a term is known for something of its own."""
    return max((one.weight for one in meanings if one.is_whole), default=0.0)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard, damped when few objects bear witness."""
    both = len(one & other)
    return both / (len(one | other) + 2) if both else 0.0
