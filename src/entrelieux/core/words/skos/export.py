"""The shared core vocabulary as SKOS, for others to align to."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

from entrelieux.core.words.concepts import SCHEMES, Concept
from entrelieux.core.words.lexicon import CORE_URI, INTERFACE_VERBS, VERB_SCHEME, core_uri
from entrelieux.core.words.skos.names import WORDS, new_graph
from entrelieux.core.words.skos.triples import Triple, term_triples
from entrelieux.core.words.skos.writing import SkosFormat, serialised
from entrelieux.core.words.vocabulary import Vocabulary

_WIKIDATA = "http://www.wikidata.org/entity/"


def write_core(vocabulary: Vocabulary, format: SkosFormat = SkosFormat.TURTLE) -> str:
    return serialised(core_graph(vocabulary), format)


def core_graph(vocabulary: Vocabulary) -> Graph:
    """Every scheme with its concepts, and the verbs of the interface."""
    graph = new_graph()
    graph.bind("notation", WORDS["notation/"])
    for scheme in (*SCHEMES, VERB_SCHEME):
        graph.add((_scheme(scheme), RDF.type, SKOS.ConceptScheme))
        for name in (DCTERMS.title, SKOS.prefLabel):
            graph.add((_scheme(scheme), name, Literal(scheme.replace("_", " "), lang="en")))
    for concept in vocabulary:
        for triple in concept_triples(concept, vocabulary):
            graph.add(triple)
    for verb in INTERFACE_VERBS.values():
        graph.add((URIRef(verb.uri), SKOS.inScheme, _scheme(VERB_SCHEME)))
        for triple in term_triples(verb):
            graph.add(triple)
    return graph


def concept_triples(concept: Concept, vocabulary: Vocabulary) -> Iterator[Triple]:
    subject = URIRef(core_uri(concept.scheme, concept.id))
    yield subject, RDF.type, SKOS.Concept
    yield subject, SKOS.inScheme, _scheme(concept.scheme)
    yield subject, SKOS.prefLabel, Literal(concept.fr, lang="fr")
    yield subject, SKOS.prefLabel, Literal(concept.en, lang="en")
    shown = {concept.fr, concept.en}
    # The vocabulary does not tell the language of its synonyms.
    yield from ((subject, SKOS.altLabel, Literal(text)) for text in {*concept.alt} - shown)
    hidden = {*concept.hidden} - shown - {*concept.alt}
    yield from ((subject, SKOS.hiddenLabel, Literal(text)) for text in hidden)
    yield from _links(subject, concept, vocabulary)
    yield from _notations(subject, concept)


def _links(subject: URIRef, concept: Concept, vocabulary: Vocabulary) -> Iterator[Triple]:
    for name, ids in (
        (SKOS.broader, concept.broader),
        (SKOS.related, concept.related),
    ):
        for other in ids:
            found = vocabulary.get(other, concept.scheme) or vocabulary.get(other)
            if found:
                yield subject, name, URIRef(core_uri(found.scheme, found.id))
    for kind in concept.kinds:
        yield subject, WORDS.usualIn, URIRef(core_uri("kinds", kind))


def _notations(subject: URIRef, concept: Concept) -> Iterator[Triple]:
    """Codes of others, their system as datatype (SKOS reference, section 6.5.1)."""
    for system, codes in concept.notations.items():
        for code in codes:
            if system == "wikidata":
                yield subject, SKOS.exactMatch, URIRef(f"{_WIKIDATA}{code}")
            else:
                yield subject, SKOS.notation, Literal(code, datatype=WORDS[f"notation/{system}"])


def _scheme(scheme: str) -> URIRef:
    return URIRef(f"{CORE_URI}{scheme}")
