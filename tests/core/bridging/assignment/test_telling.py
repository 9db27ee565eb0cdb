"""What an assignment did is told: loads, what showing cost, who is left out and why."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from entrelieux.core.bridging.assignment import (
    HostLoad,
    Showing,
    Unshown,
    assign,
    bypasses,
    candidates_of,
    finding_of_load,
    finding_of_showing,
    finding_of_unshown,
    findings_of,
    loads,
    reciprocal,
    sentence,
    showing_cost,
    showings,
    unmatched,
    unshown,
)
from entrelieux.core.bridging.sentences import Finding, Language, texts
from tests.core.bridging.assignment.cases import Case, cases

HOSTS = {"laser": "atelier", "press": "atelier", "saw": "fabrique", "kiln": "serre"}
NAMES = {"atelier": "L’Atelier", "laser": "Découpeuse laser", "ana": "Trente trophées"}
ROWS = [
    ("ana", "laser", 0.9),
    ("ana", "press", 0.4),
    ("ben", "laser", 0.9),
    ("ben", "press", 0.7),
    ("cleo", "laser", 0.6),
    ("dora", "saw", 0.2),
]
FINDINGS = texts("entrelieux.core.bridging.assignment")["finding"]
NEEDS, OFFERS, SCORES = zip(*ROWS, strict=True)
ASSIGNMENT = assign(
    candidates_of(NEEDS, OFFERS, SCORES, host_of=HOSTS, threshold=0.3), {"atelier": 2}
)


def said(finding: Finding, language: Language = "fr") -> str:
    return re.sub("[\u00a0\u202f]", " ", sentence(finding, language, NAMES))


def test_tells_the_load_of_each_host() -> None:
    assert loads(ASSIGNMENT) == (
        HostLoad("atelier", capacity=2, given=2, wanted=3),
        HostLoad("fabrique", capacity=5, given=0, wanted=0),
        HostLoad("serre", capacity=5, given=0, wanted=0),
    )
    assert said(finding_of_load(loads(ASSIGNMENT)[0])) == (
        "« L’Atelier » reçoit 2 demandes, autant qu’il en accepte ;"
        " 1 autre l’aurait choisi d’abord."
    )
    assert said(finding_of_load(loads(ASSIGNMENT)[1]), "en") == (
        "“fabrique” gets 0 requests of the 5 that it accepts."
    )


def test_tells_who_is_left_out_and_why() -> None:
    assert ASSIGNMENT.pairs() == (("ana", "laser"), ("ben", "press"))
    assert unmatched(ASSIGNMENT) == ("cleo", "dora")
    assert unshown(ASSIGNMENT) == {"kiln": Unshown.NO_NEED, "saw": Unshown.NO_NEED}
    full = assign(candidates_of(NEEDS, OFFERS, SCORES, host_of=HOSTS), {"atelier": 1})
    assert unshown(full) == {"kiln": Unshown.NO_NEED, "press": Unshown.NO_ROOM}
    assert said(finding_of_unshown("laser", Unshown.NO_NEED)) == (
        "« Découpeuse laser » ne répond à aucune demande."
    )
    assert "no room left" in said(finding_of_unshown("press", Unshown.NO_ROOM), "en")


def test_tells_what_showing_costs() -> None:
    (one,) = showings(ASSIGNMENT)
    assert (one.offer, one.need, one.score) == ("press", "ben", 0.7)
    assert one.cost == pytest.approx(0.2, abs=0.01)
    assert showing_cost(ASSIGNMENT) == pytest.approx(0.2, abs=0.02)
    assert said(finding_of_showing(Showing("laser", "ana", 0.7, 0.2))) == (
        "« Découpeuse laser » est montrée à « Trente trophées » pour ne pas être oubliée ;"
        " cela coûte environ 0,20 point."
    )


def test_tells_the_whole() -> None:
    assert [said(finding) for finding in findings_of(ASSIGNMENT)] == [
        "2 demandes ont une réponse sur 4, avec 100 % du mieux possible au moins.",
        "Montrer chaque offre au moins une fois coûte au plus 12 % du total.",
    ]
    alone = assign(candidates_of(["ana"], ["saw"], [0.5], host_of=HOSTS), {})
    assert [said(finding, "en") for finding in findings_of(alone)] == [
        "1 request has an answer out of 1, with 100% of the best possible at least.",
        "Each offer is shown and nobody loses by it.",
    ]
    nobody = assign(candidates_of([], [], [], host_of=HOSTS), {})
    assert len(findings_of(nobody)) == 1


def test_finds_who_would_bypass_the_assignment() -> None:
    likings = {
        ("ana", "laser"): (1.0, 0.5),
        ("ana", "saw"): (0.5, 0.9),
        ("ben", "laser"): (0.9, 1.0),
        ("ben", "saw"): (0.8, 0.8),
    }
    needs, offers = zip(*likings, strict=True)
    scores = reciprocal(*zip(*likings.values(), strict=True))
    candidates = candidates_of(needs, offers, scores, host_of=HOSTS)
    one_each = assign(candidates, {"atelier": 1, "fabrique": 1})
    assert one_each.pairs() == (("ana", "saw"), ("ben", "laser"))
    assert bypasses(one_each, likings) == ()
    turned = assign(
        candidates_of(needs, offers, [1.0, 0.1, 0.1, 1.0], host_of=HOSTS),
        {"atelier": 1, "fabrique": 1},
    )
    assert turned.pairs() == (("ana", "laser"), ("ben", "saw"))
    assert bypasses(turned, likings) == (("ben", "laser"),)


@settings(deadline=None)
@given(cases())
def test_what_is_told_adds_up(case: Case) -> None:
    assignment = assign(case.candidates(), case.capacities, places=case.places)
    told = loads(assignment)
    assert sum(load.given for load in told) == len(assignment.pairs())
    assert {load.host for load in told} == set(case.host_of.values())
    shown = {offer for _, offer in assignment.pairs()}
    assert shown | set(unshown(assignment)) == set(case.host_of)
    assert shown.isdisjoint(unshown(assignment))
    matched = {need for need, _ in assignment.pairs()}
    assert matched | set(unmatched(assignment)) == {need for need, _, _ in case.rows}


@pytest.mark.parametrize("code", FINDINGS)
def test_both_languages_say_the_same_things(code: str) -> None:
    french, english = FINDINGS[code]["fr"], FINDINGS[code]["en"]
    names = [sorted(re.findall(r"\{(\w+)", text)) for text in (french, english)]
    assert names[0] == names[1]
    assert not re.search(r"[^\u00a0}\w.%][:;?!»](?![\w.+%|])|«[^\u00a0]|'", french)
