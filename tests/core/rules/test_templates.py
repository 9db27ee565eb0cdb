import pytest

from entrelieux.core.rules import Wording, read_case, write_charter
from entrelieux.core.rules.cases.examples import failures
from entrelieux.core.rules.explaining.explanation import Explainer
from entrelieux.core.rules.templates import TEMPLATES, UnknownTemplate, template


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_said_in_both_languages_without_a_word_missing(name):
    charter = template(name)
    for language in ("fr", "en"):
        wording = Wording(charter, language)
        for rule in charter.rules:
            said = wording.say(rule.clause)
            assert "[" not in said
            assert wording.read(said) == rule.clause


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_cases_of_a_template_are_answered_as_they_say(name):
    explainer = Explainer(template(name))
    assert [example for rule in explainer.charter.rules for example in rule.examples] != []
    assert list(failures(explainer)) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_word_of_a_template_is_used(name):
    charter = template(name)
    told = write_charter(charter)
    words = told.pop("words")
    assert [word for word in words if f"'{word}'" not in str(told)] == []


def test_an_unknown_template_is_told_with_the_others():
    with pytest.raises(UnknownTemplate, match="fablab, coworking, shared-workshop, college-lab"):
        template("hackerspace")


def test_one_person_is_admitted_here_and_not_there_each_in_its_own_words():
    ines = {"age": 13, "groups": ["school"], "roles": ["pupil"], "statuses": [], "documents": []}
    facts = {
        "person": ines,
        "act": "enter",
        "during": ["lab-club"],
        "people": {"present": [{"roles": ["teacher"], "age": 41}]},
        "used": {"pupils-inside/everybody/now": 8},
    }
    answers = [
        Explainer(template(name)).decide(read_case(facts)).verdict
        for name in ("college-lab", "fablab")
    ]
    assert answers == ["yes", "no"]
