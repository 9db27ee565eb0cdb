"""The shared vocabulary is sound, and understands the labels of real sources."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.words import SCHEMES, UnknownScheme, label_key, load_core

WORDS = load_core()
ALL = list(WORDS)
LAMEDNUM_SERVICES = {
    "Aide aux démarches administratives",
    "Maîtrise des outils numériques du quotidien",
    "Insertion professionnelle via le numérique",
    "Utilisation sécurisée du numérique",
    "Parentalité et éducation avec le numérique",
    "Loisirs et créations numériques",
    "Compréhension du monde numérique",
    "Accès internet et matériel informatique",
    "Acquisition de matériel informatique à prix solidaire",
}

# Integrity


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_label_means_two_concepts_of_a_scheme(scheme: str) -> None:
    meanings = defaultdict(set)
    for concept in WORDS.scheme(scheme):
        for label in concept.labels:
            meanings[label_key(label)].add(concept.id)
    assert {key: ids for key, ids in meanings.items() if len(ids) > 1} == {}


def test_every_link_leads_to_a_concept() -> None:
    links = [(c, other) for c in ALL for other in (*c.broader, *c.related)]
    assert [other for c, other in links if WORDS.get(other, c.scheme) is None] == []
    assert [kind for c in ALL for kind in c.kinds if WORDS.get(kind, "kinds") is None] == []


def test_nothing_is_broader_than_itself() -> None:
    cycles = [c.id for c in ALL if c in WORDS.narrower(c.id, c.scheme)]
    assert cycles == []


def test_every_concept_reads_in_both_languages() -> None:
    assert [c.id for c in ALL if not (c.fr.strip() and c.en.strip())] == []


def test_an_id_in_two_schemes_reads_the_same() -> None:
    labels = defaultdict(set)
    for concept in ALL:
        labels[concept.id].add((concept.fr, concept.en))
    assert {key: said for key, said in labels.items() if len(said) > 1} == {}


def test_the_nine_services_of_the_standard_are_there() -> None:
    named = {word for c in WORDS.scheme("services") for word in c.notations.get("lamednum", ())}
    assert named == LAMEDNUM_SERVICES


def test_every_digital_service_has_a_word_in_the_standard_but_repair() -> None:
    of_the_place = {"place-services", *(c.id for c in WORDS.narrower("place-services", "services"))}
    nameless = {c.id for c in WORDS.scheme("services") if WORDS.lamednum(c.id) is None}
    assert nameless - of_the_place == {"computer-repair"}


# Labels of sources


@pytest.mark.parametrize(
    ("labels", "name", "kinds"),
    [
        (["Tiers lieux à dominante fablab"], "", ("third-place", "fablab")),
        (["Tiers lieux à dominante coworking"], "", ("third-place", "coworking")),
        (["Fablab / Hackerspace"], "", ("fablab",)),
        (["Structure associative de quartier,Fablab / Hackerspace,Tiers-Lieux"], "",
         ("association", "fablab", "third-place")),
        (["BIJ/PIJ (Information Jeunesse)"], "", ("youth-information",)),
        (["Ressourcerie (matériel moindre coût / recyclé)"], "", ("reuse-centre",)),
        (["Maison de Services au Public"], "", ("france-services",)),
        (["France services Principal Bus_équivalent"], "", ("france-services",)),
        (["Manufacture de proximité"], "", ("local-manufacture",)),
        (["Fabrique de territoire"], "", ("third-place",)),
        (["leisure=hackerspace", "hackerspace=fablab"], "", ("hackerspace", "fablab")),
        (["Autres", ""], "", ()),
        ([], "FabLab Lapalisse", ("fablab",)),
        ([], "CoCotte numérique, fab lab et coworking", ("fablab", "coworking")),
        ([], "Médiathèque du centre social", ("library",)),
        (["CNFS"], "Mairie de Murat", ("digital-help", "town-hall")),
        ([], "FabLab avec un coin coworking", ("fablab",)),
        (["Fablab (et parfois coworking)"], "", ("fablab",)),
        ([], "Les amis du fablab", ()),
    ],
)  # fmt: skip
def test_says_what_a_place_is(labels: list[str], name: str, kinds: tuple[str, ...]) -> None:
    assert WORDS.kinds_for(labels, name) == kinds


@pytest.mark.parametrize(
    ("label", "scheme", "concepts"),
    [
        ("Accompagnement CAF (caf.fr)", "services", ("family-benefits-help",)),
        ("Prendre en main un smartphone ou une tablette", "services", ("smartphone-skills",)),
        ("Jeunesse (11-26 ans)", "audiences", ("young-people",)),
        ("Langue étrangère (anglais)", "audiences", ("english-speakers",)),
        ("Gratuit : Je peux accéder gratuitement au lieu et à ses services", "fees", ("free",)),
        ("Agrée Pass Numérique (APTIC ou autres)", "fees", ("digital-pass",)),
        ("CNFS", "labels", ("conseillers-numeriques",)),
        ("Surdité", "accessibility", ("hearing",)),
        ("Public : Collectivité", "legal_forms", ("local-authority",)),
        ("Se présenter", "access", ("walk-in",)),
    ],
)
def test_understands_the_labels_of_sources(
    label: str, scheme: str, concepts: tuple[str, ...]
) -> None:
    assert WORDS.concepts_for([label], scheme) == concepts


def test_tells_the_labels_it_does_not_know() -> None:
    assert WORDS.unknown_labels(["Fablab", "Autres"], "kinds") == ("Autres",)


def test_an_unknown_scheme_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownScheme, match="kinds, services"):
        WORDS.scheme("colours")


# Labels and links


def test_reads_in_the_reader_s_language() -> None:
    assert WORDS.label("coworking", "fr") == "Espace de coworking"
    assert WORDS.label("coworking", "en-GB") == "Coworking space"
    assert WORDS.label("nothing", "fr") == ""


def test_expands_to_narrower_related_and_broader_concepts() -> None:
    weights = {e.concept.id: e.weight for e in WORDS.expand("makerspace")}
    assert weights["makerspace"] == 1.0
    assert weights["makerspace"] > weights["fablab"] > weights["shared-workshop"]
    assert weights["shared-workshop"] > weights["third-place"] > 0
    assert "library" not in weights


def test_a_finer_service_takes_the_standard_s_word_of_its_broader_one() -> None:
    assert WORDS.lamednum("family-benefits-help") == "Aide aux démarches administratives"
    assert WORDS.lamednum("wifi") == "Accès internet et matériel informatique"
    assert WORDS.notations("fablab", "osm") == ("hackerspace=fablab",)


@given(st.sampled_from([(c, label) for c in ALL for label in c.labels]))
def test_every_label_leads_back_to_its_concept(pair) -> None:  # type: ignore[no-untyped-def]
    concept, label = pair
    assert WORDS.concepts_for([label.upper()], concept.scheme) == (concept.id,)


@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    assert set(WORDS.kinds_for([text], text)) <= {c.id for c in WORDS.scheme("kinds")}
