"""The shared core vocabulary: what communities align their own words to."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import NamedTuple

from entrelieux.core.words.concepts import SCHEMES, Concept, read_scheme
from entrelieux.core.words.finding import Finder, Found
from entrelieux.core.words.labels import LabelIndex, label_key


class Expansion(NamedTuple):
    """Another concept that answers a question about one; `weight` is 1 for itself."""

    concept: Concept
    weight: float


_NARROWER, _RELATED, _BROADER = 0.8, 0.45, 0.3


class UnknownScheme(KeyError):
    """There is no such scheme."""

    def __init__(self, scheme: str) -> None:
        super().__init__(f"No scheme is called {scheme!r}: use one of {', '.join(SCHEMES)}.")


class Vocabulary:
    """Concepts by scheme, with their labels, their links and the codes of others."""

    def __init__(self, schemes: Mapping[str, Iterable[Concept]]) -> None:
        self._schemes = {name: tuple(concepts) for name, concepts in schemes.items()}
        self._indexes = {name: LabelIndex(concepts) for name, concepts in self._schemes.items()}
        self._by_id = {(concept.scheme, concept.id): concept for concept in self}

    def __iter__(self) -> Iterator[Concept]:
        return (concept for concepts in self._schemes.values() for concept in concepts)

    def scheme(self, name: str) -> tuple[Concept, ...]:
        """The concepts of a scheme. Raises `UnknownScheme`."""
        if name not in self._schemes:
            raise UnknownScheme(name)
        return self._schemes[name]

    def get(self, concept_id: str, scheme: str = "") -> Concept | None:
        """The concept of an id, in one scheme or in the first that has it."""
        names = (scheme,) if scheme else self._schemes
        found = (self._by_id.get((name, concept_id)) for name in names)
        return next((concept for concept in found if concept), None)

    def at(self, reference: str) -> Concept | None:
        """The concept that « scheme:id » names."""
        scheme, _, concept_id = reference.partition(":")
        return self._by_id.get((scheme, concept_id))

    def label(self, concept_id: str, language: str = "fr", scheme: str = "") -> str:
        """The preferred label, French unless the language is English; "" for an unknown id."""
        concept = self.get(concept_id, scheme)
        return concept.label(language) if concept else ""

    def spellings(self, concept_id: str, scheme: str = "") -> tuple[str, ...]:
        """Every text that means the concept, misspellings included; none for an unknown id."""
        concept = self.get(concept_id, scheme)
        if concept is None:
            return ()
        return (concept.fr, concept.en, *concept.alt, *concept.hidden, *concept.brands)

    # From a person's words

    def find(self, text: str, schemes: Iterable[str] = (), limit: int = 10) -> tuple[Found, ...]:
        """What a person may mean, typing errors mended, best first; in every scheme by default.

        Raises `UnknownScheme`.
        """
        wanted = tuple(schemes)
        for name in wanted:
            self.scheme(name)
        return self._finder.find(text, wanted, limit)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self)

    # From others' words

    def concepts_for(self, labels: Iterable[str], scheme: str) -> tuple[str, ...]:
        """The ids that labels of a source mean in a scheme, each once, in order."""
        index = self._index(scheme)
        return tuple(dict.fromkeys(c for label in labels for c in index.of_label(label)))

    def unknown_labels(self, labels: Iterable[str], scheme: str) -> tuple[str, ...]:
        """The labels that mean nothing here: a person should map them."""
        return tuple(label for label in labels if not self.concepts_for([label], scheme))

    def kinds_for(self, labels: Iterable[str], name: str = "") -> tuple[str, ...]:
        """What a place is, by the labels a source gave it and then by what its name says it is."""
        said = self.concepts_for(labels, "kinds")
        return tuple(dict.fromkeys((*said, *self._index("kinds").of_name(name))))

    def concept_of(self, label: str, scheme: str) -> str | None:
        """The id that a label means exactly, spelling aside."""
        return self._index(scheme).exact.get(label_key(label))

    def labels_of(self, scheme: str) -> Mapping[str, str]:
        """Every label key of a scheme with the concept it means."""
        return self._index(scheme).exact

    def _index(self, scheme: str) -> LabelIndex:
        if scheme not in self._indexes:
            raise UnknownScheme(scheme)
        return self._indexes[scheme]

    # To others' words

    def notations(self, concept_id: str, system: str, scheme: str = "") -> tuple[str, ...]:
        """The codes of a concept in another system: `lamednum`, `osm`, `wikidata`, `ftl`…"""
        concept = self.get(concept_id, scheme)
        return concept.notations.get(system, ()) if concept else ()

    def nearest_notation(self, concept_id: str, system: str, scheme: str = "") -> str | None:
        """The code of a concept in another system, or of the nearest broader one that has one."""
        concept = self.get(concept_id, scheme)
        if concept is None:
            return None
        lineage = (concept, *self._ancestors(concept))
        return next((one.notations[system][0] for one in lineage if system in one.notations), None)

    def lamednum(self, concept_id: str, scheme: str = "") -> str | None:
        """What LaMednum calls the concept, or the nearest broader one it has a word for."""
        return self.nearest_notation(concept_id, "lamednum", scheme)

    # Links

    def broader(self, concept_id: str, scheme: str) -> tuple[Concept, ...]:
        """Every broader concept, the nearest first."""
        concept = self.get(concept_id, scheme)
        return tuple(self._ancestors(concept)) if concept else ()

    def narrower(self, concept_id: str, scheme: str) -> tuple[Concept, ...]:
        """Every narrower concept."""
        return tuple(
            concept
            for concept in self.scheme(scheme)
            if any(known.id == concept_id for known in self._ancestors(concept))
        )

    def expand(self, concept_id: str, scheme: str = "kinds") -> tuple[Expansion, ...]:
        """What answers a question about a concept: itself, narrower, related, then broader ones."""
        concept = self.get(concept_id, scheme)
        if concept is None:
            return ()
        weights = {concept.id: 1.0}
        for narrower in self.narrower(concept.id, concept.scheme):
            weights.setdefault(narrower.id, _NARROWER)
        for related in self._related(concept):
            weights.setdefault(related.id, _RELATED)
        for ancestor in self._ancestors(concept):
            weights.setdefault(ancestor.id, _BROADER)
        known = ((self._by_id[concept.scheme, other], weight) for other, weight in weights.items())
        return tuple(Expansion(other, weight) for other, weight in known)

    def _ancestors(self, concept: Concept) -> Iterator[Concept]:
        seen, queue = {concept.id}, deque(concept.broader)
        while queue:
            parent = self._by_id[concept.scheme, queue.popleft()]
            if parent.id not in seen:
                seen.add(parent.id)
                queue.extend(parent.broader)
                yield parent

    def _related(self, concept: Concept) -> Iterator[Concept]:
        for other in self.scheme(concept.scheme):
            if other.id in concept.related or concept.id in other.related:
                yield other


@cache
def load_core() -> Vocabulary:
    """The vocabulary that ships with the package."""
    return Vocabulary({scheme: read_scheme(scheme) for scheme in SCHEMES})
