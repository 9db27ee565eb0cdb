from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from entrelieux.core.rules import DocumentError
from entrelieux.core.rules.deciding.charter import CompiledCharter
from tests.core.rules.deciding import OPEN, answer, compiled, verdict
from tests.core.rules.facts import draws, forgotten, whole_case
from tests.core.rules.strategies import charters
from tests.effort import tried_on


@given(draws, charters(most=3))
@tried_on(40)
def test_knowing_more_never_turns_a_yes_into_a_no_nor_a_no_into_a_yes(draw, charter):
    compiled = CompiledCharter(charter, open_minded=True)
    for _ in range(10):
        whole = whole_case(draw)
        partial = forgotten(draw, whole)
        before, after = (
            compiled.select(case.act, case.kinds).verdict(case.person, case.facts)[0]
            for case in (partial, whole)
        )
        assert before in ("unknown", after)


@given(draws, charters(most=3))
@tried_on(20)
def test_only_a_missing_fact_makes_an_answer_unknown(draw, charter):
    compiled = CompiledCharter(charter)
    answers = [compiled.decide(whole_case(draw)) for _ in range(10)]
    spoken = {"yes", "no", "ask", "unknown"}
    assert {answer.verdict for answer in answers} <= spoken
    assert all(answer.asks for answer in answers if answer.verdict == "ask")


ALLOWED = {"act": "use", "permits": True}


def test_the_silence_of_a_charter_allows_nothing_unless_it_says_so():
    assert verdict(compiled({"act": "enter", "permits": True})) == "no"
    assert verdict(compiled({"act": "enter", "forbids": True}, **OPEN)) == "yes"
    shut = {"otherwise": {"*": True, "use": False}}
    assert verdict(compiled({"act": "enter", "forbids": True}, **shut)) == "no"


def test_a_prohibition_wins_whatever_permits():
    charter = compiled(ALLOWED, {"act": "use", "forbids": True, "if": {"age": {"under": 16}}})
    assert [verdict(charter, person={"age": age}) for age in (15, 16)] == ["no", "yes"]
    assert answer(charter, person={"age": 15}).by.id == "r1"


def test_an_unknown_fact_never_grants_and_never_lifts_a_prohibition():
    granting = compiled({**ALLOWED, "if": {"status": "member"}})
    assert verdict(granting, person={}) == "unknown"
    assert verdict(granting, person={"statuses": []}) == "no"
    assert verdict(granting, person={"statuses": {"member": None}}) == "unknown"
    lifting = compiled({"act": "use", "forbids": True, "unless": {"badge": "laser"}}, **OPEN)
    assert verdict(lifting, person={}) == "unknown"
    assert verdict(lifting, person={"badges": []}) == "no"
    assert verdict(lifting, person={"badges": ["laser"]}) == "yes"


def test_an_exception_may_have_its_own_exception():
    rule = {
        "act": "use",
        "forbids": True,
        "if": {"age": {"under": 18}},
        "unless": {"unless": {"of": {"document": "consent"}, "except": {"label": "dangerous"}}},
    }
    charter = compiled(rule, **OPEN)
    young = {"age": 17, "documents": ["consent"]}
    assert verdict(charter, person={"age": 17, "documents": []}, thing={"labels": []}) == "no"
    assert verdict(charter, person=young, thing={"labels": []}) == "yes"
    assert verdict(charter, person=young, thing={"labels": ["dangerous"]}) == "no"
    assert verdict(charter, person={"age": 40}, thing={"labels": ["dangerous"]}) == "yes"


def test_no_label_means_forbidden_when_the_rule_says_so():
    labelled = {"assume": {"of": {"label": "safe"}, "when_missing": False}}
    charter = compiled({"act": "use", "forbids": True, "unless": labelled}, **OPEN)
    assert verdict(charter) == "no"
    assert verdict(charter, thing={"labels": ["safe"]}) == "yes"


def test_except_with_an_agreement_answers_whom_to_ask_and_hears_the_answer():
    rule = {"act": "use", "forbids": True, "unless": {"agreement": "host"}, "status": "attested"}
    charter = compiled(rule, **OPEN)
    asked = answer(charter, agreements=[])
    assert (asked.verdict, [ask.by for ask in asked.asks]) == ("ask", ["host"])
    assert verdict(charter, agreements=["host"]) == "yes"


def test_nobody_is_asked_for_an_agreement_that_would_change_nothing():
    charter = compiled(
        {"act": "use", "asks": "host", "status": "attested"},
        {"act": "use", "forbids": True, "if": {"age": {"under": 16}}},
        **OPEN,
    )
    assert verdict(charter, person={"age": 15}, agreements=[]) == "no"
    assert verdict(charter, person={"age": 40}, agreements=[]) == "ask"


def test_two_people_agree_when_the_rule_asks_two():
    charter = compiled(
        {"act": "use", "asks": {"by": "host", "count": 2}, "status": "attested"}, **OPEN
    )
    assert verdict(charter, agreements=["host"]) == "ask"
    assert verdict(charter, agreements=[{"name": "host", "count": 2}]) == "yes"


def test_whoever_grants_a_badge_holds_it():
    rule = {"act": "grant", "forbids": True, "unless": {"badge": "this"}}
    charter = compiled(rule, **OPEN)
    laser = {"id": "laser-badge", "kinds": []}
    assert verdict(charter, "grant", thing=laser, person={"badges": ["saw-badge"]}) == "no"
    assert verdict(charter, "grant", thing=laser, person={"badges": ["laser-badge"]}) == "yes"


@pytest.mark.parametrize(
    ("badge", "expected"),
    [
        ({"level": 2, "since": "2026-01-10", "used": "2026-05-01"}, "yes"),
        ({"level": 1, "since": "2026-01-10", "used": "2026-05-01"}, "no"),
        ({"level": 2, "since": "2025-05-01", "used": "2026-05-01"}, "no"),
        ({"level": 2, "since": "2026-01-10", "used": "2026-01-11"}, "no"),
        ({"level": 2, "since": "2026-01-10", "used": "2026-05-01", "until": "2026-05-11"}, "no"),
        ({"level": 2, "since": "2026-01-10", "used": "2026-05-01", "until": "2026-05-12"}, "yes"),
        ({"level": 2, "since": "2026-01-10"}, "unknown"),
    ],
)
def test_a_badge_has_a_level_expires_and_falls_out_of_use(badge, expected):
    wanted = {"name": "laser", "level": 2, "granted_within": "P1Y", "used_within": "P3M"}
    charter = compiled({"act": "use", "forbids": True, "unless": {"badge": wanted}}, **OPEN)
    person = {"badges": [{"name": "laser", **badge}]}
    assert verdict(charter, at="2026-05-12T18:30", person=person) == expected


def test_the_two_person_rule_looks_at_who_else_is_present():
    rule = {"act": "use", "forbids": True, "unless": {"among": {"group": "present", "at_least": 1}}}
    charter = compiled({**rule, "status": "attested"}, **OPEN)
    assert verdict(charter) == "unknown"
    assert verdict(charter, people={"present": []}) == "no"
    assert verdict(charter, people={"present": [{}]}) == "yes"


def test_no_alcohol_while_a_minor_may_be_present():
    minor = {"among": {"group": "present", "who": {"age": {"under": 18}}, "at_least": 1}}
    charter = compiled({"act": "drink", "forbids": True, "if": minor, "status": "attested"}, **OPEN)
    assert verdict(charter, "drink", people={"present": [{"age": 40}, {"age": 17}]}) == "no"
    assert verdict(charter, "drink", people={"present": [{"age": 40}, {}]}) == "unknown"
    assert verdict(charter, "drink", people={"present": [{"age": 40}]}) == "yes"


def test_never_more_guests_than_members():
    many = {
        "as_many": {"group": "present", "who": {"status": "guest"}, "than": {"status": "member"}}
    }
    charter = compiled(
        {"act": "bring", "forbids": True, "unless": many, "status": "attested"}, **OPEN
    )
    guest, member, stranger = {"statuses": ["guest"]}, {"statuses": ["member"]}, {}
    assert verdict(charter, "bring", people={"present": [guest, member]}) == "yes"
    assert verdict(charter, "bring", people={"present": [guest, guest, member]}) == "no"
    assert verdict(charter, "bring", people={"present": [guest, stranger]}) == "unknown"


def test_silence_of_the_board_for_two_weeks_means_accepted():
    late = {"since": {"event": "application", "at_least": "P14D"}}
    rule = {"act": "join", "permits": True, "if": late, "unless": {"notice": "refusal"}}
    charter = compiled({**rule, "status": "attested"})
    facts = {"events": {"application": "2026-05-01"}, "notices": []}
    assert verdict(charter, "join", at="2026-05-14", **facts) == "no"
    assert verdict(charter, "join", at="2026-05-15", **facts) == "yes"
    assert verdict(charter, "join", at="2026-05-15", **{**facts, "notices": ["refusal"]}) == "no"


def test_a_hard_limit_forbids_and_a_soft_one_warns():
    limits = {"what": "hours", "at_most": 4, "window": "week", "adds": "hours"}
    hard = compiled({"act": "book", "limits": limits}, **OPEN)
    soft = compiled({"act": "book", "limits": {**limits, "hard": False}}, **OPEN)
    two_hours = {"at": "2026-05-12T18:00", "until": "2026-05-12T20:00"}
    for used, expected, warned in ((2, "yes", []), (2.5, "no", ["r0"])):
        facts = {**two_hours, "used": {"hours/person/week": used}}
        assert verdict(hard, "book", **facts) == expected
        assert verdict(soft, "book", **facts) == "yes"
        assert [rule.id for rule in answer(soft, "book", **facts).warnings] == warned
    assert verdict(hard, "book", **two_hours) == "unknown"


def test_two_at_once_unless_the_card_of_the_machine_says_otherwise():
    limits = {"what": "people", "at_most": {"card": "places", "otherwise": 2}, "by": "thing"}
    charter = compiled({"act": "use", "limits": limits}, **OPEN)
    used = {"people/thing/now": 2}
    assert verdict(charter, used=used) == "no"
    assert verdict(charter, used=used, thing={"numbers": {"places": 3}}) == "yes"


def test_a_rule_about_some_things_leaves_the_others_alone():
    charter = compiled(
        {"act": "use", "on": ["machine"], "forbids": True}, kinds={"laser": ["machine"]}, **OPEN
    )
    assert verdict(charter, thing={"kinds": ["laser"]}) == "no"
    assert verdict(charter, thing={"kinds": ["desk"]}) == "yes"
    assert verdict(charter) == "unknown"


def test_each_kind_of_thing_has_its_own_condition():
    table = {"laser": {"badge": "laser"}, "saw": {"age": {"at_least": 18}}}
    rule = {"act": "use", "forbids": True, "unless": {"by_kind": {"table": table}}}
    charter = compiled(rule, **OPEN)
    adult = {"age": 18, "badges": []}
    verdicts = [
        verdict(charter, thing={"kinds": [kind]}, person=adult) for kind in ("laser", "saw")
    ]
    assert verdicts == ["no", "yes"]
    assert verdict(charter, thing={"kinds": ["drill"]}, person=adult) == "no"


def test_hours_that_pass_midnight_and_the_last_saturday():
    night = compiled(
        {"act": "use", "forbids": True, "if": {"time": {"from": "22:00", "to": "06:00"}}}, **OPEN
    )
    at = ("2026-05-12T21:59", "2026-05-12T22:00", "2026-05-13T05:59", "2026-05-13T06:00")
    assert [verdict(night, at=moment) for moment in at] == ["yes", "no", "no", "yes"]
    last = compiled({"act": "use", "permits": True, "if": {"time": {"days": ["sa"], "nth": -1}}})
    assert [verdict(last, at=f"2026-05-{day}") for day in (23, 30)] == ["no", "yes"]


def test_priority_counts_only_when_crowded():
    crowded = {"quantity": {"of": "requests", "over": 1}}
    orders = {"first": [{"status": "member"}, {"group": "town"}], "ties": ["arrival", "draw"]}
    charter = compiled({"act": "book", "orders": orders, "if": crowded}, **OPEN)
    person = {"statuses": [], "groups": ["town"]}
    ranked = answer(charter, "book", person=person, quantities={"requests": 2}).ranks
    assert [(rank.position, rank.ties) for rank in ranked] == [(1, ("arrival", "draw"))]
    assert answer(charter, "book", person=person, quantities={"requests": 1}).ranks == ()


def test_a_spoken_rule_is_shown_and_never_enforced():
    rule = {"act": "eat", "forbids": True, "status": "spoken", "keeper": "host"}
    told = answer(compiled(rule, **OPEN), "eat")
    assert (told.verdict, [rule.id for rule in told.reminders]) == ("yes", ["r0"])


def test_the_rules_of_the_day_decide_and_a_trial_lapses():
    rules = (
        {"id": "age", "act": "use", "forbids": True, "since": "2025-01-01", "until": "2026-01-01"},
        {
            "id": "age",
            "act": "use",
            "permits": True,
            "since": "2026-01-01",
            "trial_until": "2026-07-01",
        },
    )
    days = (date(2025, 12, 31), date(2026, 6, 30), date(2026, 7, 1))
    assert [verdict(compiled(*rules, day=day)) for day in days] == ["no", "yes", "no"]


def test_prices_round_halves_up_and_say_when_a_fact_is_missing():
    table = [{"amount": 0.15, "per": {"size": 1, "of": "grams", "slices": "exact"}}]
    rule = {"act": "print", "prices": {"for": "filament", "unit": "euros", "table": table}}
    charter = compiled(rule, **OPEN)
    told = answer(charter, "print", quantities={"grams": 32.5}).prices
    assert [(price.heading, price.amount) for price in told] == [("filament", Decimal("4.88"))]
    assert [price.amount for price in answer(charter, "print").prices] == [None]


def test_nothing_in_particular_has_no_badge_whoever_asks():
    charter = compiled({"act": "use", "permits": True, "if": {"badge": "this"}})
    thing = {"kinds": []}
    assert [verdict(charter, thing=thing, person=one) for one in ({}, {"badges": ["saw"]})] == [
        "no",
        "no",
    ]


def test_a_permission_that_waits_for_an_agreement_alone_is_answered_ask():
    chef = {"any": [{"document": "hygiene"}, {"agreement": "chef"}]}
    charter = compiled({"act": "cook", "permits": True, "if": chef, "status": "attested"})
    found = answer(charter, "cook", person={"documents": []}, agreements=[])
    assert (found.verdict, found.by.id, [ask.by for ask in found.asks]) == ("ask", "r0", ["chef"])
    assert verdict(charter, "cook", person={"documents": []}, agreements=["chef"]) == "yes"
    assert verdict(charter, "cook", person={"documents": ["hygiene"]}, agreements=[]) == "yes"


def test_the_agreements_of_a_prohibition_and_of_a_permission_are_asked_together():
    charter = compiled(
        {"act": "cook", "permits": True, "if": {"agreement": "chef"}, "status": "attested"},
        {"act": "cook", "asks": "board", "status": "attested"},
        {"act": "cook", "forbids": True, "if": {"age": {"under": 16}}},
    )
    adult, child = (answer(charter, "cook", person={"age": a}, agreements=[]) for a in (40, 12))
    assert (adult.verdict, [ask.by for ask in adult.asks]) == ("ask", ["board", "chef"])
    assert (child.verdict, child.asks) == ("no", ())
    given = {"person": {"age": 40}, "agreements": ["board", "chef"]}
    assert verdict(charter, "cook", **given) == "yes"


def test_a_thing_named_by_its_id_alone_is_of_a_kind_that_is_not_known():
    charter = compiled({"act": "use", "on": ["laser"], "forbids": True}, **OPEN)
    assert verdict(charter, thing={"id": "x"}) == "unknown"
    assert verdict(charter, thing={"id": "x", "kinds": []}) == "yes"
    assert verdict(charter, thing={"id": "x", "kinds": ["laser"]}) == "no"


@pytest.mark.parametrize(
    "told", [{"lasts": 10**20}, {"at": "9999-12-31T23:59"}, {"asked_at": "9999-12-31"}]
)
def test_what_no_calendar_holds_is_no_fact(told):
    with pytest.raises(DocumentError):
        verdict(compiled(ALLOWED), **told)


def test_the_name_of_a_thing_is_one_name():
    with pytest.raises(DocumentError, match="this fact cannot be read: write a name"):
        verdict(compiled(ALLOWED), thing={"id": []})


@pytest.mark.parametrize(
    "told",
    [{"lasts": -5}, {"at": "2026-05-12T10:00", "until": "2026-05-11T10:00"}],
)
def test_what_ends_before_it_begins_is_short_enough_for_no_limit(told):
    charter = compiled({"act": "use", "permits": True, "if": {"lasts": {"at_most": "PT2H"}}})
    with pytest.raises(DocumentError, match="it ends before it begins"):
        verdict(charter, **told)


def test_a_share_that_is_not_a_whole_number_is_counted_exactly():
    vote = {"vote": {"body": "council", "share": 33.3333, "quorum": 12.5}}
    charter = compiled({"act": "use", "permits": True, "if": vote, "status": "attested"})

    def voted(in_favour, against, voters):
        told = {"for": in_favour, "against": against, "voters": voters, "members": 8_000_000}
        return verdict(charter, votes={"council": told})

    assert voted(333_333, 666_667, 1_000_000) == "yes"
    assert voted(333_332, 666_668, 1_000_000) == "no"
    assert voted(333_333, 666_667, 999_999) == "no"
