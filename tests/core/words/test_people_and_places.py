"""Rooms, skills, disciplines, usages and needs are sound, and follow what people say."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from entrelieux.core.words import load_core

WORDS = load_core()
PHRASES = Path(__file__).parent / "phrases" / "people_and_places.toml"
# How many concepts each scheme has at the least.
SIZES = {"rooms": 35, "skills": 90, "disciplines": 60, "usages": 70, "needs": 60, "topics": 45}
# What France Tiers-Lieux calls the families of places and their legal forms, as published.
FTL_LEGAL_FORMS = {
    "Association",
    "Collectif citoyen",
    "Universités et écoles",
    "Établissements scolaires",
    "Collectivités",
    "SARL-SA-SAS",
    "SCIC",
    "SCOP",
}


@pytest.mark.parametrize("scheme", SIZES)
def test_a_scheme_covers_its_field(scheme: str) -> None:
    assert len(WORDS.scheme(scheme)) >= SIZES[scheme]


def test_legal_forms_are_named_as_france_tiers_lieux_names_them() -> None:
    named = {word for c in WORDS.scheme("legal_forms") for word in c.notations.get("ftl", ())}
    assert named == FTL_LEGAL_FORMS


def test_legal_forms_nest() -> None:
    assert [c.id for c in WORDS.broader("scic", "legal_forms")] == ["cooperative", "company"]
    assert WORDS.concept_of("SCOP", "legal_forms") == "scop"


@pytest.mark.parametrize(
    ("phrase", "scheme", "concept"),
    [
        ("salle de réunion", "rooms", "meeting-room"),
        ("un box d’atelier", "rooms", "workshop-bay"),
        ("open space", "rooms", "open-space"),
        ("labo de transformation", "rooms", "professional-kitchen"),
        ("parking à vélos", "rooms", "bike-shed"),
        ("je sais coudre", "skills", "sewing"),
        ("Fusion 360", "skills", "cad"),
        ("écrivain public", "skills", "paperwork-help"),
        ("rucher", "skills", "beekeeping"),
        ("apprendre à coder aux enfants", "skills", "teaching-robotics"),
        ("BUT GEII", "disciplines", "electrical-engineering"),
        ("infirmière libérale", "disciplines", "nursing"),
        ("étudiant en droit", "disciplines", "law"),
        ("atelier couture", "usages", "sewing-cafe"),
        ("AMAP", "usages", "food-pick-up"),
        ("café des langues", "usages", "language-exchange"),
        ("permanence papiers", "usages", "paperwork-desk"),
        ("graver des trophées", "needs", "engrave-trophies"),
        ("commande groupée", "needs", "buy-together"),
        ("prendre un apprenti", "needs", "find-an-apprentice"),
        ("ordinateur en panne", "needs", "repair-a-computer"),
        ("Doctolib", "topics", "topic-doctor-booking"),
        ("mot de passe oublié", "topics", "topic-passwords"),
        ("Pix", "topics", "topic-digital-certificate"),
    ],
)
def test_an_everyday_phrase_leads_to_its_concept(phrase: str, scheme: str, concept: str) -> None:
    assert WORDS.concepts_for([phrase], scheme)[:1] == (concept,)


@pytest.mark.parametrize(
    ("phrase", "scheme"),
    [
        ("cours de couture", "rooms"),  # « cours » is not « cour »
        ("stage de découverte", "rooms"),  # a French « stage » is not an English one
        ("laisser un message", "skills"),
        ("réserver une table", "rooms"),
        ("il faut payer l’entrée", "skills"),
    ],
)
def test_a_false_friend_leads_nowhere(phrase: str, scheme: str) -> None:
    assert WORDS.concepts_for([phrase], scheme) == ()


def test_phrases_held_back_lead_rather_nowhere_than_astray() -> None:
    """The figures that docs/algorithms/words.md publishes."""
    held_back = tomllib.loads(PHRASES.read_text("utf-8"))
    told = [(s, phrase, c) for s, phrases in held_back.items() for phrase, c in phrases]
    found = [([f.concept.id for f in WORDS.find(phrase, [s], 1)], c) for s, phrase, c in told]
    assert len(found) == 60
    assert sum(first == [concept] for first, concept in found) >= 41
    assert sum(first not in ([], [concept]) for first, concept in found) <= 2


def test_what_answers_a_need_or_a_usage_is_a_thing_or_a_person() -> None:
    asked = [c for s in ("usages", "needs") for c in WORDS.scheme(s)]
    means = {link.split(":")[0] for c in asked for link in c.done_with}
    assert means == {"machines", "tools", "rooms", "services"}
    assert {link.split(":")[0] for c in asked for link in c.asks_for} == {"skills"}
    assert [c.id for c in asked if not (c.kinds or c.done_with or c.asks_for)] == []
