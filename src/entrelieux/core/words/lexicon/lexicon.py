"""The words of a community, one version of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from entrelieux.core.words.lexicon.errors import DuplicateTerm, UnknownTerm
from entrelieux.core.words.lexicon.term import Relation, Subject, Term, TermKind, Texts, preferred
from entrelieux.core.words.lexicon.verbs import verb_term


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`languages` in order of preference. `version` counts its changes from 1. `others` are what
    files said of other things than words: N-Triples by what they speak of.

    Raises `DuplicateTerm`.
    """

    uri: str
    title: Texts = field(hash=False)
    languages: tuple[str, ...] = ("fr",)
    version: int = 1
    terms: tuple[Term, ...] = ()
    others: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for term in self.terms:
            if term.uri in seen:
                raise DuplicateTerm(uri=term.uri)
            seen.add(term.uri)

    @property
    def by_uri(self) -> Mapping[str, Term]:
        return {term.uri: term for term in self.terms}

    @property
    def active(self) -> tuple[Term, ...]:
        """The words in use: those not retired."""
        return tuple(term for term in self.terms if not term.is_retired)

    def name(self, language: str) -> str:
        return preferred(self.title, language)

    def get(self, uri: str) -> Term | None:
        return next((term for term in self.terms if term.uri == uri), None)

    def term(self, uri: str) -> Term:
        """The word of an address. Raises `UnknownTerm`."""
        found = self.get(uri)
        if found is None:
            raise UnknownTerm(uri=uri)
        return found

    def of_kind(self, kind: TermKind) -> tuple[Term, ...]:
        """The words in use of a kind, in order."""
        return tuple(term for term in self.active if term.kind is kind)

    def facts_of(self, subject: Subject) -> tuple[Term, ...]:
        """The facts in use that may be told of a subject: the fields of its form, in order."""
        return tuple(term for term in self.of_kind(TermKind.FACT) if subject in term.applies_to)

    def verb(self, verb_id: str, language: str) -> str:
        """How this community says a verb of the interface; the shared word when it has no other.

        Raises `UnknownVerb`.
        """
        shared = verb_term(verb_id)
        own = (term for term in self.of_kind(TermKind.VERB) if renames(term, shared))
        spoken = (preferred_in(term.labels, language) for term in own)
        return next(filter(None, spoken), shared.label(language))

    def with_terms(self, terms: Iterable[Term]) -> Lexicon:
        return replace(self, terms=tuple(terms))


def renames(term: Term, shared: Term) -> bool:
    """Whether a community's verb takes the place of the shared one on its pages."""
    return shared.uri in term.aligned(Relation.EXACT)


def preferred_in(texts: Texts, language: str) -> str:
    """The text in this very language, or ""."""
    return texts.get(language) or texts.get(language.split("-")[0], "")
