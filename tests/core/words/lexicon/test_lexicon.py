"""A lexicon renames the verbs of the interface, makes fields, and says what is to be mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from entrelieux.core.words import SCHEMES
from entrelieux.core.words.lexicon import (
    INTERFACE_VERBS,
    Alignment,
    Choice,
    DuplicateTerm,
    Lexicon,
    Relation,
    Subject,
    Term,
    TermKind,
    Unit,
    UnknownTerm,
    UnknownVerb,
    ValueType,
    core_id,
    core_uri,
    lexicon_problems,
    new_uri,
    term_problems,
)
from entrelieux.core.words.lexicon.errors import NotACoreUri

URI = "https://forge.example/mots"
FIRE = Term(
    f"{URI}/prendre-le-feu",
    TermKind.VERB,
    {"fr": "Prendre le feu"},
    alignments=(Alignment(Relation.EXACT, core_uri("verb", "book")),),
)
BED = Term(
    f"{URI}/plateau",
    TermKind.FACT,
    {"fr": "Plateau", "en": "Bed"},
    value_type=ValueType.QUANTITY,
    unit=Unit.MILLIMETRE,
    applies_to=(Subject.RESOURCE,),
)
ANVIL = Term(f"{URI}/enclume", TermKind.THING, {"fr": "Enclume"})
FORGE = Lexicon(URI, {"fr": "Les mots de la forge"}, terms=(FIRE, BED, ANVIL))


def codes(*terms: Term) -> list[str]:
    return [problem.code for problem in lexicon_problems(FORGE.with_terms(terms))]


def test_a_community_says_a_verb_of_the_interface_in_its_own_words() -> None:
    assert FORGE.verb("book", "fr") == "Prendre le feu"
    assert FORGE.verb("book", "fr-BE") == "Prendre le feu"
    assert FORGE.verb("book", "en") == "Book"
    assert FORGE.verb("cancel", "fr") == "Annuler"


def test_a_retired_verb_gives_the_shared_one_back() -> None:
    retired = FORGE.with_terms([replace(FIRE, retired_on=date(2026, 1, 1))])
    assert retired.verb("book", "fr") == "Réserver"


def test_a_verb_that_the_interface_does_not_have_is_refused() -> None:
    with pytest.raises(UnknownVerb):
        FORGE.verb("forge", "fr")


def test_every_verb_of_the_interface_is_said_in_both_languages_and_distinctly() -> None:
    for language in ("fr", "en"):
        labels = [verb.labels[language] for verb in INTERFACE_VERBS.values()]
        assert len(set(labels)) == len(INTERFACE_VERBS)
    assert [term_problems(verb) for verb in INTERFACE_VERBS.values()] == [()] * len(INTERFACE_VERBS)
    assert "verb" not in SCHEMES


def test_the_fields_of_a_form_are_the_facts_told_of_its_subject() -> None:
    assert FORGE.facts_of(Subject.RESOURCE) == (BED,)
    assert FORGE.facts_of(Subject.PLACE) == ()


def test_a_word_is_found_by_its_address() -> None:
    assert FORGE.term(BED.uri) is BED
    with pytest.raises(UnknownTerm):
        FORGE.term(f"{URI}/soufflet")
    with pytest.raises(DuplicateTerm):
        Lexicon(URI, {}, terms=(BED, BED))


def test_core_addresses_tell_their_scheme_and_id() -> None:
    assert core_id(core_uri("kinds", "fablab")) == ("kinds", "fablab")
    with pytest.raises(NotACoreUri):
        core_id(BED.uri)


def test_a_new_address_is_free() -> None:
    assert new_uri(URI, "Enclume", taken=FORGE.by_uri) == f"{URI}/enclume-2"
    assert new_uri(f"{URI}#", "Мастерская") == f"{URI}/mot"


def test_a_label_is_given_in_the_nearest_language() -> None:
    assert [BED.label(language) for language in ("en-GB", "fr", "de")] == [
        "Bed",
        "Plateau",
        "Plateau",
    ]


def test_a_sound_lexicon_has_no_problem() -> None:
    assert lexicon_problems(FORGE) == ()


def test_what_is_wrong_with_a_word_is_told() -> None:
    assert codes(replace(BED, uri="plateau")) == ["bad-uri"]
    assert codes(replace(BED, labels={})) == ["no-label"]
    assert codes(replace(BED, labels={"fr": " "})) == ["empty-label"]
    assert codes(replace(BED, value_type=None, unit=None)) == ["no-value-type"]
    assert codes(replace(BED, applies_to=())) == ["no-subject"]
    assert codes(replace(ANVIL, value_type=ValueType.TEXT)) == ["value-type"]
    assert codes(replace(BED, unit=None)) == ["no-unit"]
    assert codes(replace(BED, value_type=ValueType.DECIMAL)) == ["unit"]
    assert codes(replace(BED, value_type=ValueType.CHOICE, unit=None)) == ["few-choices"]
    assert codes(replace(ANVIL, replaced_by=(BED.uri,)), BED) == ["replaced-in-use"]
    assert codes(replace(ANVIL, related=(ANVIL.uri,))) == ["to-itself"]
    assert codes(replace(ANVIL, broader=(BED.uri,))) == ["unknown-link"]
    assert codes(ANVIL, replace(ANVIL, uri=f"{URI}/e2", labels={"fr": "L’enclume"})) == [
        "same-label"
    ]


def test_what_is_wrong_with_choices_is_told() -> None:
    def listed(*labels: str) -> Term:
        choices = tuple(Choice(f"c{rank}", {"fr": label}) for rank, label in enumerate(labels))
        return replace(BED, value_type=ValueType.CHOICE, unit=None, choices=choices)

    assert codes(listed("A", "A+")) == []
    assert codes(listed("Chêne", "chêne")) == ["same-choice"]
    assert codes(listed("Chêne, frêne", "Orme")) == ["separator"]
    assert codes(replace(listed("A", "B"), value_type=ValueType.TEXT)) == ["choices"]


def test_a_circle_of_broader_words_is_told_of_each() -> None:
    one = replace(ANVIL, broader=(FIRE.uri,))
    two = replace(FIRE, broader=(ANVIL.uri,))
    assert codes(one, two) == ["circle", "circle"]


def test_a_retired_word_leaves_its_name_to_another() -> None:
    gone = replace(ANVIL, retired_on=date(2026, 1, 1))
    assert codes(gone, replace(ANVIL, uri=f"{URI}/e2")) == []


def test_a_problem_is_said_in_both_languages() -> None:
    (problem,) = term_problems(replace(BED, unit=None))
    assert problem.sentence("fr") == "Une quantité a besoin d’une unité."
    assert problem.sentence("en") == "A quantity needs a unit."
