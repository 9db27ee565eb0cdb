"""The pages that describe the format: what they show is valid, and nothing is left out."""

import json
import re
from pathlib import Path

import pytest

from entrelieux.core.rules import read_case, read_charter
from entrelieux.core.rules.cases.examples import failures
from entrelieux.core.rules.document.conditions import A_CONDITION, KINDS
from entrelieux.core.rules.document.effects import EFFECTS
from entrelieux.core.rules.document.procedures import PROCEDURES
from entrelieux.core.rules.document.rules import A_RULE, CLAUSE_FIELDS, RULE_FIELDS
from entrelieux.core.rules.explaining.explanation import Explainer
from entrelieux.core.rules.facts.reading import FACTS, HELD, PERSON, THING

ROOT = Path(__file__).parents[3]
PAGES = ["docs/en/charters.md", "docs/fr/chartes.md"]


@pytest.fixture(params=PAGES)
def page(request):
    return (ROOT / request.param).read_text("utf-8")


def test_the_documents_of_the_page_are_read_and_their_cases_answered(page):
    charter, rule, case = (json.loads(b) for b in re.findall(r"```json\n(.*?)```", page, re.DOTALL))
    assert list(failures(Explainer(read_charter(charter)))) == []
    assert A_RULE.write(A_RULE.read(rule, "")) == rule
    read_case(case)


def test_the_conditions_of_the_page_are_read(page):
    shown = re.findall(r"^\| `(\{.*?\})` \|", page, re.MULTILINE)
    whole = [json.loads(one) for one in shown if "…" not in one]
    conditions = [one for one in whole if next(iter(one)) in KINDS]
    assert len(conditions) > 20
    for condition in conditions:
        A_CONDITION.read(condition, "")


@pytest.mark.parametrize(
    "names",
    [KINDS, EFFECTS, PROCEDURES, FACTS, PERSON, THING, HELD]
    + [[one.key for one in fields] for fields in (CLAUSE_FIELDS, RULE_FIELDS)],
)
def test_the_page_leaves_nothing_out(page, names):
    assert [name for name in names if not re.search(rf"[`\"]{name}[`\"]", page)] == []
