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


@pytest.mark.parametrize(
    ("time", "french", "english"),
    [
        ({"from": "22:00", "to": "07:00"}, "entre 22 h et 7 h", "between 22:00 and 07:00"),
        ({"from": "22:30"}, "après 22 h 30", "after 22:30"),
        ({"to": "07:00"}, "avant 7 h", "before 07:00"),
        (
            {"days": ["we", "sa"], "from": "09:00", "to": "18:00"},
            "un mercredi ou un samedi, entre 9 h et 18 h",
            "a Wednesday or a Saturday, between 09:00 and 18:00",
        ),
        (
            {"days": ["mo", "tu"], "nth": -1},
            "le dernier lundi ou mardi du mois",
            "the last Monday or Tuesday of the month",
        ),
        ({"nth": 1}, "la première semaine du mois", "the first week of the month"),
        (
            {"first": "09-01", "last": "08-31"},
            "entre le 1er septembre et le 31 août",
            "between 1 September and 31 August",
        ),
        ({"first": "03-01"}, "à partir du 1er mars", "from 1 March on"),
        ({"last": "08-31"}, "au plus tard le 31 août", "31 August at the latest"),
    ],
)
def test_a_moment_is_said_as_people_say_it(time, french, english):
    is_, is_not = (
        charter_of({"act": "enter", "forbids": True, "if": one})
        for one in ({"time": time}, {"not": {"time": time}})
    )
    for charter, before in ((is_, "c’est"), (is_not, "ce n’est pas")):
        said = Wording(charter).say(charter.rules[0].clause)
        assert said.endswith(f"est interdit si {before} {french}.")
        assert Wording(charter).read(said) == charter.rules[0].clause
    for charter, before in ((is_, "it is"), (is_not, "it is not")):
        said = Wording(charter, "en").say(charter.rules[0].clause)
        assert said.endswith(f"is forbidden if {before} {english}.")
        assert Wording(charter, "en").read(said) == charter.rules[0].clause


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
