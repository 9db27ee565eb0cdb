"""A lexicon out of a SKOS file, of ours or of anyone's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import chain
from types import MappingProxyType
from typing import Any, TypeVar

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DC, DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from entrelieux.core.words.lexicon import (
    Alignment,
    Choice,
    Lexicon,
    Privacy,
    Subject,
    Term,
    TermKind,
    Unit,
    ValueType,
)
from entrelieux.core.words.lexicon.term import ManyTexts, Texts
from entrelieux.core.words.skos.errors import BadWord, NoConcept
from entrelieux.core.words.skos.leftovers import by_owner, unmodelled, without_roles
from entrelieux.core.words.skos.names import MATCHES, WORDS, XL
from entrelieux.core.words.skos.parsing import format_of, line_of, parse_graph
from entrelieux.core.words.skos.writing import SkosFormat, lexicon_graph

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")
_NOTHING = Term("", TermKind.THING, {})
_NO_SCHEME = "urn:entrelieux:lexicon"


@dataclass(frozen=True, slots=True)
class SkosReading:
    """A lexicon, and what a file said that its words do not hold.

    `kept` counts, by property, the triples that are kept as they are (`Term.extra`,
    `Lexicon.others`). `demoted` are names that were preferred beside another one of the same
    language, and became synonyms. `nameless` are concepts without a name, which make no word.
    """

    lexicon: Lexicon
    kept: Mapping[str, int]
    demoted: tuple[str, ...] = ()
    nameless: tuple[str, ...] = ()


def read_skos(
    text: str, format: SkosFormat | None = None, known: Lexicon | None = None
) -> SkosReading:
    """The lexicon of a file; the format is recognised when it is not told.

    With `known`, the words that the file brings into that lexicon: where a file tells several
    values of which one can be held, the one already held stays; a concept without a name makes no
    word; a link that leads out of the file and of the lexicon is kept with the rest.
    Raises `BadSyntax`, `BadWord`, `NoConcept`, `RemoteContext`, `TooLarge`.
    """
    base = {"base": f"{known.uri}/"} if known else {}
    graph = parse_graph(text, format or format_of(text), **base)
    reader = _Reader(graph, text, known)
    lexicon = reader.lexicon()
    rest = unmodelled(graph, lexicon_graph(lexicon), lexicon)
    kept = Counter(graph.namespace_manager.normalizeUri(name) for _, name, _ in rest)
    told = by_owner(without_roles(rest, graph))
    terms = tuple(replace(term, extra=told.pop(term.uri, "")) for term in lexicon.terms)
    return SkosReading(
        replace(lexicon, terms=terms, others=told),
        dict(sorted(kept.items())),
        tuple(sorted(reader.demoted)),
        tuple(reader.nameless),
    )


class _Reader:
    def __init__(self, graph: Graph, text: str, known: Lexicon | None) -> None:
        self.graph, self.text, self.known = graph, text, known
        self.held = known.by_uri if known else {}
        self.demoted: set[str] = set()
        self.nameless: list[str] = []
        self.words: set[str] = set()

    def lexicon(self) -> Lexicon:
        concepts = {one for one in self.graph.subjects(RDF.type, SKOS.Concept) if _named(one)}
        if not concepts:
            raise NoConcept(0)
        if self.known:
            self.nameless = sorted(str(one) for one in concepts if not self._names(one))
            concepts -= {URIRef(uri) for uri in self.nameless}
        self.words = {str(one) for one in concepts}
        terms = tuple(self._term(one) for one in sorted(concepts, key=self._place))
        if self.known:
            return replace(self.known, terms=terms, others={})
        scheme = self._scheme(concepts)
        return Lexicon(
            uri=str(scheme or _NO_SCHEME),
            title=self._title(scheme) if scheme else {},
            languages=self._languages(scheme, terms),
            version=self._version(scheme),
            terms=terms,
        )

    def _scheme(self, concepts: Iterable[Node]) -> Node | None:
        """The scheme of most concepts, of those that the file describes if it describes any."""
        held = Counter(
            scheme
            for concept in concepts
            for scheme in self.graph.objects(concept, SKOS.inScheme)
            if _named(scheme)
        )
        told = {one for one in self.graph.subjects(RDF.type, SKOS.ConceptScheme) if _named(one)}
        ranked = sorted({*held, *told}, key=lambda one: (one not in told, -held[one], str(one)))
        return ranked[0] if ranked else None

    def _title(self, scheme: Node) -> dict[str, str]:
        names = (DCTERMS.title, SKOS.prefLabel, RDFS.label, DC.title)
        found = (self._texts(scheme, name) for name in names)
        return next(filter(None, found), {})

    def _languages(self, scheme: Node | None, terms: Iterable[Term]) -> tuple[str, ...]:
        told = self._word(scheme, WORDS.languages) if scheme else ""
        if told:
            return tuple(told.split())
        spoken = Counter(language for term in terms for language in term.labels if language)
        return tuple(sorted(spoken, key=lambda name: (-spoken[name], name))) or ("fr",)

    def _version(self, scheme: Node | None) -> int:
        told = self._word(scheme, OWL.versionInfo) if scheme else ""
        return int(told) if told.isdecimal() and len(told) < 10 else 1

    def _place(self, node: Node) -> tuple[int, str]:
        rank = self._word(node, WORDS.rank)
        return (int(rank) if rank.isdecimal() else 10**9, str(node))

    def _term(self, node: Node) -> Term:
        held = self.held.get(str(node), _NOTHING)
        labels, synonyms = self._names(node, held), self._many(node, SKOS.altLabel, XL.altLabel)
        retired = self._word(node, WORDS.retiredOn)
        replaced_by = self._links(node, DCTERMS.isReplacedBy) if retired or not self.known else ()
        return Term(
            uri=str(node),
            kind=self._one_of(TermKind, node, WORDS.kind) or TermKind.THING,
            labels=labels,
            alt_labels=_in_order(self._with_demoted(node, labels, synonyms), held.alt_labels),
            hidden_labels=_in_order(
                self._many(node, SKOS.hiddenLabel, XL.hiddenLabel), held.hidden_labels
            ),
            definitions=self._texts(node, SKOS.definition, held=held.definitions),
            value_type=self._one_of(ValueType, node, WORDS.valueType),
            unit=self._one_of(Unit, node, WORDS.unit),
            choices=tuple(self._choices(node)),
            applies_to=self._subjects(node, held.applies_to),
            privacy=self._one_of(Privacy, node, WORDS.privacy) or Privacy.PUBLIC,
            attested_by=self._word(node, WORDS.attestedBy),
            broader=_after(held.broader, self._links(node, SKOS.broader, SKOS.narrower)),
            related=_after(held.related, self._links(node, SKOS.related)),
            alignments=self._alignments(node),
            retired_on=self._date(node, retired) if retired else None,
            replaced_by=_after(held.replaced_by, replaced_by),
        )

    # Texts

    def _literals(self, node: Node, name: URIRef, xl: URIRef | None = None) -> list[Literal]:
        """The texts of a property, then those of its names as resources (SKOS-XL)."""
        plain = self.graph.objects(node, name)
        forms = self.graph.objects(node, xl) if xl else ()
        told = (form for label in forms for form in self.graph.objects(label, XL.literalForm))
        sorted_texts = (sorted(_texts_of(some), key=_text_key) for some in (plain, told))
        return list(dict.fromkeys(chain.from_iterable(sorted_texts)))

    def _names(self, node: Node, held: Term | None = None) -> dict[str, str]:
        return self._texts(node, SKOS.prefLabel, XL.prefLabel, held.labels if held else {})

    def _with_demoted(
        self, node: Node, labels: Texts, synonyms: dict[str, tuple[str, ...]]
    ) -> dict[str, tuple[str, ...]]:
        """SKOS lets a word have one preferred name a language (S14): the others find it."""
        for one in self._literals(node, SKOS.prefLabel, XL.prefLabel):
            language, text = one.language or "", str(one)
            if text != labels[language] and self.known:
                self.demoted.add(text)
                some = synonyms.get(language, ())
                synonyms[language] = some if text in some else (*some, text)
        return synonyms

    def _texts(
        self, node: Node, name: URIRef, xl: URIRef | None = None, held: Texts = MappingProxyType({})
    ) -> dict[str, str]:
        """One text a language: the one that is held already, else the first."""
        texts: dict[str, str] = {}
        for one in self._literals(node, name, xl):
            language, text = one.language or "", str(one)
            if held.get(language) == text or language not in texts:
                texts[language] = text
        return texts

    def _many(self, node: Node, name: URIRef, xl: URIRef) -> dict[str, tuple[str, ...]]:
        texts: dict[str, tuple[str, ...]] = {}
        for one in sorted(self._literals(node, name, xl), key=_text_key):
            language = one.language or ""
            texts[language] = (*texts.get(language, ()), str(one))
        return texts

    def _word(self, node: Node | None, name: URIRef) -> str:
        return min(map(str, _texts_of(self.graph.objects(node, name))), default="")

    # Links

    def _uris(self, node: Node, name: URIRef, inverse: URIRef | None = None) -> tuple[str, ...]:
        led = set(self.graph.objects(node, name))
        if inverse is not None:
            led |= set(self.graph.subjects(inverse, node))
        return tuple(sorted(str(one) for one in led if _named(one)))

    def _links(self, node: Node, name: URIRef, inverse: URIRef | None = None) -> tuple[str, ...]:
        """Links between words of the lexicon; with `known`, no other can be held."""
        found = self._uris(node, name, inverse)
        if self.known is None:
            return found
        inside = (uri for uri in found if uri in self.words or uri in self.held)
        return tuple(uri for uri in inside if uri != str(node))

    def _alignments(self, node: Node) -> tuple[Alignment, ...]:
        links = (
            Alignment(relation, target)
            for relation, name in MATCHES.items()
            for target in self._uris(node, name)
            if target != str(node) or self.known is None
        )
        return tuple(sorted(links))

    # What is ours

    def _choices(self, node: Node) -> Iterator[Choice]:
        for choice in sorted(self.graph.objects(node, WORDS.choice), key=self._place):
            yield Choice(self._word(choice, WORDS.choiceId), self._texts(choice, WORDS.label))

    def _subjects(self, node: Node, held: tuple[Subject, ...]) -> tuple[Subject, ...]:
        told = {
            self._known(Subject, str(one), node, WORDS.appliesTo)
            for one in self.graph.objects(node, WORDS.appliesTo)
        }
        return _after(held, (subject for subject in Subject if subject in told))

    def _one_of(self, words: type[E], node: Node, name: URIRef) -> E | None:
        told = self._word(node, name)
        return self._known(words, told, node, name) if told else None

    def _known(self, words: type[E], told: str, node: Node, name: URIRef) -> E:
        try:
            return words(told)
        except ValueError:
            known = ", ".join(word.value for word in words)
            raise self._bad(node, told, name, known) from None

    def _date(self, node: Node, told: str) -> date:
        try:
            return date.fromisoformat(told)
        except ValueError:
            raise self._bad(node, told, WORDS.retiredOn, "2026-12-31…") from None

    def _bad(self, node: Node, told: str, name: URIRef, known: str) -> BadWord:
        local = str(node).rsplit("/", 1)[-1].rsplit("#", 1)[-1]
        line = line_of(self.text, local, f'"{told}"')
        return BadWord(line, value=told, name=str(name).removeprefix(str(WORDS)), known=known)


def _named(node: Any) -> bool:
    """Blank nodes have no permanent address: what they say is kept with the rest."""
    return isinstance(node, URIRef)


def _texts_of(nodes: Iterable[Any]) -> Iterator[Literal]:
    return (one for one in nodes if isinstance(one, Literal))


def _text_key(text: Literal) -> tuple[str, str]:
    return text.language or "", str(text)


def _after(held: Iterable[T], found: Iterable[T]) -> tuple[T, ...]:
    """What was found, in the order in which it is held already: a graph has none."""
    some = tuple(found)
    return tuple(dict.fromkeys((*(one for one in held if one in some), *some)))


def _in_order(found: ManyTexts, held: ManyTexts) -> dict[str, tuple[str, ...]]:
    return {language: _after(held.get(language, ()), some) for language, some in found.items()}
