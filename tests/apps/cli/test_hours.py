"""`entrelieux hours`: every line is answered, in its order, whatever it holds."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.cli.main import main

GOOD = '{"id": "a", "days": {"Lundi ": "9h-12h"}, "extra_text": null}'
READ = {"id": "a", "opening_hours": "Mo 09:00-12:00", "label": "hours"}


def run(text):
    data = text if isinstance(text, bytes) else text.encode()
    result = CliRunner().invoke(main, ["hours"], input=data)
    return result, [json.loads(line) for line in result.stdout.splitlines()]


def unknown(identifier):
    return {"id": identifier, "opening_hours": "", "label": "unknown"}


def test_weeks_are_answered_in_their_order_and_counted_on_standard_error():
    result, answers = run(f"{GOOD}\n\n" + '{"id": 2, "days": {}}\n')
    assert (result.exit_code, answers) == (0, [READ, unknown(2)])
    assert result.stderr == "2 weeks: 1 hours, 1 unknown\n"


@pytest.mark.parametrize(
    ("line", "identifier", "told"),
    [
        ('{"id": "b", "days": {"lundi": "9h', "b", "not a JSON object"),
        ('{"id": 7 "days": {}}', 7, "not a JSON object"),
        ("[1, 2]", None, "not a JSON object"),
        ("null", None, "not a JSON object"),
        ('{"id": "c", "days": ["9h-12h"]}', "c", "“days” must be an object"),
        ("\x00\x01", None, "not a JSON object"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_and_answered(line, identifier, told):
    result, answers = run(f"{GOOD}\n{line}\n{GOOD}\n")
    assert answers == [READ, unknown(identifier), READ]
    assert result.exit_code == 0
    assert f"line 2: {told}" in result.stderr
    assert "1 could not be read" in result.stderr


def test_the_exit_code_is_one_when_no_line_can_be_read():
    result, answers = run("id;lundi\n1;9h-12h\n")
    assert (result.exit_code, answers) == (1, [unknown(None)] * 2)


def test_nothing_is_an_answer_to_nothing():
    result, answers = run("")
    assert (result.exit_code, answers) == (0, [])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_lines_of_other_encodings_are_read(encoding):
    text = '{"id": "é", "days": {"mardi": "9h à 12h"}, "extra_text": "Fermé en août"}'
    _, answers = run(text.encode(encoding))
    assert answers == [{"id": "é", "opening_hours": "Tu 09:00-12:00; Aug off", "label": "hours"}]


def test_what_is_no_text_says_nothing_and_what_is_no_day_is_told():
    week = {"lundi": ["9h-12h", "14h-17h"], "mardi": 12, "mercredi": None, "montag": "10h-11h"}
    result, answers = run(json.dumps({"id": None, "days": week, "extra_text": {}}))
    assert answers[0]["opening_hours"] == "Mo 09:00-12:00,14:00-17:00"
    assert "line 1: “montag” is not a day; its text is left out." in result.stderr


@given(st.lists(st.binary(min_size=1, max_size=60).filter(lambda line: b"\n" not in line)))
def test_there_is_an_answer_for_every_line(lines):
    _, answers = run(b"\n".join(lines))
    assert len(answers) == sum(bool(line.strip()) for line in lines)
