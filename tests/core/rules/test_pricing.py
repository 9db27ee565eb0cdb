from decimal import Decimal

import pytest

from tests.core.rules.deciding import OPEN, answer, compiled


def amounts(*rules, act="use", **facts):
    told = answer(compiled(*({"act": act, "prices": rule} for rule in rules), **OPEN), act, **facts)
    return {price.heading: price.amount for price in told.prices}


def priced(*table, heading="fee"):
    return {"for": heading, "unit": "euros", "table": list(table)}


def lasting(minutes):
    return {
        "at": "2026-05-12T09:00",
        "until": f"2026-05-12T{9 + minutes // 60:02d}:{minutes % 60:02d}",
    }


HALF_HOUR = {"size": "PT30M"}


@pytest.mark.parametrize(
    ("slices", "minutes", "expected"),
    [
        ("started", 61, "15.00"),
        ("whole", 61, "10.00"),
        ("exact", 61, "10.17"),
        ("started", 60, "10.00"),
    ],
)
def test_slices_are_counted_started_whole_or_exactly(slices, minutes, expected):
    line = {"amount": 5, "per": {**HALF_HOUR, "slices": slices}}
    assert amounts(priced(line), **lasting(minutes)) == {"fee": Decimal(expected)}


def test_the_first_slices_may_be_free_and_the_sum_has_a_floor_and_a_cap():
    line = {"amount": 5, "per": HALF_HOUR, "free": 1, "at_least": 2, "at_most": 12}
    found = [amounts(priced(line), **lasting(minutes))["fee"] for minutes in (30, 60, 240)]
    assert found == [Decimal("2.00"), Decimal("5.00"), Decimal("12.00")]


def test_the_first_line_that_applies_gives_the_price():
    table = ({"amount": 0, "if": {"nth": {"what": "trainings", "rank": 3}}}, {"amount": 20})
    found = [
        amounts(priced(*table), used={"trainings/person/ever": past})["fee"] for past in (1, 2, 3)
    ]
    assert found == [Decimal("20.00"), Decimal("0.00"), Decimal("20.00")]


def test_a_line_after_one_that_is_not_known_is_not_known_either():
    table = ({"amount": 0, "if": {"status": "member"}}, {"amount": 20})
    assert amounts(priced(*table), person={}) == {"fee": None}


def test_not_sharing_the_project_costs_a_quarter_more():
    more = {**priced({"percent": 25})}
    rules = (
        {"act": "use", "prices": priced({"amount": 10})},
        {"act": "use", "prices": more, "unless": {"project": "shared"}},
    )
    charter = compiled(*rules, **OPEN)
    found = [answer(charter, projects=projects).prices[0].amount for projects in ([], ["shared"])]
    assert found == [Decimal("12.50"), Decimal("10.00")]


def test_a_deposit_is_a_share_of_another_heading():
    rules = (
        priced({"amount": 80}, heading="rent"),
        priced({"percent": 50, "of": "rent"}, heading="deposit"),
    )
    assert amounts(*rules) == {"rent": Decimal("80.00"), "deposit": Decimal("40.00")}


def test_a_late_fee_grows_by_the_day_up_to_the_value_of_the_tool():
    line = {"amount": 1, "per": {"size": "P1D", "since": "due"}, "at_most": {"card": "value"}}
    facts = {"events": {"due": "2026-05-01"}, "thing": {"numbers": {"value": 15}}}
    found = [
        amounts(priced(line), at=at, **facts)["fee"] for at in ("2026-05-04T10:00", "2026-06-30")
    ]
    assert found == [Decimal("4.00"), Decimal("15.00")]


def test_a_fee_is_shared_by_the_months_left_of_the_season():
    line = {"amount": 10, "per": {"size": "P1M", "until": "08-31"}}
    found = [
        amounts(priced(line), at=at)["fee"] for at in ("2025-09-01", "2026-05-15", "2026-08-31")
    ]
    assert found == [Decimal("120.00"), Decimal("40.00"), Decimal("10.00")]


def test_amounts_of_several_rules_add_up_by_heading_and_unit():
    assert amounts(priced({"amount": 3}), priced({"amount": 0.5})) == {"fee": Decimal("3.50")}
