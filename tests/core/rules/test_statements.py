"""What real places decided can be written, said and read back."""

import pytest

from entrelieux.core.rules.sentence.sentence import Wording
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
