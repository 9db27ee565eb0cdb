from hypothesis import given

from entrelieux.core.rules import Wording, read_case, read_charter
from entrelieux.core.rules.cases.examples import failures
from entrelieux.core.rules.cases.proposing import pairs
from entrelieux.core.rules.cases.telling import told
from entrelieux.core.rules.deciding.conditions import Mode
from entrelieux.core.rules.deciding.rules import compile_blocks, compile_holds
from entrelieux.core.rules.explaining.explanation import Explainer
from entrelieux.core.rules.facts.writing import write_case
from entrelieux.core.rules.tree.charter import Rule
from entrelieux.core.rules.tree.effects import Permits
from tests.core.rules.facts import draws, forgotten, whole_case
from tests.core.rules.strategies import deciding_clauses
from tests.effort import tried_on


@given(draws)
@tried_on(60)
def test_a_case_written_as_json_and_read_back_is_the_same(draw):
    case = forgotten(draw, whole_case(draw))
    again = read_case(write_case(case))
    assert (again.act, again.person) == (case.act, case.person)
    # The names of the thing are its kinds, once written.
    assert {**again.facts, "this": None} == {**case.facts, "this": None}


RULE = {
    "id": "laser",
    "act": "use",
    "on": ["laser"],
    "forbids": True,
    "if": {"any": [{"age": {"under": 16}}, {"not": {"badge": "laser-badge"}}]},
    "unless": {"role": "host"},
}
ANA = {"who": "Ana", "facts": {"person": {"age": 15, "badges": [], "roles": []}}, "expect": "no"}
BEN = {
    "who": "Ben",
    "facts": {"person": {"age": 30, "badges": [], "roles": ["host"]}},
    "expect": "yes",
}
WORDS = {"laser-badge": {"fr": "le badge laser"}, "host": {"fr": "un animateur"}}


def charter_of(*cases, **changes):
    told_ = {"format": "entrelieux-charter/1", "community": "c", "otherwise": {"*": True}}
    return read_charter(
        {**told_, "words": WORDS, "rules": [{**RULE, "cases": list(cases), **changes}]}
    )


def test_the_cases_that_the_group_validated_are_kept_by_the_rule():
    assert list(failures(Explainer(charter_of(ANA, BEN)))) == []


def test_a_change_that_breaks_a_case_is_told_with_the_case_and_the_new_answer():
    looser = charter_of(ANA, BEN, **{"if": {"age": {"under": 14}}})
    found = [(one.example.who, one.verdict) for one in failures(Explainer(looser))]
    assert found == [("Ana", "yes")]


def test_a_case_whose_facts_cannot_be_read_is_told_too():
    wrong = {**ANA, "facts": {"person": {"age": "fifteen"}}}
    found = [one.error.problems[0].tell() for one in failures(Explainer(charter_of(wrong)))]
    assert found == ["person.age: this fact cannot be read: write a number."]


def test_the_cases_proposed_differ_by_one_fact_that_makes_the_difference():
    rule = charter_of().rules[0]
    found = {pair.place.key: pair for pair in pairs(rule, Mode())}
    assert set(found) == {"age", "badges", "roles"}
    wording = Wording(charter_of())
    assert [
        told(case, [rule.clause], wording, Mode())
        for case in (found["age"].applies, found["age"].spares)
    ] == [
        f"la personne a exactement {age} ans, la personne a le badge laser, la personne n’est pas "
        "un animateur"
        for age in (15, 16)
    ]


@given(deciding_clauses())
@tried_on(40)
def test_each_pair_is_decided_in_two_ways_and_differs_in_one_place(clause):
    compile_check = compile_holds if clause.effect == Permits() else compile_blocks
    check = compile_check(clause, Mode())
    for pair in pairs(Rule("r", clause, "attested"), Mode()):
        answers = [check(case.person, case.facts) for case in (pair.applies, pair.spares)]
        assert answers == [True, False]
        assert pair.place.write(pair.spares, pair.place.read(pair.applies)) == pair.applies
