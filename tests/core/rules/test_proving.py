"""Proofs of the extra `proofs`: what z3 answers is what trying every case answers."""

import random
from dataclasses import replace

import pytest
from hypothesis import given

from entrelieux.core.rules import read_case, read_charter
from entrelieux.core.rules.examining.claims import Answers, Fires
from entrelieux.core.rules.examining.differences import differences
from entrelieux.core.rules.examining.idle import idle_rules
from entrelieux.core.rules.examining.searching import Search
from entrelieux.core.rules.examining.sight import Sight, scenes
from entrelieux.core.rules.explaining.explanation import Explainer
from entrelieux.core.rules.searching.changes import WITH_TIME, YOURS
from entrelieux.core.rules.tree.durations import Duration
from tests.core.rules.facts import draws, forgotten, whole_case
from tests.core.rules.strategies import charters, deciding_clauses
from tests.effort import tried_on


def trying(draw):
    """Every case is tried, and z3 is not asked."""
    return Search(draw, steps=1500, proofs=False)


def proving(draw):
    """No step is left to try cases: z3 answers."""
    return Search(draw, steps=0)


def agree(sights, scene, claims, draw):
    tried = trying(draw).find(sights, scene, claims)
    proved = proving(draw).find(sights, scene, claims)
    if proved.method == "proved" and tried.is_exact:
        assert (proved.case is None) == (tried.case is None), (tried, proved)
    return tried, proved


@given(draws, charters(deciding_clauses(), most=2), charters(deciding_clauses(), most=2))
@tried_on(6)
def test_who_gains_and_loses_is_the_same_proved_and_tried(draw, old, new):
    before, after = Sight(old), Sight(new)
    for scene in scenes((old, new))[:1]:
        for granted, refused in ((before, after), (after, before)):
            claims = (Answers(granted, "yes"), Answers(refused, "no"))
            agree((before, after), scene, claims, draw)


@given(draws, charters(deciding_clauses(), most=2))
@tried_on(10)
def test_a_rule_that_never_fires_is_the_same_proved_and_tried(draw, charter):
    for one in Sight(charter).compiled.compiled:
        alone = Sight(replace(charter, rules=(one.rule,)))
        for scene in scenes([charter])[:1]:
            agree((alone,), scene, [Fires(one)], draw)


@given(draws, charters(deciding_clauses(), most=3))
@tried_on(10)
def test_what_is_proved_out_of_reach_is_not_reached_by_trying(draw, charter):
    finder = Explainer(charter).finder(None)
    case = forgotten(draw, whole_case(draw, "use"))
    if finder.is_yes(case):
        return
    domain = finder.domain(case)
    for allowed in (YOURS, WITH_TIME):
        if finder.is_proved_hopeless(case, allowed):
            assert finder.find(case, domain, allowed).paths == ()


@given(draws, charters(deciding_clauses(), most=3))
@tried_on(10)
def test_what_a_case_holds_is_what_is_decided_of_it(draw, charter):
    """Where nothing may change, no proof that there is no yes is given of a yes."""
    finder = Explainer(charter).finder(None)
    case = whole_case(draw, "use")
    if finder.is_yes(case):
        assert not finder.is_proved_hopeless(case, frozenset())


def chance():
    return random.Random(1)  # noqa: S311 - drawn cases


def charter_of(*rules, otherwise=True):
    told = {"format": "entrelieux-charter/1", "community": "c", "otherwise": {"*": otherwise}}
    return read_charter({**told, "rules": [{"id": f"r{n}", **one} for n, one in enumerate(rules)]})


USE = {"act": "use", "forbids": True}


def shown(charter, search):
    return [(one.rule.id, one.trouble, one.method) for one in idle_rules(charter, search)]


def test_a_rule_that_never_fires_is_proved_so_where_cases_are_too_many_to_try():
    """Six conditions on the present are more than are tried; the last rule contradicts itself."""
    names = ("host", "tutor", "cook", "smith")
    kept = [
        {"among": {"group": "present", "who": {"role": name}, "at_least": rank + 1}}
        for rank, name in enumerate(names)
    ]
    never = {"among": {"group": "present", "who": {"role": "host"}, "under": 1}}
    rules = ({**USE, "if": {"all": kept}}, {**USE, "if": {"all": [*kept, never]}})
    charter = charter_of(*({**rule, "status": "attested"} for rule in rules))
    draw = chance()
    assert shown(charter, proving(draw)) == [("r1", "never-fires", "proved")]
    assert shown(charter, trying(draw)) == []


def test_a_badge_used_lately_at_another_moment_is_proved_and_shown_by_a_case():
    """« A moment ago » is of one moment: what is tried cannot say this to the end."""
    lately = {"badge": {"name": "saw", "used_within": "P1M"}}
    sundays = {"time": {"days": ["su"], "first": "02-27", "last": "03-02"}}
    search = proving(chance())
    old, new = charter_of(USE), charter_of({**USE, "unless": {"all": [lately, sundays]}})
    (found,) = differences(old, new, search)
    assert (found.gains, found.method) == (True, "proved")
    at, badge = found.case.at, found.case.person["badges"]["saw"]
    assert at.weekday() == 6 and (at.month, at.day) in {(2, 27), (2, 28), (2, 29), (3, 1), (3, 2)}
    assert at < Duration(1, "month").after(badge.used)
    assert search.weakest == "proved"


@pytest.mark.parametrize("length", ["P1M", "P30D", "P2W", "P1Y"])
def test_lengths_of_the_calendar_are_those_of_decisions(length):
    """No moment is at once at least a length after an event, and less than it."""
    test = {"since": {"event": "election", "at_least": length}}
    other = {"since": {"event": "election", "under": length}}
    rules = ({**USE, "if": {"all": [test, other]}}, {**USE, "if": test}, {**USE, "if": other})
    draw = chance()
    assert shown(charter_of(*rules), proving(draw))[:1] == [("r0", "never-fires", "proved")]


def test_nothing_that_one_can_do_is_proved_where_it_was_not_searched_to_the_end():
    """The group is joined later, when the badge has to be used again; who owns does not change."""
    later = {"name": "g", "since": "2026-06-01"}
    recent = {"badge": {"name": "saw", "used_within": "PT1M"}}
    rule = {
        "act": "use",
        "permits": True,
        "if": {"all": [{"group": "g"}, recent, {"link": "owner"}]},
    }
    charter = charter_of(rule, otherwise=False)
    asked = {"act": "use", "at": "2026-05-12", "asked_at": "2026-05-12", "thing": {"kinds": []}}
    case = read_case({**asked, "person": {"groups": [later], "badges": [], "links": []}})
    told = Explainer(charter).explain(case)
    assert (told.nothing_to_do, told.nothing_even_in_time, told.proved) == (True, True, True)
