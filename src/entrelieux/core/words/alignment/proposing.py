"""Links proposed between the words of two communities, with their reasons. A person decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from entrelieux.core.words.alignment.meanings import meanings
from entrelieux.core.words.alignment.measures import Comparer, Measures
from entrelieux.core.words.alignment.model import AlignmentModel, load_model
from entrelieux.core.words.alignment.profiles import Profile, Uses, profiles
from entrelieux.core.words.alignment.translation import translations
from entrelieux.core.words.alignment.vectors import Encoder
from entrelieux.core.words.lexicon import Lexicon, Relation, Term
from entrelieux.core.words.vocabulary import Vocabulary, load_core

_TRIED = 12  # candidates of each word of a lexicon
_LIKELY = 0.5
_LOWER = 0.3  # what is taken once by the surest leaves few wrong links: the floor may be lower
_SAME = ("exact", "compound", "stems", "linked")


class Reason(NamedTuple):
    """`weight` is what the measure `code` adds to the logit of the score."""

    code: str
    weight: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """`target` is, to `source`, what `relation` says. `score`: the chance in 0–1 that it holds.

    `intercept` and the weights of `reasons` sum to the logit of the score.
    """

    source: str
    target: str
    relation: Relation
    score: float
    intercept: float
    reasons: tuple[Reason, ...]


class Aligner:
    """Candidates made ready once, to be compared with as many terms as one likes."""

    def __init__(
        self,
        candidates: Iterable[Term],
        *,
        others: Iterable[Term] = (),
        vocabulary: Vocabulary | None = None,
        encoder: Encoder | None = None,
        uses: Uses | None = None,
        model: AlignmentModel | None = None,
    ) -> None:
        self._vocabulary = vocabulary or load_core()
        self._encoder, self._uses = encoder, uses or {}
        self.model = model or load_model(encoder is not None)
        self.candidates = self._profiles(candidates)
        self._others = {one.term: one for one in self._profiles(others)}
        self.comparer = Comparer(
            (*self.candidates, *self._others.values()),
            meanings(self._vocabulary),
            translations(self._vocabulary),
        )

    def propose(
        self,
        term: Term,
        n: int = 5,
        least: float | None = None,
        used_on: frozenset[str] = frozenset(),
    ) -> tuple[Proposal, ...]:
        """The likeliest links, the best first; none when no candidate is likely enough.

        `least` is the smallest score of a proposal; that of the model when it is not told.
        `used_on` is what the term is used on, when the aligner was not told.
        """
        floor = self.model.propose_from if least is None else least
        profile = self.profile(term)
        if used_on:
            profile = replace(profile, uses=used_on)
        measured = self.measures(profile)
        scored = [(self.model.chance(told), place) for place, told in enumerate(measured)]
        best = sorted(scored, key=lambda one: (-one[0], self.candidates[one[1]].term.uri))[:n]
        return tuple(
            self._proposal(profile, self.candidates[place], measured[place], score)
            for score, place in best
            if score >= floor
        )

    def profile(self, term: Term) -> Profile:
        return self._others.get(term) or self._profiles([term])[0]

    def measures(self, profile: Profile) -> list[Measures]:
        """One row a candidate; vectors count by how far they stand out among the candidates."""
        measured = [self.comparer.measure(profile, other) for other in self.candidates]
        if profile.vectors is not None and measured:
            _stand_out(measured)
        return measured

    def _profiles(self, terms: Iterable[Term]) -> tuple[Profile, ...]:
        return profiles(terms, self._vocabulary, self._encoder, self._uses)

    def _proposal(self, one: Profile, other: Profile, told: Measures, score: float) -> Proposal:
        arguments = self.model.arguments(told).items()
        reasons = (Reason(code, weight) for code, weight in arguments)
        return Proposal(
            source=one.term.uri,
            target=other.term.uri,
            relation=self.relation(one, other, told),
            score=score,
            intercept=self.model.intercept,
            reasons=tuple(sorted(reasons, key=lambda reason: -abs(reason.weight))),
        )

    def relation(self, one: Profile, other: Profile, told: Mapping[str, float]) -> Relation:
        """The relation that the measures speak for."""
        if max(told[name] for name in _SAME) > 0.8:
            return Relation.EXACT
        if told["same_concept"]:
            return Relation.EXACT if self.model.is_exact(told) else Relation.CLOSE
        by_concept = self.comparer.direction(one, other)
        if by_concept:
            return by_concept
        if self.comparer.contains(one, other) > 0.7:
            return Relation.BROADER
        if self.comparer.contains(other, one) > 0.7:
            return Relation.NARROWER
        if told["near_concept"] and told["vector"] < 0.7:
            return Relation.RELATED
        return Relation.EXACT if self.model.is_exact(told) else Relation.CLOSE


def propose(
    term: Term,
    candidates: Iterable[Term],
    n: int = 5,
    *,
    vocabulary: Vocabulary | None = None,
    encoder: Encoder | None = None,
    uses: Uses | None = None,
) -> tuple[Proposal, ...]:
    """At most `n` links from a term to candidates, the likeliest first.

    `encoder` (`load_encoder`) brings sentence vectors, `uses` what each term is used on.
    """
    others = [one for one in candidates if one.uri != term.uri and not one.is_retired]
    aligner = Aligner(others, others=[term], vocabulary=vocabulary, encoder=encoder, uses=uses)
    return aligner.propose(term, n)


def align(
    source: Lexicon,
    target: Lexicon,
    *,
    vocabulary: Vocabulary | None = None,
    encoder: Encoder | None = None,
    uses: Uses | None = None,
) -> tuple[Proposal, ...]:
    """The links between the words in use of two lexicons, in the order of the source.

    The surest first, each word once; then whatever is likelier than not.
    """
    aligner = Aligner(
        target.active, others=source.active, vocabulary=vocabulary, encoder=encoder, uses=uses
    )
    floor = _LOWER * aligner.model.propose_from
    proposed = [link for term in source.active for link in aligner.propose(term, _TRIED, floor)]
    kept = set(_each_once(proposed))
    kept |= {link for link in proposed if link.score >= _LIKELY and _is_best(link, proposed)}
    return tuple(link for link in proposed if link in kept)


def _each_once(proposed: Iterable[Proposal]) -> Iterator[Proposal]:
    """A word that another claims more surely goes to it: two communities name the same things."""
    taken: set[str] = set()
    for link in sorted(proposed, key=lambda one: (-one.score, one.source, one.target)):
        if link.source not in taken and link.target not in taken:
            taken |= {link.source, link.target}
            yield link


def _is_best(link: Proposal, proposed: Iterable[Proposal]) -> bool:
    return all(other.score <= link.score for other in proposed if other.source == link.source)


def _stand_out(measured: list[Measures]) -> None:
    """Adds how far each cosine is above that of the next best candidate (−1 to 1)."""
    cosines = np.array([told["vector"] for told in measured])
    order = np.sort(cosines)[::-1]
    best, second = order[0], order[1] if len(order) > 1 else 0.0
    for told, cosine in zip(measured, cosines, strict=True):
        rival = second if cosine == best else best
        told["vector_lead"] = float(cosine - rival)
