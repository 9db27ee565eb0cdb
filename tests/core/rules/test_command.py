import json

import pytest
from click.testing import CliRunner

from entrelieux.cli.rules import rules

CHARTER = {
    "format": "entrelieux-charter/1",
    "community": "la-forge",
    "language": "en",
    "otherwise": {"*": True},
    "words": {"use": {"en": "using"}, "laser": {"en": "the laser cutter"}},
    "rules": [
        {
            "id": "age",
            "act": "use",
            "on": ["laser"],
            "forbids": True,
            "if": {"age": {"under": 16}},
            "cases": [{"who": "Ana", "facts": {"person": {"age": 15}}, "expect": "no"}],
        },
        {
            "id": "host",
            "act": "use",
            "on": ["laser"],
            "forbids": True,
            "status": "attested",
            "unless": {"agreement": "host"},
        },
    ],
}
THING = {"kinds": ["laser"]}
CASES = [
    {
        "id": "a",
        "act": "use",
        "thing": THING,
        "person": {"age": 15},
        "agreements": [],
        "expect": "no",
    },
    {"id": "b", "act": "use", "thing": THING, "person": {"age": 30}, "agreements": []},
    {"id": "c", "act": "use", "thing": THING, "person": {"age": 30}, "agreements": ["host"]},
]


@pytest.fixture
def run(tmp_path):
    def run(command, charter, cases=None, *options):
        path = tmp_path / "charter.json"
        path.write_text(charter if isinstance(charter, str) else json.dumps(charter))
        arguments = [command, str(path), *options]
        if cases is not None:
            lines = tmp_path / "cases.jsonl"
            lines.write_text("\n".join(c if isinstance(c, str) else json.dumps(c) for c in cases))
            arguments += ["--cases", str(lines)]
        return CliRunner().invoke(rules, arguments)

    return run


def answers(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_sound_charter_is_told_rule_by_rule(run):
    result = run("check", CHARTER)
    assert result.stdout.splitlines() == [
        "2 rules: 1 enforced, 1 attested, 0 spoken; 0 on trial.",
        "ok    age (enforced): Using the laser cutter is forbidden if the person is less than 16 "
        "years old.",
        "ok    host (attested): Using the laser cutter is forbidden, except with the agreement of "
        "[host].",
        "MIND  give a label in “words” to what is shown in []: host.",
    ]
    assert result.exit_code == 0


def test_what_is_wrong_in_a_charter_is_told_with_its_place(run):
    wrong = {**CHARTER, "rules": [{**CHARTER["rules"][0], "if": {"agee": {"under": 16}}}]}
    result = run("check", wrong)
    assert result.exit_code == 1
    assert "rules[0].if: no condition is called “agee”; use age" in result.stderr


def test_a_file_that_is_not_json_is_told(run):
    result = run("check", "{rules: []}")
    assert result.exit_code == 1
    assert "document: this is not JSON" in result.stderr


def test_a_broken_case_and_an_idle_rule_are_faults(run):
    first, second = CHARTER["rules"]
    broken = {**first, "if": {"age": {"under": 14}}}
    idle = {
        "id": "ten",
        "act": "use",
        "forbids": True,
        "if": {"age": {"under": 10}},
        "on": ["laser"],
    }
    result = run("check", {**CHARTER, "rules": [broken, second, idle]})
    faults = [line for line in result.stdout.splitlines() if line.startswith("FAIL")]
    assert faults == [
        "FAIL  age: the case of Ana is answered ask, not no: change the rule, or have the group "
        "validate the case again.",
        "FAIL  ten: no answer would change without it (every case was tried): correct it, or "
        "remove it.",
    ]
    assert result.exit_code == 1


def test_cases_are_answered_one_a_line_in_their_order(run):
    result = run("decide", CHARTER, CASES)
    assert [(one["id"], one["verdict"], one["by"], one["asks"]) for one in answers(result)] == [
        ("a", "no", "age", []),
        ("b", "ask", "host", ["host"]),
        ("c", "yes", None, []),
    ]
    assert result.exit_code == 0


def test_an_explanation_gives_reasons_words_and_paths_whose_cases_are_answered_yes(run):
    result = run("decide", CHARTER, CASES[1:2], "--explain")
    (told,) = answers(result)
    assert told["told"] == [
        "An agreement is needed.",
        "Forbidden by: Using the laser cutter is forbidden, except with the agreement of [host].",
        "It would be yes if:",
        "– the agreement of [host] is given",
        "To ask: [host].",
        "This rule can change: propose it (by consent).",
    ]
    (path,) = told["paths"]
    assert path["steps"] == [{"means": "ask", "told": "the agreement of [host] is given"}]
    assert [one["verdict"] for one in answers(run("decide", CHARTER, [path["case"]]))] == ["yes"]


def test_an_unexpected_answer_and_an_unreadable_case_fail_the_command(run):
    wrong = {**CASES[2], "expect": "no"}
    unreadable = {"id": "d", "act": "use", "person": {"agee": 15}}
    result = run("decide", CHARTER, [wrong, unreadable, "not json"])
    assert [one["verdict"] for one in answers(result)] == ["yes", "unreadable", "unreadable"]
    assert result.stderr.splitlines()[:2] == [
        "line 1: case “c” is answered yes, not no as expected.",
        "line 2: person.agee: no fact is called so here; use age, badges.",
    ]
    assert result.exit_code == 1


def nested(levels):
    condition = {"age": {"under": 16}}
    for _ in range(levels - 1):
        condition = {"not": condition}
    return condition


def with_rule(**changed):
    return {**CHARTER, "rules": [{**CHARTER["rules"][0], **changed}]}


def ages(least, most):
    return {"any": [{"age": {"is": age}} for age in range(least, most)]}


HOSTILE = {
    "seven-levels": (with_rule(**{"if": nested(7)}), "rules[0]: this rule is 7 levels deep"),
    "nine-hundred-levels": (with_rule(**{"if": nested(300)}), "rules[0].if.not.not"),
    "61-atoms": (
        with_rule(**{"if": ages(1, 41), "unless": ages(41, 62)}),
        "rules[0]: this rule has 61 conditions; 60 at most",
    ),
    "not-a-number": (
        with_rule(**{"if": {"age": {"under": "sixteen"}}}),
        "rules[0].if.age.under: write a number",
    ),
    "rules-that-are-not-objects": ({**CHARTER, "rules": [1]}, "rules[0]: an object is needed"),
    "a-list": ([1], "document: an object is needed"),
    "kinds-in-a-circle": (
        {**CHARTER, "kinds": {"laser": ["machine"], "machine": ["laser"]}},
        "kinds.laser: this kind is broader than itself",
    ),
    "a-text-of-ten-million": (with_rule(why={"en": "x" * 10_000_000}), "rules[0].why.en: write a"),
    "brackets-without-end": ("[" * 100_000, "document: this is not JSON"),
    "infinity": (json.dumps(with_rule(until=1e999)), "document: this is not JSON"),
    "a-key-twice": (
        json.dumps(CHARTER).replace('"forbids": true,', '"forbids": true, "forbids": true,', 1),
        "rules[0].forbids: “forbids” is written twice",
    ),
}


@pytest.mark.parametrize(("charter", "told"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_charter_is_refused_where_it_is_wrong(run, charter, told):
    result = run("check", charter)
    assert (result.exit_code, told in result.stderr) == (1, True), result.stderr[:500]
    assert isinstance(result.exception, SystemExit)


def test_cases_of_the_table_that_contradict_one_another_cannot_both_hold(run):
    facts = {"person": {"age": 15}}
    table = [{"who": who, "facts": facts, "expect": e} for who, e in (("Ana", "no"), ("Bo", "yes"))]
    result = run("check", with_rule(cases=table))
    faults = [line for line in result.stdout.splitlines() if line.startswith("FAIL")]
    assert faults == [
        "FAIL  age: the case of Bo is answered no, not yes: change the rule, or have the group "
        "validate the case again.",
    ]


def test_a_file_of_a_windows_editor_is_read(run):
    result = run("check", "\ufeff" + json.dumps(CHARTER))
    assert result.exit_code == 0


def test_a_prohibition_where_nothing_is_allowed_says_what_was_forgotten(run):
    result = run("check", {**with_rule(cases=[]), "otherwise": {}})
    assert result.stdout.splitlines()[-1] == (
        "FAIL  age: no answer would change without it (every case was tried): correct it, or "
        "remove it. Where no rule "
        'allows “use”, it is refused already: to allow what no rule forbids, write "otherwise": '
        '{"use": true}.'
    )


def test_an_answer_that_does_not_exist_is_not_expected(run):
    result = run("decide", CHARTER, [{**CASES[0], "expect": "maybe"}])
    assert result.stderr == "line 1: expect: “maybe” is not an answer; use yes, no, ask, unknown.\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "document: there is nothing in it."),
        (b" \n", "document: there is nothing in it."),
        (
            '{"format": "é"}'.encode("latin-1"),
            "document: this is not UTF-8 (byte 13): save it again with the encoding “UTF-8”.",
        ),
        ('{"format": "é"}'.encode("utf-16"), "document: this is not UTF-8 (byte 1)"),
    ],
)
def test_a_file_that_is_empty_or_of_another_encoding_says_so(tmp_path, content, told):
    path = tmp_path / "charter.json"
    path.write_bytes(content)
    result = CliRunner().invoke(rules, ["check", str(path)])
    assert (result.exit_code, told in result.stderr) == (1, True), result.stderr


def test_a_charter_in_a_language_that_no_sentence_is_said_in_is_refused(run):
    result = run("check", {**CHARTER, "language": "de"})
    assert "language: “de” is not possible here; use fr, en." in result.stderr


def test_a_vote_by_two_thirds_is_examined_and_explained(run):
    """The share of a vote is a decimal: neither command may stumble on it."""
    vote = {"vote": {"body": "council", "share": 66.6666, "quorum": 50}}
    rule = {"id": "vote", "act": "use", "permits": True, "if": vote, "status": "attested"}
    words = {**CHARTER["words"], "council": {"en": "the council"}}
    charter = {**CHARTER, "otherwise": {}, "words": words, "rules": [rule]}
    assert run("check", charter).exit_code == 0
    lost = {"for": 5, "against": 4, "voters": 9, "members": 12}
    case = {"id": "v", "act": "use", "thing": {"kinds": []}, "votes": {"council": lost}}
    (found,) = answers(run("decide", charter, [case], "--explain"))
    assert found["verdict"] == "no"
    steps = [step["told"] for path in found["paths"] for step in path["steps"]]
    assert steps == [
        "the vote of the council is in favour, by 66.6666 % of the votes, with 50 % voting"
    ]
    again = [{**path["case"], "expect": "yes"} for path in found["paths"]]
    assert run("decide", charter, again).exit_code == 0
