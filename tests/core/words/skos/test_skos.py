"""Words go to files and come back whole, ours and anyone's."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest
import skosify
from hypothesis import given, settings
from hypothesis import strategies as st
from pyshacl import validate
from rdflib import Graph
from rdflib.namespace import RDF, SKOS

from entrelieux.core.words import load_core
from entrelieux.core.words.lexicon import Alignment, Lexicon, Relation, TermKind
from entrelieux.core.words.skos import SkosFormat, UnwritableUri, read_skos, write_core, write_skos
from entrelieux.core.words.skos.errors import (
    BadSyntax,
    BadWord,
    NoConcept,
    RemoteContext,
    UnreadableSkos,
)
from entrelieux.core.words.skos.parsing import parse_graph
from tests.core.words.lexicon.strategies import lexicons
from tests.core.words.lexicon.test_lexicon import ANVIL, FORGE

SHAPES = Graph().parse(Path(__file__).parent / "shapes.ttl")
# As a library would publish it: top concepts, notations, SKOS-XL, blank nodes, what we do not know.
FOREIGN = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix dc: <http://purl.org/dc/elements/1.1/> .
@prefix ex: <https://outils.example/voc/> .

ex:outils a skos:ConceptScheme ; dc:title "Outils"@fr ; skos:hasTopConcept ex:scie .
ex:scie a skos:Concept ; skos:inScheme ex:outils ; skos:topConceptOf ex:outils ;
    skos:prefLabel "Scie"@fr , "Saw"@en ; skos:altLabel "égoïne"@fr-CH , "sierra" ;
    skos:narrower ex:ruban ; skos:notation "17" ;
    skos:note [ skos:example "Couper droit"@fr ; ex:date 2019 ] .
ex:ruban a skos:Concept ; xl:prefLabel [ a xl:Label ; xl:literalForm "Scie à ruban"@fr ] ;
    skos:broadMatch <http://www.wikidata.org/entity/Q125356> ; ex:poids 80.50 .
ex:vieux a skos:Concept ; skos:prefLabel "Sans langue" ; skos:inScheme ex:autres .
[] a skos:Concept ; skos:prefLabel "Sans adresse"@fr .
"""


def graph_of(text: str, format: SkosFormat = SkosFormat.TURTLE) -> Graph:
    return parse_graph(text, format)


@settings(deadline=None)
@given(lexicons(least=1), st.sampled_from(SkosFormat))
def test_a_lexicon_comes_back_whole(lexicon: Lexicon, format: SkosFormat) -> None:
    reading = read_skos(write_skos(lexicon, format))
    assert (reading.lexicon, reading.kept) == (lexicon, {})


@pytest.mark.parametrize("format", SkosFormat)
def test_the_same_lexicon_gives_the_same_file(format: SkosFormat) -> None:
    texts = {write_skos(FORGE, format) for _ in range(3)}
    texts.add(write_skos(read_skos(write_skos(FORGE, format)).lexicon, format))
    assert len(texts) == 1


def test_a_foreign_file_is_understood() -> None:
    lexicon = read_skos(FOREIGN).lexicon
    band, saw, old = lexicon.terms
    assert (lexicon.uri, lexicon.title) == ("https://outils.example/voc/outils", {"fr": "Outils"})
    assert saw.labels == {"en": "Saw", "fr": "Scie"}
    assert saw.alt_labels == {"": ("sierra",), "fr-CH": ("égoïne",)}
    assert (band.labels, band.broader) == ({"fr": "Scie à ruban"}, (saw.uri,))
    assert band.alignments == (
        Alignment(Relation.BROADER, "http://www.wikidata.org/entity/Q125356"),
    )
    assert (old.labels, old.kind) == ({"": "Sans langue"}, TermKind.THING)


@pytest.mark.parametrize(
    ("text", "error", "line"),
    [
        ("@prefix skos: <x> .\n<a> <b> .\n", BadSyntax, 2),
        ("<https://a> nope:b 1 .", BadSyntax, 1),
        ('{"@id": "x",\n "b": }', BadSyntax, 2),
        ('[\n{"@context": "https://ailleurs.example/c"}]', RemoteContext, 2),
        ('{"a": [{"@context": [{"@import":\n"https://ailleurs.example/c"}]}]}', RemoteContext, 2),
        ("", NoConcept, 0),
        ("<https://a> <https://b> 1 .", NoConcept, 0),
        ('{"@graph": 3}', NoConcept, 0),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_line(
    text: str, error: type[UnreadableSkos], line: int
) -> None:
    with pytest.raises(UnreadableSkos) as refusal:
        read_skos(text)
    assert (refusal.type, refusal.value.line) == (error, line)


def test_a_word_of_ours_that_we_do_not_have_is_refused_with_its_line() -> None:
    text = write_skos(FORGE).replace('words:kind "thing"', 'words:kind "zèbre"')
    with pytest.raises(BadWord) as refusal:
        read_skos(text)
    assert "zèbre" in text.splitlines()[refusal.value.line - 1]


@given(st.text(max_size=200), st.sampled_from(["", "{", "[", "@prefix a: <b> . a:"]))
def test_any_text_is_read_or_refused_by_name(text: str, start: str) -> None:
    with pytest.raises(UnreadableSkos):
        read_skos(start + text)


def test_a_deep_file_is_refused() -> None:
    with pytest.raises(UnreadableSkos):
        read_skos("[" * 100_000)
    with pytest.raises(UnreadableSkos):
        read_skos("<https://a> <https://b> " + "[ <https://c> " * 20_000)


def test_an_address_with_forbidden_signs_is_not_written() -> None:
    with pytest.raises(UnwritableUri):
        write_skos(FORGE.with_terms([replace(ANVIL, uri="https://a b/<c>")]))


# What others check


def problems_of(graph: Graph) -> str:
    conforms, _, told = validate(graph, shacl_graph=SHAPES)
    return "" if conforms else str(told)


def test_what_is_written_meets_the_conditions_of_skos() -> None:
    assert problems_of(graph_of(write_skos(FORGE))) == ""
    assert problems_of(graph_of(write_core(load_core()))) == ""


def test_the_shapes_refuse_a_word_of_two_names() -> None:
    assert "prefLabel" in problems_of(
        graph_of(write_skos(FORGE) + f'<{ANVIL.uri}> skos:prefLabel "Bigorne"@fr .')
    )


@pytest.mark.parametrize("text", [write_skos(FORGE), write_core(load_core())], ids=["own", "core"])
def test_skosify_finds_nothing_to_mend(text: str, caplog: pytest.LogCaptureFixture) -> None:
    graph = graph_of(text)
    with caplog.at_level(logging.WARNING):
        mended = skosify.skosify(graph, mark_top_concepts=False)
    told = [record.getMessage() for record in caplog.records]
    assert [one for one in told if "multiple" not in one.lower()] == []
    assert set(mended.subjects(RDF.type, SKOS.Concept)) == set(
        graph_of(text).subjects(RDF.type, SKOS.Concept)
    )


def test_the_whole_core_vocabulary_is_exported() -> None:
    words = load_core()
    graph = graph_of(write_core(words, SkosFormat.JSON_LD), SkosFormat.JSON_LD)
    labels = {str(label) for label in graph.objects(None, SKOS.prefLabel)}
    assert {concept.fr for concept in words} | {concept.en for concept in words} <= labels
    assert (
        read_skos(write_core(words)).lexicon.get("https://entrelieux.org/words/kinds/fablab")
        is not None
    )
