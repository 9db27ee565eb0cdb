"""The names of SKOS, and ours for what SKOS has no name for (docs/algorithms/lexicons.md)."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping

import rdflib
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS, XSD

from entrelieux.core.words.lexicon import Relation

# « 01 » stays « 01 »: a number is kept as it was written.
rdflib.NORMALIZE_LITERALS = False
# « 2020-02-30 »^^xsd:date is kept too: nothing to tell the log of each time it is read.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)

WORDS = Namespace("https://entrelieux.org/ns/words#")
XL = Namespace("http://www.w3.org/2008/05/skos-xl#")
# What an address may not hold (RFC 3987, Turtle's IRIREF).
FORBIDDEN = re.compile(r"[\x00-\x20<>\"{}|\\^`]")
MATCHES: Mapping[Relation, URIRef] = {
    Relation.EXACT: SKOS.exactMatch,
    Relation.CLOSE: SKOS.closeMatch,
    Relation.BROADER: SKOS.broadMatch,
    Relation.NARROWER: SKOS.narrowMatch,
    Relation.RELATED: SKOS.relatedMatch,
}


def new_graph() -> Graph:
    """An empty graph with the prefixes that our files use."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in (
        ("rdf", RDF),
        ("xsd", XSD),
        ("skos", SKOS),
        ("dct", DCTERMS),
        ("owl", OWL),
        ("words", WORDS),
    ):
        graph.bind(prefix, namespace)
    return graph
