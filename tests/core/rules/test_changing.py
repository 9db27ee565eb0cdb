from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.rules.changing import journal, judgment, schulze
from entrelieux.core.rules.changing.advice import by_advice, missing_advice
from entrelieux.core.rules.changing.consent import (
    IncompleteObjection,
    Objection,
    Round,
    TooLate,
    by_consent,
    on_trial,
    reviewed,
)
from entrelieux.core.rules.changing.jury import TooFew, drawn
from entrelieux.core.rules.changing.outcome import Outcome
from entrelieux.core.rules.changing.voting import by_majority
from entrelieux.core.rules.templates import template
from entrelieux.core.rules.tree.procedures import (
    Advice,
    Consent,
    Jury,
    Majority,
    MajorityJudgment,
    Schulze,
)

# Consent


def test_a_proposal_is_clarified_heard_and_integrated_before_it_is_adopted():
    told = Round()
    steps = [told.step]
    told = replace(told, is_clarified=True)
    steps.append(told.step)
    objection = Objection("laser", "nobody holds the badge in summer")
    told = replace(told, is_heard=True, objections=(objection,))
    steps.append(told.step)
    assert by_consent(told) == Outcome("objections")
    told = replace(told, objections=(replace(objection, is_integrated=True),))
    assert [*steps, told.step] == ["clarify", "object", "integrate", "adopt"]
    assert by_consent(told).winner == "proposal"


@pytest.mark.parametrize(("clause", "harm"), [("", "noise"), ("laser", "  ")])
def test_an_objection_names_a_clause_and_a_harm(clause, harm):
    with pytest.raises(IncompleteObjection):
        Objection(clause, harm)


def test_a_rule_adopted_by_consent_lapses_unless_it_is_reviewed_in_time():
    rule = template("fablab").rules[0]
    tried = on_trial(rule, Consent(), date(2026, 1, 31), "consent of 31 January")
    assert tried.trial_until == date(2026, 4, 30)
    assert [tried.is_in_force(date(2026, 4, day)) for day in (29, 30)] == [True, False]
    assert reviewed(tried, date(2026, 4, 29), "review").is_in_force(date(2027, 1, 1))
    with pytest.raises(TooLate, match="propose the rule again"):
        reviewed(tried, date(2026, 4, 30), "review")


# Majority


@pytest.mark.parametrize(
    ("share", "votes", "why"),
    [
        (50, (3, 3, 0), "refused"),
        (50, (4, 3, 0), "adopted"),
        (66.6666, (4, 2, 0), "adopted"),
        (66.6666, (7, 4, 0), "refused"),
        (50, (2, 1, 1), "quorum"),
        (50, (3, 1, 1), "adopted"),
    ],
)
def test_a_share_of_the_votes_and_a_quorum_of_the_members(share, votes, why):
    in_favour, against, blank = votes
    told = by_majority(
        Majority(share, 50), in_favour=in_favour, against=against, blank=blank, members=10
    )
    assert told.why == why


# Majority judgment

# Orsay, 22 April 2007: percents of the six grades, from « to reject » to « excellent »
# (Balinski and Laraki, cahier 2007-28 of the Laboratoire d’économétrie). Royal’s published
# figures add up to 100.1: a tenth is taken from the worst grade.
ORSAY = {
    "Bayrou": (7.4, 8.4, 14.8, 25.1, 30.7, 13.6),
    "Royal": (12.5, 12.2, 16.8, 19.1, 22.7, 16.7),
    "Sarkozy": (28.2, 7.1, 11.5, 14.3, 19.8, 19.1),
    "Voynet": (20.5, 26.1, 23.7, 17.5, 9.3, 2.9),
}


def test_the_published_ranking_of_orsay_is_found():
    columns = {
        name: [grade for grade, share in enumerate(shares) for _ in range(round(share * 10))]
        for name, shares in ORSAY.items()
    }
    ballots = [
        dict(zip(columns, grades, strict=True)) for grades in zip(*columns.values(), strict=True)
    ]
    assert judgment.ranking(ballots) == (("Bayrou",), ("Royal",), ("Sarkozy",), ("Voynet",))
    good = 3
    grades = [judgment.majority_value(column)[0] for column in columns.values()]
    assert grades == [good, good, good, 2]


def test_the_example_of_the_library_of_mieux_voter_is_found():
    columns = {
        "Pizza": [0, 0, 0, 1, 1, 2, 2, 3, 3, 3],
        "Chips": [0, 0, 1, 1, 2, 2, 2, 2, 3, 3],
        "Pasta": [0, 0, 1, 1, 1, 2, 2, 3, 3, 3],
        "Bread": [0, 0, 1, 1, 1, 1, 2, 2, 2, 3],
    }
    ballots = [
        dict(zip(columns, grades, strict=True)) for grades in zip(*columns.values(), strict=True)
    ]
    assert judgment.ranking(ballots) == (("Chips",), ("Pasta",), ("Pizza",), ("Bread",))


def test_alike_versions_are_a_tie_and_too_few_ballots_no_decision():
    ballots = [{"a": 2, "b": 2}, {"a": 1, "b": 1}]
    assert judgment.by_judgment(MajorityJudgment(), ballots, 4).why == "tie"
    assert judgment.by_judgment(MajorityJudgment(60), ballots, 4) == Outcome("quorum", needed=3)


@given(st.lists(st.lists(st.integers(0, 5), min_size=2, max_size=2), min_size=1, max_size=9))
def test_a_better_grade_never_harms(rows):
    ballots = [dict(zip("ab", row, strict=True)) for row in rows]
    before = judgment.ranking(ballots)
    better = [{**ballots[0], "a": ballots[0]["a"] + 1}, *ballots[1:]]
    after = judgment.ranking(better)
    if before[0] == ("a",):
        assert after[0] == ("a",)


# Schulze

# Example 1 of the paper, 45 voters: E, A, C, B, D.
EXAMPLE = {
    "ACBED": 5,
    "ADECB": 5,
    "BEDAC": 8,
    "CABED": 3,
    "CAEBD": 7,
    "CBADE": 2,
    "DCEBA": 7,
    "EBADC": 8,
}


def test_the_published_example_of_schulze_is_found_with_its_paths():
    ballots = [
        tuple((name,) for name in order) for order, count in EXAMPLE.items() for _ in range(count)
    ]
    votes = schulze.preferences(ballots, "ABCDE")
    assert [votes["A", other] for other in "BCDE"] == [20, 26, 30, 22]
    paths = schulze.strengths(votes, "ABCDE")
    assert [paths["E", other] for other in "ABCD"] == [25, 28, 28, 31]
    assert schulze.ranking(ballots) == (("E",), ("A",), ("C",), ("B",), ("D",))
    assert schulze.by_ranking(Schulze(50), ballots, 90).winner == "E"


@given(st.lists(st.permutations("abc"), min_size=1, max_size=9))
def test_whoever_beats_every_other_wins(orders):
    ballots = [tuple((name,) for name in order) for order in orders]
    votes = schulze.preferences(ballots, "abc")
    for one in "abc":
        if all(votes[one, other] > votes[other, one] for other in "abc" if other != one):
            assert schulze.ranking(ballots)[0] == (one,)


# Advice and juries


def test_whoever_proposes_decides_once_all_advice_was_asked():
    process = Advice(consult=("referent",))
    assert missing_advice(process, ["neighbours"], ["referent"]) == ("neighbours",)
    assert by_advice(process, ["neighbours"], ["referent"]).why == "advice-missing"
    assert by_advice(process, ["neighbours"], ["referent", "neighbours"]).why == "adopted"


def test_a_jury_is_drawn_alike_by_whoever_checks_it_and_fairly():
    members = [f"m{number}" for number in range(20)]
    first = drawn(Jury(5), members, "seed")
    assert drawn(Jury(5), reversed(members), "seed") == first
    seats = Counter(name for seed in range(2000) for name in drawn(Jury(5), members, str(seed)))
    assert min(seats[name] for name in members) > 400
    with pytest.raises(TooFew):
        drawn(Jury(21), members, "seed")


# The journal


def a_journal():
    charter = template("fablab")
    told = ()
    for day, content in (
        (1, {"kind": "proposed", "proposal": journal.charter_digest(charter)}),
        (8, {"kind": "adopted", "procedure": "consent", "objections": 0, "rule": "laser"}),
        (9, {"kind": "reviewed", "rule": "laser", "outcome": "adopted"}),
    ):
        told = journal.append(told, datetime.fromisoformat(f"2026-05-0{day}"), content)
    return told


def test_a_journal_is_sound_and_anyone_can_verify_it():
    assert list(journal.broken(a_journal())) == []


def test_what_is_changed_moved_or_taken_out_shows():
    first, second, third = sound = a_journal()
    changed = replace(second, content=(("kind", "refused"),))
    assert list(journal.broken((first, changed, third))) == [1]
    assert list(journal.broken((first, third))) == [1]
    for order in permutations(sound):
        assert (list(journal.broken(order)) == []) == (order == sound)


@pytest.mark.parametrize(
    "content",
    [
        {"by": "angele"},
        {"kind": "adopted", "name": "angele"},
        {"kind": "Angèle Martin voted"},
        {"seed": "angele@example.org"},
    ],
)
def test_the_journal_takes_no_name_of_a_person_and_no_free_text(content):
    with pytest.raises(journal.NotForTheJournal):
        journal.append((), datetime.fromisoformat("2026-05-01"), content)


def test_the_digest_of_a_charter_does_not_depend_on_the_order_of_its_keys():
    assert journal.digest({"a": 1, "b": 2}) == journal.digest({"b": 2, "a": 1})
