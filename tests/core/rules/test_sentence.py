import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.rules.document.charter import read_charter
from entrelieux.core.rules.sentence.sentence import Ambiguous, NotUnderstood, Wording
from entrelieux.core.rules.tree.charter import Charter
from tests.core.rules.strategies import clauses, words
from tests.effort import tried_on


@given(clauses(), words, st.sampled_from(["fr", "en"]))
@tried_on(80)
def test_a_rule_said_and_read_back_is_the_same(clause, labels, language):
    wording = Wording(Charter("commons", (), words=labels), language)
    assert wording.read(wording.say(clause)) == clause


DATA = json.loads((Path(__file__).parent / "data/sentences.json").read_text("utf-8"))
WORDS = DATA["words"]
SENTENCES = [(said["rule"], said["fr"], said["en"]) for said in DATA["sentences"]]


def charter_of(*rules, **others):
    numbered = [{"id": f"r{rank}", **rule} for rank, rule in enumerate(rules)]
    told = {"format": "entrelieux-charter/1", "community": "la-forge", "words": WORDS}
    return read_charter({**told, "rules": numbered, **others})


@pytest.mark.parametrize(("rule", "french", "english"), SENTENCES)
def test_a_rule_is_said_in_the_words_of_its_community(rule, french, english):
    charter = charter_of(rule)
    clause = charter.rules[0].clause
    for language, sentence in (("fr", french), ("en", english)):
        wording = Wording(charter, language)
        assert wording.say(clause) == sentence
        assert wording.read(sentence) == clause


FRENCH = Wording(charter_of(*(rule for rule, _, _ in SENTENCES)))
FORBIDDEN = "Utiliser la découpeuse laser est interdit"


def test_case_accents_apostrophes_and_spaces_do_not_count():
    typed = "  utiliser  LA decoupeuse laser est interdit, sauf accord d'un ANIMATEUR"
    assert FRENCH.read(typed) == FRENCH.read(SENTENCES[0][1])


def test_what_may_be_read_in_two_ways_is_refused_with_both():
    host, member = "la personne est un animateur", "la personne est actuellement adhérent à jour"
    with pytest.raises(Ambiguous) as caught:
        FRENCH.read(f"{FORBIDDEN} si {host} et {member} ou la personne a moins de 16 ans.")
    assert caught.value.readings == (
        f"{FORBIDDEN} si ({host} et {member}) ou la personne a moins de 16 ans.",
        f"{FORBIDDEN} si {host} et ({member} ou la personne a moins de 16 ans).",
    )
    for reading in caught.value.readings:
        assert FRENCH.say(FRENCH.read(reading)) == reading


def test_an_exception_that_may_hang_on_two_things_is_refused_with_both():
    host, young = "la personne est un animateur", "la personne a moins de 16 ans"
    with pytest.raises(Ambiguous) as caught:
        FRENCH.read(f"{FORBIDDEN} si {young} et {host} sauf si {host}")
    assert caught.value.readings == (
        f"{FORBIDDEN} si {young} et {host}, sauf si {host}.",
        f"{FORBIDDEN} si {young} et ({host} sauf si {host}).",
    )


def test_two_words_with_one_label_are_refused_then_told_apart():
    twins = {**WORDS, "keeper": {"fr": "un animateur"}}
    wording = Wording(charter_of(SENTENCES[0][0], words=twins))
    with pytest.raises(Ambiguous) as caught:
        wording.read(f"{FORBIDDEN}, sauf accord d’un animateur.")
    assert caught.value.readings == (
        "[use] [laser] est interdit, sauf accord de [host].",
        "[use] [laser] est interdit, sauf accord de [keeper].",
    )


def test_what_is_not_understood_is_told_where_and_what_could_follow():
    with pytest.raises(NotUnderstood) as caught:
        FRENCH.read(f"{FORBIDDEN} si la personne a moins de seize ans")
    assert caught.value.read == f"{FORBIDDEN} si la personne a moins de "
    assert caught.value.expected == ("un nombre", "la valeur")


@pytest.mark.parametrize(
    ("beginning", "expected"),
    [
        ("", ["utiliser", "entrer"]),
        ("Utiliser la", ["la découpeuse laser"]),
        ("Entrer ", ["est permis", "est interdit"]),
        (f"{FORBIDDEN} si la personne est act", ["la personne est actuellement"]),
        (f"{FORBIDDEN} si la personne est actuellement ", ["adhérent à jour"]),
        (f"{FORBIDDEN}, sauf accord ", ["d’un animateur"]),
        (f"{FORBIDDEN} si la personne a moins de ", ["un nombre", "la valeur"]),
        ("Ceci n’est pas une règle", []),
    ],
)
def test_the_next_words_are_suggested(beginning, expected):
    suggested = [suggestion.text for suggestion in FRENCH.complete(beginning)]
    assert [text for text in suggested if text in expected] == expected


def test_only_words_that_may_stand_there_are_suggested():
    suggested = [
        one.text for one in FRENCH.complete(f"{FORBIDDEN} si la personne est actuellement ")
    ]
    assert "le badge laser" not in suggested
    assert "la découpeuse laser" not in suggested
