"""A lexicon out of a SKOS file, of ours or of anyone's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from rdflib import BNode, Graph, Literal, URIRef
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
from entrelieux.core.words.skos.errors import BadWord, NoConcept
from entrelieux.core.words.skos.names import MATCHES, WORDS, XL
from entrelieux.core.words.skos.parsing import format_of, line_of, parse_graph
from entrelieux.core.words.skos.writing import SkosFormat, lexicon_graph

E = TypeVar("E", bound=StrEnum)
_NO_SCHEME = "urn:entrelieux:lexicon"


@dataclass(frozen=True, slots=True)
class SkosReading:
    """`extra` are the triples that the model does not hold, `unsaid` those that it would add.

    Both are N-Triples, to hand back to `write_skos`: then a file that nobody changed is the same.
    """

    lexicon: Lexicon
    extra: str = ""
    unsaid: str = ""


def read_skos(text: str, format: SkosFormat | None = None) -> SkosReading:
    """The lexicon of a file; the format is recognised when it is not told.

    Raises `BadSyntax`, `BadWord`, `NoConcept`, `RemoteContext`, `TooLarge`.
    """
    graph = parse_graph(text, format or format_of(text))
    lexicon = _Reader(graph, text).lexicon()
    written = lexicon_graph(lexicon)
    return SkosReading(lexicon, _lines(graph, written), _lines(written, graph))


def _lines(graph: Graph, without: Graph) -> str:
    rest = Graph(bind_namespaces="none")
    for triple in graph:
        if triple not in without:
            rest.add(triple)
    return "".join(sorted(rest.serialize(format="nt").splitlines(keepends=True)))


class _Reader:
    def __init__(self, graph: Graph, text: str) -> None:
        self.graph, self.text = graph, text

    def lexicon(self) -> Lexicon:
        concepts = [one for one in self.graph.subjects(RDF.type, SKOS.Concept) if _named(one)]
        if not concepts:
            raise NoConcept(0)
        terms = tuple(self._term(one) for one in sorted(set(concepts), key=self._place))
        scheme = self._scheme(concepts)
        title = self._title(scheme) if scheme else {}
        return Lexicon(
            uri=str(scheme or _NO_SCHEME),
            title=title,
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
        labels = self._texts(node, SKOS.prefLabel, XL.prefLabel)
        retired = self._word(node, WORDS.retiredOn)
        return Term(
            uri=str(node),
            kind=self._one_of(TermKind, node, WORDS.kind) or TermKind.THING,
            labels=labels,
            alt_labels=self._many(node, SKOS.altLabel, XL.altLabel),
            hidden_labels=self._many(node, SKOS.hiddenLabel, XL.hiddenLabel),
            definitions=self._texts(node, SKOS.definition),
            value_type=self._one_of(ValueType, node, WORDS.valueType),
            unit=self._one_of(Unit, node, WORDS.unit),
            choices=tuple(self._choices(node)),
            applies_to=self._subjects(node),
            privacy=self._one_of(Privacy, node, WORDS.privacy) or Privacy.PUBLIC,
            attested_by=self._word(node, WORDS.attestedBy),
            broader=self._uris(node, SKOS.broader, SKOS.narrower),
            related=self._uris(node, SKOS.related),
            alignments=self._alignments(node),
            retired_on=self._date(node, retired) if retired else None,
            replaced_by=self._uris(node, DCTERMS.isReplacedBy),
        )

    # Texts

    def _literals(self, node: Node, name: URIRef, xl: URIRef | None) -> list[Literal]:
        plain = [one for one in self.graph.objects(node, name) if isinstance(one, Literal)]
        forms = self.graph.objects(node, xl) if xl else ()
        told = (form for label in forms for form in self.graph.objects(label, XL.literalForm))
        found = plain or [one for one in told if isinstance(one, Literal)]
        return sorted(set(found), key=lambda one: (one.language or "", str(one)))

    def _texts(self, node: Node, name: URIRef, xl: URIRef | None = None) -> dict[str, str]:
        """One text a language; a second one stays in `extra`."""
        texts: dict[str, str] = {}
        for one in self._literals(node, name, xl):
            texts.setdefault(one.language or "", str(one))
        return texts

    def _many(self, node: Node, name: URIRef, xl: URIRef) -> dict[str, tuple[str, ...]]:
        texts: dict[str, tuple[str, ...]] = {}
        for one in self._literals(node, name, xl):
            language = one.language or ""
            texts[language] = (*texts.get(language, ()), str(one))
        return texts

    def _word(self, node: Node | None, name: URIRef) -> str:
        found = (one for one in self.graph.objects(node, name) if isinstance(one, Literal))
        return min((str(one) for one in found), default="")

    # Links

    def _uris(self, node: Node, name: URIRef, inverse: URIRef | None = None) -> tuple[str, ...]:
        led = set(self.graph.objects(node, name))
        if inverse is not None:
            led |= set(self.graph.subjects(inverse, node))
        return tuple(sorted(str(one) for one in led if _named(one)))

    def _alignments(self, node: Node) -> tuple[Alignment, ...]:
        links = (
            Alignment(relation, target)
            for relation, name in MATCHES.items()
            for target in self._uris(node, name)
        )
        return tuple(sorted(links))

    # What is ours

    def _choices(self, node: Node) -> Iterator[Choice]:
        for choice in sorted(self.graph.objects(node, WORDS.choice), key=self._place):
            yield Choice(self._word(choice, WORDS.choiceId), self._texts(choice, WORDS.label))

    def _subjects(self, node: Node) -> tuple[Subject, ...]:
        told = {
            self._known(Subject, str(one), node, WORDS.appliesTo)
            for one in self.graph.objects(node, WORDS.appliesTo)
        }
        return tuple(subject for subject in Subject if subject in told)

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
    """Blank nodes have no permanent address: what they say stays in `extra`."""
    return isinstance(node, URIRef) and not isinstance(node, BNode)
