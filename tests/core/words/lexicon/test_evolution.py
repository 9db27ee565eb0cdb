"""Words change without a record losing what it says, and every change can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.words.lexicon import (
    Alignment,
    Choice,
    Lexicon,
    Relation,
    Subject,
    Term,
    TermKind,
    ValueType,
    core_uri,
)
from entrelieux.core.words.lexicon.difference import difference
from entrelieux.core.words.lexicon.errors import (
    MergeRefused,
    NotRetired,
    SplitRefused,
    StillRetired,
    UndoRefused,
    ValuesAtStake,
)
from entrelieux.core.words.lexicon.evolution import (
    Evolution,
    add,
    merge,
    rename,
    restore,
    retire,
    revise,
    split,
    undo,
)
from entrelieux.core.words.lexicon.migration import (
    Clash,
    Records,
    Waiting,
    migrate,
    undo_migration,
)
from tests.core.words.lexicon.strategies import CHOICE_IDS, lexicons

DAY = date(2026, 5, 1)
URI = "https://scierie.example/mots"


def fact(name: str, label: str, value_type: ValueType = ValueType.TEXT, *choices: str) -> Term:
    listed = tuple(Choice(choice, {"fr": choice.title()}) for choice in choices)
    uri, subjects = f"{URI}/{name}", (Subject.RESOURCE,)
    labels = {"fr": label}
    return Term(
        uri, TermKind.FACT, labels, value_type=value_type, choices=listed, applies_to=subjects
    )


WOOD = fact("bois", "Bois travaillé")
TIMBER = fact("essence", "Essence")
STATE = fact("etat", "État", ValueType.CHOICES, "marche", "panne", "prêté")
SAW = Term(f"{URI}/scie", TermKind.THING, {"fr": "Scie"})
WORDS = Lexicon(URI, {"fr": "La scierie"}, terms=(WOOD, TIMBER, STATE, SAW))


def sentences(evolution: Evolution, language: str = "fr") -> list[str]:
    return [told.sentence(language) for told in difference(WORDS, evolution.lexicon)]


def test_a_renamed_word_keeps_its_address_and_is_found_by_its_former_name() -> None:
    renamed = rename(WORDS, WOOD.uri, "fr", "Bois").lexicon.term(WOOD.uri)
    assert (renamed.labels, renamed.alt_labels) == ({"fr": "Bois"}, {"fr": ("Bois travaillé",)})


def test_a_word_renamed_back_does_not_keep_its_own_name_as_a_synonym() -> None:
    there = rename(WORDS, WOOD.uri, "fr", "Bois").lexicon
    back = rename(there, WOOD.uri, "fr", "Bois travaillé").lexicon.term(WOOD.uri)
    assert back.alt_labels == {"fr": ("Bois",)}


def test_values_follow_a_merged_word() -> None:
    change = merge(WORDS, [TIMBER.uri], WOOD.uri, DAY)
    records = {"r1": {TIMBER.uri: "chêne"}, "r2": {WOOD.uri: "pin"}, "r3": {}}
    assert migrate(records, change.migration).records == {
        "r1": {WOOD.uri: "chêne"},
        "r2": {WOOD.uri: "pin"},
        "r3": {},
    }
    assert change.lexicon.term(WOOD.uri).alt_labels == {"fr": ("Essence",)}
    assert change.lexicon.term(TIMBER.uri).replaced_by == (WOOD.uri,)
    assert change.migration.target(TIMBER.uri) == WOOD.uri


def test_two_values_that_meet_are_told_and_undone() -> None:
    change = merge(WORDS, [TIMBER.uri], WOOD.uri, DAY)
    records = {"r1": {TIMBER.uri: "chêne", WOOD.uri: "pin"}}
    done = migrate(records, change.migration)
    assert done.records == {"r1": {WOOD.uri: "pin"}}
    assert done.clashes == (Clash("r1", WOOD.uri, "pin", "chêne"),)
    assert undo_migration(done.records, done.edits).records == records


def test_a_split_word_sends_each_choice_where_it_was_told() -> None:
    works, lent = (replace(STATE, uri=f"{URI}/{name}") for name in ("marche", "pret"))
    ways = {"marche": works.uri, "prêté": lent.uri}
    change = split(WORDS, STATE.uri, [works, lent], DAY, ways)
    records = {"r1": {STATE.uri: ["marche", "prêté", "panne"]}, "r2": {STATE.uri: ["marche"]}}
    done = migrate(records, change.migration)
    assert done.records == {
        "r1": {works.uri: ["marche"], lent.uri: ["prêté"], STATE.uri: ["panne"]},
        "r2": {works.uri: ["marche"]},
    }
    assert done.waiting == (Waiting("r1", STATE.uri, ["panne"], (works.uri, lent.uri)),)
    assert undo_migration(done.records, done.edits).records == records


def test_a_person_places_what_a_split_could_not() -> None:
    soft, hard = fact("tendre", "Bois tendre"), fact("dur", "Bois dur")
    change = split(WORDS, WOOD.uri, [soft, hard], DAY)
    records = {"r1": {WOOD.uri: "chêne"}, "r2": {WOOD.uri: "pin"}}
    done = migrate(records, change.migration, {("r1", WOOD.uri): hard.uri})
    assert done.records == {"r1": {hard.uri: "chêne"}, "r2": {WOOD.uri: "pin"}}
    assert [waiting.record for waiting in done.waiting] == ["r2"]


def test_a_value_edited_since_is_not_lost_by_undoing() -> None:
    change = merge(WORDS, [TIMBER.uri], WOOD.uri, DAY)
    done = migrate({"r1": {TIMBER.uri: "chêne"}}, change.migration)
    edited = {"r1": {WOOD.uri: "hêtre"}}
    undone = undo_migration(edited, done.edits)
    assert undone.records == {"r1": {WOOD.uri: "hêtre", TIMBER.uri: "chêne"}}


def test_a_retired_word_keeps_its_values_and_comes_back() -> None:
    change = retire(WORDS, WOOD.uri, DAY)
    records: Records = {"r1": {WOOD.uri: "pin"}}
    assert migrate(records, change.migration).records == records
    assert change.lexicon.facts_of(Subject.RESOURCE) == (TIMBER, STATE)
    assert restore(change.lexicon, WOOD.uri).lexicon.terms == WORDS.terms


def test_changes_that_would_lose_values_are_refused() -> None:
    with pytest.raises(MergeRefused):
        merge(WORDS, [STATE.uri], WOOD.uri, DAY)
    with pytest.raises(MergeRefused):
        retire(WORDS, SAW.uri, DAY, replaced_by=WOOD.uri)
    with pytest.raises(SplitRefused):
        split(WORDS, WOOD.uri, [fact("un", "Un seul")], DAY)
    with pytest.raises(SplitRefused):
        split(WORDS, WOOD.uri, [fact("a", "A"), replace(STATE, uri=f"{URI}/b")], DAY)
    with pytest.raises(ValuesAtStake):
        revise(WORDS, replace(WOOD, value_type=ValueType.WHOLE))
    with pytest.raises(ValuesAtStake):
        revise(WORDS, replace(STATE, choices=STATE.choices[1:]))
    with pytest.raises(NotRetired):
        restore(WORDS, WOOD.uri)
    with pytest.raises(StillRetired):
        rename(retire(WORDS, WOOD.uri, DAY).lexicon, WOOD.uri, "fr", "Bois")


def test_an_older_change_is_not_undone_under_a_newer_one() -> None:
    first = rename(WORDS, WOOD.uri, "fr", "Bois")
    second = rename(first.lexicon, WOOD.uri, "fr", "Essences")
    with pytest.raises(UndoRefused):
        undo(second.lexicon, first.inverse)
    assert undo(undo(second.lexicon, second.inverse), first.inverse) == WORDS


def test_a_change_is_undone_beside_those_of_other_words() -> None:
    first = rename(WORDS, WOOD.uri, "fr", "Bois")
    second = add(first.lexicon, fact("age", "Âge"))
    undone = undo(second.lexicon, first.inverse)
    assert [term.label("fr") for term in undone.terms] == [
        *("Bois travaillé", "Essence", "État", "Scie", "Âge")
    ]


def test_merging_brings_the_alignments_of_all() -> None:
    link = Alignment(Relation.EXACT, core_uri("machines", "saw"))
    bench = replace(SAW, uri=f"{URI}/banc", labels={"fr": "Banc de scie"}, alignments=(link,))
    merged = merge(add(WORDS, bench).lexicon, [bench.uri], SAW.uri, DAY)
    assert merged.lexicon.term(SAW.uri).alignments == (link,)


def test_what_changed_is_told_in_sentences() -> None:
    assert sentences(add(WORDS, fact("age", "Âge"))) == ["« Âge » est ajouté."]
    assert sentences(rename(WORDS, WOOD.uri, "fr", "Bois"), "en") == [
        "“Bois travaillé” is now “Bois”.",
        "“Bois” has other synonyms.",
    ]
    assert sentences(merge(WORDS, [TIMBER.uri], WOOD.uri, DAY)) == [
        "« Bois travaillé » a d’autres synonymes.",
        "« Essence » est remplacé par « Bois travaillé ».",
    ]
    assert sentences(retire(WORDS, SAW.uri, DAY)) == ["« Scie » est retiré."]
    assert sentences(rename(WORDS, SAW.uri, "en", "Saw"), "en") == [
        "“Scie” is said “Saw” in one more language."
    ]


# Properties

TEXT_VALUES = st.sampled_from(["chêne", "pin", ["oak"], ["oak", "elm"], "ash", 12, True])


@st.composite
def evolutions(draw: st.DrawFn) -> tuple[Lexicon, Evolution]:
    lexicon = draw(lexicons(least=1))
    term = draw(st.sampled_from(lexicon.terms))
    if term.is_retired:
        return lexicon, restore(lexicon, term.uri)
    twin = replace(term, uri=f"{term.uri}-bis", labels={"fr": "Jumeau"})
    parts = [replace(term, uri=f"{term.uri}-{n}", retired_on=None) for n in "ab"]
    ways = {c.id: parts[n % 2].uri for n, c in enumerate(term.choices[: draw(st.integers(0, 3))])}
    doubled = add(lexicon, twin).lexicon
    return draw(
        st.sampled_from(
            [
                (lexicon, rename(lexicon, term.uri, "fr", "Autre")),
                (lexicon, revise(lexicon, replace(term, definitions={"fr": "Autrement"}))),
                (lexicon, add(lexicon, twin)),
                (lexicon, retire(lexicon, term.uri, DAY)),
                (lexicon, split(lexicon, term.uri, parts, DAY, ways)),
                (doubled, merge(doubled, [twin.uri], term.uri, DAY)),
                (doubled, retire(doubled, term.uri, DAY, replaced_by=twin.uri)),
            ]
        )
    )


@st.composite
def told(draw: st.DrawFn) -> tuple[Lexicon, Evolution, Records]:
    lexicon, evolution = draw(evolutions())
    uris = st.sampled_from([term.uri for term in evolution.lexicon.terms])
    records = st.dictionaries(
        st.sampled_from(["r1", "r2", "r3"]), st.dictionaries(uris, TEXT_VALUES, max_size=4)
    )
    return lexicon, evolution, draw(records)


@given(told())
def test_undoing_gives_back_the_same_lexicon_and_the_same_values(
    case: tuple[Lexicon, Evolution, Records],
) -> None:
    lexicon, evolution, records = case
    done = migrate(records, evolution.migration)
    assert undo(evolution.lexicon, evolution.inverse) == lexicon
    assert undo_migration(done.records, done.edits).records == records


@given(told())
def test_no_value_is_lost_unseen(case: tuple[Lexicon, Evolution, Records]) -> None:
    _, evolution, records = case
    done = migrate(records, evolution.migration)
    for record, values in records.items():
        kept = [*done.records[record].values(), *(clash.set_aside for clash in done.clashes)]
        flat = {
            str(one) for value in kept for one in (value if isinstance(value, list) else [value])
        }
        assert {
            str(one)
            for value in values.values()
            for one in (value if isinstance(value, list) else [value])
        } - flat == set()


@given(evolutions())
def test_every_change_is_one_version_more_and_is_told(case: tuple[Lexicon, Evolution]) -> None:
    lexicon, evolution = case
    assert evolution.lexicon.version == lexicon.version + 1
    changed = evolution.lexicon.terms != lexicon.terms
    assert bool(difference(lexicon, evolution.lexicon)) == changed


@given(lexicons())
def test_a_lexicon_differs_in_nothing_from_itself(lexicon: Lexicon) -> None:
    assert difference(lexicon, lexicon) == ()
    assert {choice.id for term in lexicon.terms for choice in term.choices} <= set(CHOICE_IDS)
