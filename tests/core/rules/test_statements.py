"""What real places decided can be written, said and read back."""

import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest

from entrelieux.core.rules import CompiledCharter, read_case
from entrelieux.core.rules.sentence.sentence import Wording
from entrelieux.core.rules.tree.effects import Permits
from tests.core.rules.coverage import END, PAGE, START, is_whole, table
from tests.core.rules.statements import charter_of, codes_of, statements

PARTS = ["statements", "statements-held-back"]
RULED = [one for part in PARTS for one in statements(part) if "rules" in one]


@pytest.mark.parametrize("statement", RULED, ids=lambda one: one["id"])
def test_a_statement_is_a_rule_that_is_said_and_read_back(statement):
    charter = charter_of(statement)
    for language in ("fr", "en"):
        wording = Wording(charter, language)
        for rule in charter.rules:
            assert wording.read(wording.say(rule.clause)) == rule.clause


@pytest.mark.parametrize("statement", RULED, ids=lambda one: one["id"])
def test_a_rule_looks_at_every_kind_of_fact_that_the_survey_found_in_its_statement(statement):
    if statement["survey"] in ("decided", "recorded"):
        seen = codes_of(charter_of(statement)) | set(statement.get("beside", {}))
        assert set(statement["atoms"]) - seen == set()


@pytest.mark.parametrize("statement", RULED, ids=lambda one: one["id"])
def test_what_the_survey_calls_a_reminder_is_spoken_and_the_rest_is_more_than_spoken(statement):
    statuses = {rule.status for rule in charter_of(statement).rules}
    if statement["survey"] == "reminded":
        assert statuses == {"spoken"}
    else:
        assert statuses - {"spoken"} != set()


BY_ID = {one["id"]: one for one in RULED}


@pytest.mark.parametrize("case", statements("statement-cases"), ids=lambda case: case["id"])
def test_the_hard_ones_are_decided_as_a_reader_of_the_statement_expects(case):
    """What a statement permits is refused without it; what it forbids is allowed without it."""
    charter, asked = charter_of(BY_ID[case["id"]]), read_case(case["facts"])
    of_act = [rule.clause for rule in charter.rules if asked.act in rule.clause.acts]
    silence = case.get("silence", all(clause.effect != Permits() for clause in of_act))
    compiled = CompiledCharter(replace(charter, otherwise={"*": silence}))
    assert compiled.decide(asked).verdict == case["expect"]


PRICES = [
    ("R023", "follow", {"used": {"training/person/ever": 2}}, "training-fee", "0.00"),
    ("R171", "use", {"quantities": {"euros-of-material": 10}}, "material", "0.00"),
    ("R171", "use", {"quantities": {"euros-of-material": 10.5}}, "material", "10.50"),
    ("R372", "book", {}, "deposit", "40.00"),
    ("R186", "use", {"at": "2026-05-12T09:00", "until": "2026-05-12T09:10"}, "fee", "80.00"),
    ("R190", "join", {"at": "2026-03-10"}, "membership-fee", "160.00"),
    ("R394", "cancel", {"asked_at": "2026-05-01", "at": "2026-05-09"}, "refund", "80.00"),
    ("R394", "cancel", {"asked_at": "2026-05-02", "at": "2026-05-09"}, "refund", "0.00"),
    (
        "R609",
        "return",
        {"events": {"due-date": "2026-05-01"}, "at": "2026-05-30"},
        "late-fee",
        "80.00",
    ),
]


@pytest.mark.parametrize(("statement", "act", "facts", "heading", "amount"), PRICES)
def test_the_prices_of_statements_are_computed(statement, act, facts, heading, amount):
    """Every number that the card of the thing is asked for is 80."""
    charter = charter_of(BY_ID[statement])
    cards = re.findall(r'"card": "([^"]+)"', json.dumps(BY_ID[statement]))
    things = [thing for rule in charter.rules for thing in rule.clause.things]
    thing = {"kinds": things, "numbers": dict.fromkeys(cards, 80)}
    paid = ["rent", "deposit"]
    case = read_case({"act": act, "thing": thing, "person": {"events": {}}, "paid": paid, **facts})
    prices = CompiledCharter(charter).decide(case).prices
    assert {price.heading: price.amount for price in prices}[heading] == Decimal(amount)


def test_the_table_of_the_page_is_the_one_of_the_data():
    assert PAGE.read_text("utf-8").partition(START)[2].partition(END)[0] == table()


@pytest.mark.parametrize(("survey", "goal"), [("decided", 0.95), ("recorded", 0.9)])
@pytest.mark.parametrize("part", PARTS)
def test_the_tree_says_as_many_statements_as_was_aimed_at_in_each_part(part, survey, goal):
    found = [is_whole(one) for one in statements(part) if one["survey"] == survey]
    assert sum(found) >= goal * len(found)
