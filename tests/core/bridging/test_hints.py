"""What ships of the hints: a typing slip in one would be silent."""

from __future__ import annotations

from entrelieux.core.bridging.reading.hints import load_hints
from entrelieux.core.bridging.reading.mentions import Spotter
from entrelieux.core.words import load_core

VOCABULARY = load_core()


def test_every_hint_leads_to_concepts_that_exist():
    unknown = {
        (label, name)
        for hints in load_hints().values()
        for label, concepts in hints.items()
        for name in concepts
        if VOCABULARY.at(name) is None
    }
    assert unknown == set()


def test_needs_that_name_nothing_are_read():
    spotter = Spotter(VOCABULARY)
    for language, text, concept in (
        ("fr", "J’ai cliqué sur un lien et mon compte est bizarre", "topics:topic-scams"),
        ("fr", "Ma mère ne sait pas lire le courrier", "skills:literacy-teaching"),
        ("fr", "Mes couteaux n’entament plus rien", "skills:sharpening"),
        ("fr", "Ce vieux boulon est grippé, la vis foirée", "processes:threading"),
        ("en", "The fret job on my guitar", "skills:lutherie"),
        ("fr", "Le dernier bus est à 17 h", "usages:lift-sharing"),
        ("en", "I live alone and eat alone", "audiences:isolated-people"),
        ("en", "The landlord refuses to give my money back", "needs:get-legal-advice"),
    ):
        found = spotter.mentions(text, language=language)
        assert any(one.is_hint and concept in one.concepts for one in found), text


def test_what_shares_a_stem_with_a_hint_is_not_taken_for_it():
    spotter = Spotter(VOCABULARY)
    for text, concept in (
        ("La commune ouvre une salle", "needs:get-known"),
        ("Je voudrais tester ma pièce", "skills:legal-advice"),
        ("Mon établi est prêt", "skills:animal-husbandry"),
        ("Un livre pour mon équipe", "machines:van"),
        ("Ma fille est en alternance", "tools:car-lift"),
        ("On me refuse un prêt", "machines:reflow-oven"),
    ):
        found = spotter.mentions(text)
        assert not any(concept in one.concepts for one in found), text
