import random

from hypothesis import given

from entrelieux.core.rules import CompiledCharter, read_case, read_charter
from entrelieux.core.rules.examining.differences import differences, replay
from entrelieux.core.rules.examining.idle import contradictions, idle_rules
from entrelieux.core.rules.examining.members import LockOut, Stranded, lock_outs, stranded
from entrelieux.core.rules.examining.searching import Search
from entrelieux.core.rules.facts.reading import read_person
from tests.core.rules.facts import draws, whole_case
from tests.core.rules.strategies import charters, deciding_clauses
from tests.effort import tried_on


def charter_of(*rules, otherwise=True, **others):
    told = {"format": "entrelieux-charter/1", "community": "c", "otherwise": {"*": otherwise}}
    numbered = [{"id": f"r{rank}", **rule} for rank, rule in enumerate(rules)]
    return read_charter({**told, "rules": numbered, **others})


def chance():
    return Search(random.Random(7))  # noqa: S311 - tests are drawn, not guarded, by it


USE = {"act": "use", "on": ["laser"]}
UNDER_16 = {**USE, "forbids": True, "if": {"age": {"under": 16}}}
UNDER_18 = {**USE, "forbids": True, "if": {"age": {"under": 18}}, "unless": {"document": "consent"}}


def told(found):
    return [
        (one.gains, one.case.person["age"], "consent" in one.case.person.get("documents", {}))
        for one in found
    ]


def test_who_gains_and_who_loses_each_have_a_case():
    found = list(differences(charter_of(UNDER_16), charter_of(UNDER_18), chance()))
    assert [(one.scene.kinds, one.gains, one.method) for one in found] == [
        (("laser",), True, "tried"),
        (("laser",), False, "tried"),
    ]
    gains, loses = (one.case for one in found)
    assert gains.person["age"] < 16
    assert gains.person["documents"]["consent"]
    assert 16 <= loses.person["age"] < 18
    assert loses.person["documents"]["consent"] is False


def test_a_charter_compared_with_itself_changes_nothing():
    charter = charter_of(UNDER_16, UNDER_18)
    assert list(differences(charter, charter, chance())) == []


@given(draws, charters(deciding_clauses(), most=2), charters(deciding_clauses(), most=2))
@tried_on(25)
def test_a_difference_is_decided_again_and_none_is_missed_that_is_said_not_to_be(draw, old, new):
    found = {one.gains: one for one in differences(old, new, Search(draw)) if one.scene.kinds == ()}
    before, after = CompiledCharter(old, open_minded=True), CompiledCharter(new, open_minded=True)

    def answers(case):
        return before.decide(case).verdict, after.decide(case).verdict

    for gains, wanted in ((True, ("no", "yes")), (False, ("yes", "no"))):
        if gains in found and found[gains].case:
            one, other = answers(found[gains].case)
            assert (one if one != "ask" else "no", other if other != "ask" else "no") == wanted
        elif gains not in found:
            drawn = [whole_case(draw, "use") for _ in range(40)]
            blank = [
                type(case)(case.act, case.person, {**case.facts, "kinds": (), "this": ()})
                for case in drawn
            ]
            assert wanted not in [answers(case) for case in blank]


def test_past_requests_are_answered_again():
    old, new = (CompiledCharter(charter_of(rule)) for rule in (UNDER_16, UNDER_18))
    thing = {"kinds": ["laser"]}
    ages = {"a": 15, "b": 17, "c": 40}
    past = [
        read_case(
            {"id": name, "act": "use", "thing": thing, "person": {"age": age, "documents": []}}
        )
        for name, age in ages.items()
    ]
    found = [(one.case.id, one.before, one.after) for one in replay(past, old, new)]
    assert found == [("b", "yes", "no")]


def test_a_rule_that_can_never_fire_is_found():
    never = {**USE, "forbids": True, "if": {"all": [{"age": {"under": 10}}, {"age": {"over": 12}}]}}
    found = [
        (one.rule.id, one.trouble) for one in idle_rules(charter_of(UNDER_16, never), chance())
    ]
    assert found == [("r1", "never-fires")]


def test_a_rule_that_another_makes_useless_is_found():
    under_10 = {**USE, "forbids": True, "if": {"age": {"under": 10}}}
    found = [
        (one.rule.id, one.trouble) for one in idle_rules(charter_of(UNDER_16, under_10), chance())
    ]
    assert found == [("r1", "changes-nothing")]


def test_a_season_that_never_meets_its_weekday_rank_never_fires():
    fifth = {"time": {"days": ["mo"], "nth": 5, "first": "02-01", "last": "02-28"}}
    found = idle_rules(charter_of({**USE, "forbids": True, "if": fifth}), chance())
    assert [one.trouble for one in found] == ["never-fires"]


def idle_in(*rules, **others):
    found = idle_rules(charter_of(*rules, otherwise=False, **others), chance())
    return [(one.rule.id, one.trouble) for one in found]


NIGHT = {"act": "use", "forbids": True, "if": {"time": {"from": "22:00", "to": "06:00"}}}
MEMBERS = {**USE, "permits": True, "if": {"status": "member"}}


def test_a_rule_on_everything_matters_where_one_thing_alone_is_allowed():
    assert idle_in(MEMBERS, NIGHT) == []
    assert idle_in({**MEMBERS, "act": "enter"}, NIGHT) == [("r1", "changes-nothing")]


def test_a_rule_on_a_broad_kind_matters_where_a_narrow_one_is_allowed():
    assert idle_in(MEMBERS, {**NIGHT, "on": ["machine"]}, kinds={"laser": ["machine"]}) == []


def test_a_rule_on_a_kind_matters_for_a_thing_of_two_kinds():
    assert idle_in(MEMBERS, {**NIGHT, "on": ["noisy"]}) == []


def test_a_table_by_kind_fires_for_a_narrower_kind_than_that_of_the_rule():
    table = {"by_kind": {"table": {"laser": {"badge": "this"}}}}
    rule = {"act": "use", "on": ["machine"], "permits": True, "if": table}
    assert idle_in(rule, kinds={"laser": ["machine"]}) == []


def test_a_rule_that_follows_another_in_time_is_not_made_useless_by_it():
    before = {**MEMBERS, "until": "2026-01-01"}
    paid = {"all": [{"status": "member"}, {"paid": "deposit"}]}
    after = {**MEMBERS, "if": paid, "since": "2026-01-01"}
    assert idle_in(before, after) == []
    assert idle_in({**before, "until": "2027-01-01"}, {**after, "until": "2027-01-01"}) == [
        ("r1", "changes-nothing")
    ]


def test_a_permission_and_a_prohibition_that_meet_are_shown_with_a_case():
    members = {**USE, "permits": True, "if": {"status": "member"}}
    (found,) = contradictions(charter_of(members, UNDER_16, otherwise=False), chance())
    assert (found.permits.id, found.forbids.id) == ("r0", "r1")
    assert found.case.person["statuses"]["member"]
    assert found.case.person["age"] < 16


def people(*roles):
    return [
        read_person({"roles": list(held), "statuses": ["member"], "badges": []}) for held in roles
    ]


def test_members_who_can_change_the_rules_are_not_locked_out():
    change = {"by": {"majority": {"quorum": 50}}, "take_part": {"status": "member"}}
    assert list(lock_outs(charter_of(UNDER_16, change=change), people([], []))) == []


def test_every_way_to_be_locked_out_is_found():
    change = {
        "by": {"majority": {"quorum": 75}},
        "propose": {"role": "president"},
        "take_part": {"role": "host"},
        "rescue": {"by": "elder", "after": "P1Y"},
    }
    sealed = {"act": "change-rules", "forbids": True, "unless": {"role": "president"}}
    charter = charter_of(UNDER_16, sealed, change=change)
    assert list(lock_outs(charter, people(["host"], ["host"], [], []))) == [
        LockOut("nobody-proposes", 1, 0),
        LockOut("quorum-too-large", 3, 2),
        LockOut("change-refused", 1, 0),
        LockOut("nobody-rescues", 1, 0),
    ]
    jury = charter_of(UNDER_16, change={"by": {"jury": {"size": 5}}})
    assert list(lock_outs(jury, people([], []))) == [LockOut("jury-too-large", 5, 2)]


def test_a_badge_that_nobody_can_pass_on_any_more_is_found():
    badge = {**USE, "forbids": True, "unless": {"badge": "laser-badge"}}
    grants = {"act": "grant", "forbids": True, "unless": {"badge": "this"}}
    agreed = {**USE, "forbids": True, "if": {"role": "guest"}, "unless": {"agreement": "host"}}
    hosts = {"act": "open", "forbids": True, "unless": {"role": "host"}}
    charter = charter_of(badge, grants, {**agreed, "status": "attested"}, hosts)
    nobody = people(["guest"])
    assert list(stranded(charter, nobody)) == [
        Stranded("laser-badge", "badge"),
        Stranded("host", "agreement"),
    ]
    holder = read_person({"roles": ["host"], "badges": ["laser-badge"]})
    assert list(stranded(charter, [*nobody, holder])) == []
