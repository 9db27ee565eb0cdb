"""A term as it is compared: its labels taken apart, what they mean, where they point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from entrelieux.core.words.alignment.meanings import Meaning, meanings
from entrelieux.core.words.alignment.tokens import Phrase, phrase
from entrelieux.core.words.alignment.vectors import Encoder
from entrelieux.core.words.lexicon import Term
from entrelieux.core.words.vocabulary import Vocabulary

Floats = NDArray[np.float32]
Uses = Mapping[str, frozenset[str]]  # address of the term -> what it is used on
PREFERRED, ALTERNATIVE, HIDDEN = 1.0, 0.95, 0.9


@dataclass(frozen=True, slots=True)
class Profile:
    """`phrases` with how much each counts; `vectors`: one unit row a phrase, or none."""

    term: Term
    phrases: tuple[tuple[Phrase, float], ...]
    meanings: frozenset[Meaning]
    vectors: Floats | None = field(default=None, compare=False, hash=False)
    uses: frozenset[str] = frozenset()

    @property
    def main(self) -> tuple[Phrase, ...]:
        """The preferred labels, or whatever there is."""
        first = tuple(one for one, weight in self.phrases if weight == PREFERRED)
        return first or tuple(one for one, _ in self.phrases)


def profiles(
    terms: Iterable[Term], vocabulary: Vocabulary, encoder: Encoder | None, uses: Uses
) -> tuple[Profile, ...]:
    told = [(term, _phrases(term)) for term in terms]
    vectors = _vectors([one for _, some in told for one, _ in some], encoder)
    known = meanings(vocabulary)
    made: list[Profile] = []
    start = 0
    for term, some in told:
        labels = [(one.text, one.language) for one, _ in some]
        rows = vectors[start : start + len(some)] if vectors is not None else None
        start += len(some)
        used = uses.get(term.uri, frozenset())
        made.append(Profile(term, some, known.of_term(term, labels), rows, used))
    return tuple(made)


def _phrases(term: Term) -> tuple[tuple[Phrase, float], ...]:
    weighed: dict[Phrase, float] = {}
    for language, label in term.labels.items():
        weighed.setdefault(phrase(label, language), PREFERRED)
    for texts, weight in ((term.alt_labels, ALTERNATIVE), (term.hidden_labels, HIDDEN)):
        for language, labels in texts.items():
            for label in labels:
                weighed.setdefault(phrase(label, language), weight)
    return tuple(weighed.items())


def _vectors(phrases: list[Phrase], encoder: Encoder | None) -> Floats | None:
    if encoder is None or not phrases:
        return None
    return encoder([one.text for one in phrases])
