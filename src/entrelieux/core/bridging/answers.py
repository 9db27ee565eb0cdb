"""What answers a concept, how far, and by which link: a finer thing, what does it, a relative."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property

from entrelieux.core.words import Concept, Vocabulary
from entrelieux.core.words.crossing import reference


class Link(StrEnum):
    """How a concept answers another; the explanation names it."""

    SAME = "same"
    NARROWER = "narrower"
    DOES = "does"
    DONE_BY = "done_by"
    TEACHES = "teaches"
    RELATED = "related"
    BROADER = "broader"
    KIND = "kind"


class Answer(tuple[float, Link]):
    """`credit` is 1 for the thing itself, 0 for what has nothing to do with it."""

    __slots__ = ()

    def __new__(cls, credit: float, link: Link) -> Answer:
        return super().__new__(cls, (credit, link))

    @property
    def credit(self) -> float:
        return self[0]

    @property
    def link(self) -> Link:
        return self[1]


# A finer thing is the thing; a broader one may be. Doing is nearly as good as being.
CREDITS: Mapping[Link, float] = {
    Link.SAME: 1.0,
    Link.NARROWER: 0.95,
    Link.DOES: 0.85,
    Link.DONE_BY: 0.6,
    Link.TEACHES: 0.35,
    Link.RELATED: 0.4,
    Link.BROADER: 0.35,
    Link.KIND: 0.2,
}
_FINER = 0.95  # of a finer doer
_MOST_KEPT = 10_000  # sets of concepts that are asked for together


class Answers:
    """The answers to every concept of a vocabulary, found once each."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._kept: dict[str, Mapping[str, Answer]] = {}
        self._kept_any: dict[tuple[str, ...], Mapping[str, float]] = {}
        self._kept_covering: dict[tuple[str, ...], tuple[str, ...]] = {}

    def to(self, name: str) -> Mapping[str, Answer]:
        """By reference, what answers the concept called so; none for an unknown one."""
        if name not in self._kept:
            concept = self.vocabulary.at(name)
            self._kept[name] = self._all(concept) if concept else {}
        return self._kept[name]

    def to_any(self, names: Iterable[str]) -> Mapping[str, float]:
        """The best credit of whatever answers one of several concepts."""
        asked = tuple(names)
        if asked not in self._kept_any:
            if len(self._kept_any) >= _MOST_KEPT:
                self._kept_any.clear()
            self._kept_any[asked] = self._any(asked)
        return self._kept_any[asked]

    def covering(self, names: Iterable[str]) -> tuple[str, ...]:
        """The concepts called so and all broader ones: who refuses metal refuses aluminium."""
        asked = tuple(names)
        if asked not in self._kept_covering:
            found = dict.fromkeys(asked)
            for name in asked:
                scheme, _, code = name.partition(":")
                above = self.vocabulary.broader(code, scheme) if self.vocabulary.at(name) else ()
                found.update(dict.fromkeys(map(reference, above)))
            self._kept_covering[asked] = tuple(found)
        return self._kept_covering[asked]

    def _any(self, names: Iterable[str]) -> Mapping[str, float]:
        best: dict[str, float] = {}
        for name in names:
            for other, answer in self.to(name).items():
                best[other] = max(best.get(other, 0.0), answer.credit)
        return best

    def _all(self, concept: Concept) -> Mapping[str, Answer]:
        best: dict[str, Answer] = {}
        for name, answer in self._found(concept):
            if name not in best or best[name].credit < answer.credit:
                best[name] = answer
        return best

    def _found(self, concept: Concept) -> Iterator[tuple[str, Answer]]:
        yield reference(concept), _answer(Link.SAME)
        for one in self._narrower[reference(concept)]:
            yield reference(one), _answer(Link.NARROWER)
        for name in concept.done_with:
            yield name, _answer(Link.DOES)
            for one in self._narrower.get(name, ()):
                yield reference(one), _answer(Link.DOES, _FINER)
        for name in self._done_by.get(reference(concept), ()):
            yield name, _answer(Link.DONE_BY)
        for name in concept.asks_for:
            yield name, _answer(Link.TEACHES)
        for one in self.vocabulary.broader(concept.id, concept.scheme):
            yield reference(one), _answer(Link.BROADER)
        for other in concept.related:
            yield f"{concept.scheme}:{other}", _answer(Link.RELATED)
        for other in self._relatives.get(reference(concept), ()):
            yield other, _answer(Link.RELATED)
        for kind in concept.kinds:
            yield f"kinds:{kind}", _answer(Link.KIND)

    @cached_property
    def _narrower(self) -> Mapping[str, tuple[Concept, ...]]:
        found: dict[str, list[Concept]] = {reference(one): [] for one in self.vocabulary}
        for concept in self.vocabulary:
            for above in self.vocabulary.broader(concept.id, concept.scheme):
                found[reference(above)].append(concept)
        return {name: tuple(concepts) for name, concepts in found.items()}

    @cached_property
    def _done_by(self) -> Mapping[str, tuple[str, ...]]:
        """What a thing is enough to do."""
        found: dict[str, list[str]] = {}
        for concept in self.vocabulary:
            for name in concept.done_with:
                found.setdefault(name, []).append(reference(concept))
        return {name: tuple(others) for name, others in found.items()}

    @cached_property
    def _relatives(self) -> Mapping[str, tuple[str, ...]]:
        """Who says that it is related to a concept: « related » goes both ways."""
        found: dict[str, list[str]] = {}
        for concept in self.vocabulary:
            for other in concept.related:
                found.setdefault(f"{concept.scheme}:{other}", []).append(reference(concept))
        return {name: tuple(others) for name, others in found.items()}


def _answer(link: Link, share: float = 1.0) -> Answer:
    return Answer(CREDITS[link] * share, link)
