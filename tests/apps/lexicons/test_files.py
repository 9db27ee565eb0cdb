"""A community takes its words away as SKOS, and brings others in after seeing what would change."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from rdflib import Graph
from rdflib.compare import to_canonical_graph
from rdflib.namespace import OWL, SKOS

from entrelieux.core.words.lexicon import Subject, Term, TermKind, ValueType
from entrelieux.core.words.skos import SkosFormat, read_skos
from entrelieux.core.words.skos.parsing import parse_graph
from entrelieux.lexicons.actions import add_term, retire_term, undo_version
from entrelieux.lexicons.models import LexiconTerm, LexiconVersion
from entrelieux.lexicons.queries import lexicon_of, records_told
from entrelieux.lexicons.serial import term_from_json
from entrelieux.places.actions import create_place
from entrelieux.projects.actions import start_project
from entrelieux.resources.actions import add_resource
from tests.apps.lexicons.test_lexicons import TODAY
from tests.cast import Cast

pytestmark = pytest.mark.django_db
FOREIGN = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://outils.example/scie> a skos:Concept ; skos:prefLabel "Scie"@fr , "Saw"@en .
"""


def file(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("mots.ttl", text.encode(), content_type="text/turtle")


@pytest.fixture
def words(cast: Cast) -> Cast:
    fact = Term(
        "",
        TermKind.FACT,
        {"fr": "Gare"},
        value_type=ValueType.TEXT,
        applies_to=(Subject.RESOURCE,),
    )
    add_term(by=cast.alice, community=cast.atelier, term=fact)
    old = add_term(
        by=cast.alice, community=cast.atelier, term=Term("", TermKind.THING, {"fr": "A"})
    )
    retire_term(by=cast.alice, community=cast.atelier, uri=old.uri, today=TODAY)
    return cast


@pytest.mark.parametrize("format", ["ttl", "jsonld"])
def test_the_words_of_a_community_come_back_whole(words: Cast, client: Any, format: str) -> None:
    answer = client.get(reverse("lexicon_file", args=["atelier", format]))
    assert answer["Content-Disposition"].endswith(f'filename="mots-atelier.{format}"')
    assert read_skos(answer.content.decode()).lexicon == lexicon_of(words.atelier)


def test_one_s_own_file_changes_nothing(words: Cast, client: Any, client_of: Any) -> None:
    text = client.get(reverse("lexicon_file", args=["atelier", "ttl"])).content.decode()
    page = client_of(words.alice).post(
        reverse("lexicon_import", args=["atelier"]), {"file": file(text)}
    )
    assert "ne change rien" in page.content.decode()


def test_what_would_change_is_seen_first_done_when_confirmed_and_undone(
    words: Cast, client_of: Any
) -> None:
    client = client_of(words.alice)
    before = lexicon_of(words.atelier).terms
    address = reverse("lexicon_import", args=["atelier"])
    page = client.post(address, {"file": file(FOREIGN)})
    assert "<ins>Scie" in page.content.decode()
    assert lexicon_of(words.atelier).terms == before
    client.post(address, {"text": page.context["text"], "confirm": "1"})
    assert lexicon_of(words.atelier).term("https://outils.example/scie").labels["en"] == "Saw"
    version = LexiconVersion.objects.filter(gesture="import").get().version
    undo_version(by=words.alice, community=words.atelier, version=version)
    assert lexicon_of(words.atelier).terms == before


BESIDE = (
    FOREIGN
    + """
<https://outils.example/scie> <http://purl.org/dc/terms/creator> "Lucie" ;
    skos:historyNote [ skos:note "Vient du lycée"@fr ] ; skos:prefLabel "Égoïne"@fr .
<https://outils.example/bois> a skos:Collection ; skos:member <https://outils.example/scie> .
<https://outils.example/rien> a skos:Concept .
"""
)


def exported(words: Cast, client: Any, format: SkosFormat) -> Graph:
    suffix = "ttl" if format is SkosFormat.TURTLE else "jsonld"
    answer = client.get(reverse("lexicon_file", args=[words.atelier.slug, suffix]))
    return parse_graph(answer.content.decode(), format)


@pytest.mark.parametrize("format", SkosFormat)
def test_what_has_no_place_here_is_told_kept_and_written_again(
    words: Cast, client_of: Any, format: SkosFormat
) -> None:
    client = client_of(words.alice)
    before = exported(words, client, format)
    address = reverse("lexicon_import", args=["atelier"])
    page = client.post(address, {"file": file(BESIDE)}).content.decode()
    told = ("skos:historyNote", "dct:creator", "skos:member", "1 mot du fichier", "Égoïne")
    assert [text for text in told if text not in page] == []
    client.post(address, {"text": BESIDE, "confirm": "1"})
    kept = exported(words, client, format)
    lost = to_canonical_graph(parse_graph(BESIDE, SkosFormat.TURTLE)) - to_canonical_graph(kept)
    assert {(str(name), str(text)) for _, name, text in lost} == {(str(SKOS.prefLabel), "Égoïne")}
    version = LexiconVersion.objects.get(gesture="import").version
    undo_version(by=words.alice, community=words.atelier, version=version)
    version_lines = {triple for triple in before if triple[1] == OWL.versionInfo}
    assert set(before) - version_lines <= set(exported(words, client, format))
    assert lexicon_of(words.atelier).others == {}


def test_a_file_that_only_speaks_beside_words_changes_something_once(
    words: Cast, client: Any, client_of: Any
) -> None:
    text = client.get(reverse("lexicon_file", args=["atelier", "ttl"])).content.decode()
    text += '<https://outils.example/bois> skos:note "À relire"@fr .'
    client, address = client_of(words.alice), reverse("lexicon_import", args=["atelier"])
    page = client.post(address, {"text": text}).content.decode()
    assert "À côté des mots" in page
    client.post(address, {"text": text, "confirm": "1"})
    assert lexicon_of(words.atelier).others.keys() == {"https://outils.example/bois"}
    assert "ne change rien" in client.post(address, {"text": text}).content.decode()


def test_what_a_file_said_of_a_word_stays_with_it_when_it_is_changed_or_split(
    words: Cast, client_of: Any
) -> None:
    client = client_of(words.alice)
    client.post(reverse("lexicon_import", args=["atelier"]), {"text": BESIDE, "confirm": "1"})
    row = LexiconTerm.objects.get(uri="https://outils.example/scie")
    assert "3 précisions gardées" in client.get(
        reverse("term", args=["atelier", row.pk])
    ).content.decode().replace("\xa0", " ")
    sent = {"label": "La scie", "kind": "thing"}
    client.post(reverse("term_edit", args=["atelier", row.pk]), sent)
    held = lexicon_of(words.atelier).term(row.uri)
    assert (held.labels["fr"], held.extra.count("Lucie")) == ("La scie", 1)
    split = reverse("term_split", args=["atelier", row.pk])
    client.post(split, {"names": "Scie à main\nScie sauteuse", "confirm": "1"})
    told = {term.label("fr"): "Lucie" in term.extra for term in lexicon_of(words.atelier).terms}
    assert [told[name] for name in ("La scie", "Scie à main", "Scie sauteuse")] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Choisissez un fichier"),
        ({"file": file("<a> <b> .")}, "Ligne 1"),
        ({"file": file("x" * 1_000_001)}, "1 Mo"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    cast: Cast, client_of: Any, sent: dict[str, Any], told: str
) -> None:
    page = client_of(cast.alice).post(reverse("lexicon_import", args=["atelier"]), sent)
    assert page.status_code == 422
    assert told in page.content.decode()


def test_a_word_of_another_community_is_not_taken_over(words: Cast, client_of: Any) -> None:
    text = FOREIGN.replace("https://outils.example/scie", lexicon_of(words.atelier).terms[0].uri)
    client = client_of(words.opal)
    client.post(reverse("lexicon_import", args=["bergerie"]), {"text": text, "confirm": "1"})
    assert lexicon_of(words.bergerie).terms == ()


@pytest.mark.parametrize(("name", "status"), [("alice", 200), ("bob", 403), ("chloe", 403)])
def test_those_who_run_the_community_import(
    cast: Cast, client_of: Any, name: str, status: int
) -> None:
    client = client_of(getattr(cast, name))
    assert client.get(reverse("lexicon_import", args=["atelier"])).status_code == status


GESTURES = {
    "term_rename": {"label": "La gare SNCF"},
    "term_retire": {},
    "term_merge": {"into": "train"},
    "term_split": {"names": "Gare SNCF\nGare routière"},
}


@pytest.fixture
def told(words: Cast) -> list[Any]:
    """A resource and a project of the Atelier, each of which says something under « Gare »."""
    uri = LexiconTerm.objects.get(uri__endswith="/gare").uri
    place = create_place(
        by=None,
        values={
            "name": "L’Atelier",
            "city": "Murat",
            "insee": "15138",
            "position": {"lat": 45.11, "lon": 2.87, "fidelity": "exact"},
        },
    )
    place.communities.add(words.atelier)
    facts = {"facts": {uri: "1.2"}}
    oven = add_resource(by=None, place=place, values={"name": "Four à bois", **facts})
    values = {"name": "Pain d’hiver", "scope": "private", **facts}
    return [oven, start_project(by=None, community=words.atelier, values=values)]


@pytest.mark.parametrize("view", GESTURES)
def test_a_gesture_is_seen_before_it_is_done_and_undone_after(
    words: Cast, client_of: Any, told: list[Any], view: str
) -> None:
    row = LexiconTerm.objects.get(uri__endswith="/gare")
    shape = {name: getattr(term_from_json(row.data), name) for name in ("value_type", "unit")}
    train = Term("", TermKind.FACT, {"fr": "Train"}, applies_to=(Subject.RESOURCE,), **shape)
    train = add_term(by=words.alice, community=words.atelier, term=train)
    pk = str(LexiconTerm.objects.get(uri=train.uri).pk)
    sent = {name: pk if text == "train" else text for name, text in GESTURES[view].items()}
    client = client_of(words.alice)
    before, versions = lexicon_of(words.atelier).terms, LexiconVersion.objects.count()
    address = reverse(view, args=["atelier", row.pk])
    page = client.post(address, sent).content.decode()
    shown = ("Rien n’est encore changé.", "Ressources (1)", "Four à bois", "Projets (1)")
    assert [text for text in (*shown, "Pain d’hiver") if text not in page] == []
    assert (lexicon_of(words.atelier).terms, LexiconVersion.objects.count()) == (before, versions)
    client.post(address, {**sent, "confirm": "1"})
    assert lexicon_of(words.atelier).terms != before
    assert LexiconVersion.objects.count() == versions + 1
    last = LexiconVersion.objects.latest("version").version
    client.post(reverse("lexicon_undo", args=["atelier", last]))
    assert lexicon_of(words.atelier).by_uri == {term.uri: term for term in before}
    for entry in told:
        kept = dict(entry.facts)
        entry.refresh_from_db()
        assert entry.facts == kept == {row.uri: "1.2"}


def test_a_preview_shows_no_record_that_its_reader_may_not_see(
    words: Cast, told: list[Any]
) -> None:
    uri = LexiconTerm.objects.get(uri__endswith="/gare").uri
    seen = {
        name: sum(len(kind.examples) for kind in records_told(uri, person))
        for name, person in words.everyone()
    }
    assert {name for name, count in seen.items() if count == 2} == {"alice", "farid", "opal"}
    assert [kind.count for kind in records_told(uri, words.chloe)] == [1, 1]
