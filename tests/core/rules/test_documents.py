import json
import re
from importlib.resources import files

import jsonschema_rs
import pytest
from hypothesis import given

from entrelieux.core.rules.document.charter import charter_schema, read_charter, write_charter
from entrelieux.core.rules.document.problems import DocumentError, Problem, messages
from tests.core.rules.strategies import charters
from tests.effort import tried_on

SCHEMA = jsonschema_rs.validator_for(charter_schema())


@given(charters(most=3))
@tried_on(40)
def test_a_charter_written_as_json_fits_the_schema_and_is_read_back_the_same(charter):
    told = json.loads(json.dumps(write_charter(charter)))
    assert [error.message for error in SCHEMA.iter_errors(told)] == []
    assert read_charter(told) == charter
    assert write_charter(read_charter(told)) == told


def test_the_schema_that_ships_is_the_one_of_the_code():
    shipped = files("entrelieux.core.rules") / "data" / "charter.schema.json"
    assert json.loads(shipped.read_text("utf-8")) == charter_schema()


def charter_of(*rules, **others):
    return {
        "format": "entrelieux-charter/1",
        "community": "la-forge",
        "rules": list(rules),
        **others,
    }


def problems(told, language="en"):
    with pytest.raises(DocumentError) as caught:
        read_charter(told)
    return [problem.tell(language) for problem in caught.value.problems]


USE = {"id": "one", "act": "use"}


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (
            {**USE, "forbids": True, "if": {"rolle": "host"}},
            "rules[0].if: no condition is called “rolle”; use role.",
        ),
        (
            {**USE, "forbids": True, "if": {"all": [{"age": {"under": "16"}}, {"role": "host"}]}},
            "rules[0].if.all[0].age.under: write a number from -1000000000 to 1000000000, with "
            "four decimals at most.",
        ),
        (
            {**USE, "forbids": True, "permits": True},
            "rules[0]: a rule has exactly one effect: permits, forbids, asks, limits, prices, "
            "orders, reminds.",
        ),
        (
            {**USE, "forbids": True, "if": {"ahead": {"under": "48h"}}},
            "rules[0].if.ahead.under: “48h” is not a duration: write one number and one unit, such "
            "as “PT48H” (hours), “P14D” (days) or “P6M” (months).",
        ),
        (
            {**USE, "forbids": True, "unless": {"agreement": "host"}},
            "rules[0].status: a person must record “agreement”: the status is “attested”, or "
            "“spoken”.",
        ),
        (
            {**USE, "forbids": True, "status": "spoken"},
            "rules[0].keeper: nobody enforces a spoken rule: add the role that keeps it.",
        ),
        (
            {**USE, "forbids": True, "unles": {"role": "host"}},
            "rules[0].unles: this key means nothing here; use unless, until.",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_do(rule, told):
    assert problems(charter_of(rule)) == [told]


def test_every_wrong_rule_is_told_at_once_in_either_language():
    wrong = {**USE, "id": "Two Words", "permits": True}
    late = {**USE, "permits": True, "since": "12/05/2026"}
    found = problems(charter_of(wrong, {**USE, "permits": True}, late), "fr")
    assert [problem.partition("\xa0:")[0] for problem in found] == ["rules[0].id", "rules[2].since"]
    assert found[1].endswith(
        "«\xa012/05/2026\xa0» n’est pas une date\xa0: écrivez «\xa02026-05-12\xa0»."
    )


def test_two_versions_of_a_rule_never_hold_on_the_same_day():
    first = {**USE, "permits": True, "since": "2025-01-01", "until": "2026-01-01"}
    second = {**USE, "forbids": True, "since": "2026-01-01"}
    assert len(read_charter(charter_of(first, second)).rules) == 2
    overlapping = {**second, "since": "2025-12-31"}
    assert problems(charter_of(first, overlapping)) == [
        "rules[1].id: two rules are called “one” on the same days: rename one, or end the older "
        "one with “until”."
    ]


def nested(levels):
    return {"not": nested(levels - 1)} if levels > 1 else {"role": "host"}


def test_a_rule_is_at_most_six_levels_deep_and_sixty_atoms_wide():
    assert read_charter(charter_of({**USE, "forbids": True, "if": nested(6)}))
    assert problems(charter_of({**USE, "forbids": True, "if": nested(7)})) == [
        "rules[0]: this rule is 7 levels deep; 6 at most: make two rules of it."
    ]
    wide = {"any": [{"age": {"is": age}} for age in range(60)]}
    assert read_charter(charter_of({**USE, "forbids": True, "if": wide}))
    assert problems(
        charter_of({**USE, "forbids": True, "if": wide, "unless": {"role": "host"}})
    ) == ["rules[0]: this rule has 61 conditions; 60 at most: make two rules of it."]


def test_a_kind_is_never_broader_than_itself():
    told = charter_of({**USE, "permits": True}, kinds={"laser": ["machine"], "machine": ["laser"]})
    assert problems(told) == [
        "kinds.laser: this kind is broader than itself; remove one of the links.",
        "kinds.machine: this kind is broader than itself; remove one of the links.",
    ]


@pytest.mark.parametrize("code", sorted(messages()))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_message_is_told_in_both_languages(code, language):
    names = dict.fromkeys(re.findall(r"(?<!{){([a-z]+)}", messages()[code][language]), "…")
    told = Problem("rules[0]", code, tuple(names.items())).tell(language)
    assert re.search(r"{[a-z]", told) is None
    assert set(re.findall(r"(?<!{){([a-z]+)}", messages()[code]["en"])) == set(names)
