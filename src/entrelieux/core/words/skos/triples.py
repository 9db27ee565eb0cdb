"""A lexicon as triples. No blank node: what is written can be compared triple by triple."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS, XSD

from entrelieux.core.words.lexicon import Choice, Lexicon, Term
from entrelieux.core.words.lexicon.term import ManyTexts, Texts
from entrelieux.core.words.skos.errors import UnwritableUri
from entrelieux.core.words.skos.names import FORBIDDEN, MATCHES, WORDS

Triple = tuple[URIRef, URIRef, URIRef | Literal]


def lexicon_triples(lexicon: Lexicon) -> Iterator[Triple]:
    """Raises `UnwritableUri`."""
    scheme = reference(lexicon.uri)
    yield scheme, RDF.type, SKOS.ConceptScheme
    # Some tools look for one, some for the other.
    yield from _texts(scheme, DCTERMS.title, lexicon.title)
    yield from _texts(scheme, SKOS.prefLabel, lexicon.title)
    yield scheme, OWL.versionInfo, Literal(str(lexicon.version))
    yield scheme, WORDS.languages, Literal(" ".join(lexicon.languages))
    for rank, term in enumerate(lexicon.terms, start=1):
        subject = reference(term.uri)
        yield subject, SKOS.inScheme, scheme
        yield subject, WORDS.rank, Literal(rank)
        yield from term_triples(term)


def term_triples(term: Term) -> Iterator[Triple]:
    subject = reference(term.uri)
    yield subject, RDF.type, SKOS.Concept
    yield subject, WORDS.kind, Literal(term.kind.value)
    yield from _texts(subject, SKOS.prefLabel, term.labels)
    yield from _many_texts(subject, SKOS.altLabel, term.alt_labels)
    yield from _many_texts(subject, SKOS.hiddenLabel, term.hidden_labels)
    yield from _texts(subject, SKOS.definition, term.definitions)
    yield from _fact_triples(subject, term)
    for name, uris in (
        (SKOS.broader, term.broader),
        (SKOS.related, term.related),
        (DCTERMS.isReplacedBy, term.replaced_by),
    ):
        yield from ((subject, name, reference(uri)) for uri in uris)
    for link in term.alignments:
        yield subject, MATCHES[link.relation], reference(link.target)
    if term.retired_on:
        yield subject, WORDS.retiredOn, Literal(term.retired_on.isoformat(), datatype=XSD.date)
        yield subject, OWL.deprecated, Literal(True)


def _fact_triples(subject: URIRef, term: Term) -> Iterator[Triple]:
    if term.value_type:
        yield subject, WORDS.valueType, Literal(term.value_type.value)
    if term.unit:
        yield subject, WORDS.unit, Literal(term.unit.value)
    for rank, choice in enumerate(term.choices, start=1):
        yield from _choice_triples(subject, rank, choice)
    for what in term.applies_to:
        yield subject, WORDS.appliesTo, Literal(what.value)
    yield subject, WORDS.privacy, Literal(term.privacy.value)
    if term.attested_by:
        yield subject, WORDS.attestedBy, Literal(term.attested_by)


def _choice_triples(subject: URIRef, rank: int, choice: Choice) -> Iterator[Triple]:
    # The rank keeps two addresses apart whatever the ids are.
    node = URIRef(f"{subject}/choice/{rank}-{quote(choice.id, safe='')}")
    yield subject, WORDS.choice, node
    yield node, WORDS.rank, Literal(rank)
    yield node, WORDS.choiceId, Literal(choice.id)
    yield from _texts(node, WORDS.label, choice.labels)


def reference(uri: str) -> URIRef:
    if FORBIDDEN.search(uri) or not uri:
        raise UnwritableUri(uri=uri)
    return URIRef(uri)


def literal(text: str, language: str) -> Literal:
    """A text in a language; "" is no language told."""
    return Literal(text, lang=language or None)


def _texts(subject: URIRef, name: URIRef, texts: Texts) -> Iterator[Triple]:
    for language, text in texts.items():
        yield subject, name, literal(text, language)


def _many_texts(subject: URIRef, name: URIRef, texts: ManyTexts) -> Iterator[Triple]:
    for language, some in texts.items():
        yield from ((subject, name, literal(text, language)) for text in some)
