from datetime import datetime
from itertools import combinations, product
from math import prod

import pytest
from hypothesis import given

from entrelieux.core.rules import Wording, read_case, read_charter
from entrelieux.core.rules.explaining.explanation import Explainer
from entrelieux.core.rules.explaining.telling import Teller
from entrelieux.core.rules.searching.changes import WITH_TIME, YOURS, apply_all
from tests.core.rules.facts import bettered, draws, forgotten, whole_case
from tests.core.rules.strategies import charters, deciding_clauses
from tests.effort import tried_on

MOST_CASES = 2000


def by_hand(explainer, case, means):
    """Whether any combination of the allowed changes gives yes, all of them tried one by one."""
    finder = explainer.finder(None)
    domain = finder.domain(case)
    choices = [
        [None, *(change for change in changes if change.means in means)]
        for changes in domain.values()
    ]
    if prod(len(one) for one in choices) > MOST_CASES:
        return None
    return any(
        finder.is_yes(apply_all([change for change in chosen if change], case))
        for chosen in product(*choices)
    )


@given(draws, charters(deciding_clauses(), most=4))
@tried_on(20)
def test_every_path_gives_yes_and_none_has_a_change_too_many(draw, charter):
    explainer = Explainer(charter)
    case = forgotten(draw, whole_case(draw, "use"))
    explanation = explainer.explain(case)
    for path in (*explanation.paths, *explanation.waits):
        assert explainer.decide(apply_all(path, case)).verdict == "yes"
        for shorter in combinations(path, len(path) - 1):
            assert explainer.decide(apply_all(shorter, case)).verdict != "yes"
    allowed = {change.means for path in explanation.paths for change in path}
    assert allowed <= YOURS


def test_the_longest_duration_is_explained_on_the_last_minute_of_a_year():
    for condition in (
        {"since": {"event": "joining", "at_least": "P9999Y"}},
        {"badge": {"name": "laser", "used_within": "P9999Y"}},
        {"ahead": {"at_least": "P9999Y"}},
    ):
        rule = {"id": "r", "act": "use", "forbids": True, "unless": condition}
        told = {"format": "entrelieux-charter/1", "community": "c", "otherwise": {"*": True}}
        explainer = Explainer(read_charter({**told, "rules": [rule]}))
        for at in ("1000-01-01T00:00", "2026-12-31T23:59", "3000-12-31T23:59"):
            badges = [{"name": "laser", "used": at}]
            person = {"events": {"joining": at}, "badges": badges}
            case = {"act": "use", "at": at, "asked_at": at, "person": person, "thing": None}
            assert explainer.explain(read_case(case)).answer.verdict in ("yes", "no")


@given(draws, charters(deciding_clauses(), most=3))
@tried_on(20)
def test_nothing_that_you_can_do_is_true_whenever_it_is_said(draw, charter):
    explainer = Explainer(charter)
    case = whole_case(draw, "use")
    explanation = explainer.explain(case)
    if explanation.answer.verdict == "yes":
        return
    found, found_in_time = (by_hand(explainer, case, means) for means in (YOURS, WITH_TIME))
    if explanation.nothing_to_do:
        assert not found
    if explanation.nothing_even_in_time:
        assert not found_in_time
    if found:
        assert explanation.paths != ()


@given(draws, charters(deciding_clauses(), most=3))
@tried_on(20)
def test_no_change_drawn_at_random_gives_a_yes_that_was_said_out_of_reach(draw, charter):
    explainer = Explainer(charter)
    case = whole_case(draw, "use")
    if explainer.explain(case).nothing_to_do:
        answers = {explainer.decide(bettered(draw, case)).verdict for _ in range(40)}
        assert "yes" not in answers


LASER = {"act": "use", "on": ["laser"]}
HOST = {"among": {"group": "present", "who": {"role": "host"}, "at_least": 1}}
CHARTER = {
    "format": "entrelieux-charter/1",
    "community": "la-forge",
    "words": {
        "use": {"fr": "utiliser", "en": "using"},
        "laser": {"fr": "la découpeuse laser", "en": "the laser cutter"},
        "laser-badge": {"fr": "le badge laser", "en": "the laser badge"},
        "host": {"fr": "un animateur", "en": "a host"},
        "present": {"fr": "les présents", "en": "those present"},
        "member": {"fr": "adhérent", "en": "a member"},
    },
    "rules": [
        {"id": "age", **LASER, "forbids": True, "if": {"age": {"under": 16}}},
        {
            "id": "badge",
            **LASER,
            "forbids": True,
            "unless": {"any": [{"badge": "laser-badge"}, {"all": [HOST, {"agreement": "host"}]}]},
            "status": "attested",
            "since": "2026-01-10",
            "until": "2026-06-01",
            "decision": "assemblée du 9 janvier",
        },
        {
            "id": "badge",
            **LASER,
            "forbids": True,
            "unless": {"badge": "laser-badge"},
            "since": "2026-06-01",
        },
        {"id": "members", **LASER, "permits": True, "if": {"status": "member"}},
    ],
}


def explained(age, at="2026-05-12T18:30", **person):
    charter = read_charter(CHARTER)
    known = {"age": age, "badges": [], "statuses": [], "roles": [], **person}
    told = {"act": "use", "thing": {"kinds": ["laser"]}, "at": at, "person": known}
    case = read_case({**told, "people": {"present": []}, "agreements": []})
    return Teller(Wording(charter)).tell(Explainer(charter).explain(case))


BADGE = "Utiliser la découpeuse laser est interdit, sauf si la personne a le badge laser"


def test_a_refusal_gives_every_reason_at_once_in_the_words_of_the_community_and_the_ways_to_yes():
    assert explained(30) == (
        "Non.",
        "Rien ne le permet.",
        f"Interdit par\xa0: {BADGE} ou (on trouve parmi les présents au moins 1 personne pour qui "
        "(cette personne est un animateur) et l’accord d’un animateur est donné). (depuis le 10 "
        "janvier 2026\xa0; décision\xa0: assemblée du 9 janvier)",
        "Ne le permet pas cette fois\xa0: Utiliser la découpeuse laser est permis si la personne "
        "est actuellement adhérent.",
        "Ce serait oui si\xa0:",
        "– la personne a le badge laser, et la personne est actuellement adhérent",
        "– on trouve parmi les présents au moins 1 personne pour qui (cette personne est un "
        "animateur), et l’accord d’un animateur est donné, et la personne est actuellement "
        "adhérent",
        "À demander à\xa0: un animateur.",
        "Cette règle peut changer\xa0: proposez-le (par consentement).",
    )


def test_what_only_time_can_change_is_told_apart():
    told = explained(15, statuses=["member"], badges=["laser-badge"])
    assert told[-4:] == (
        "Ce serait oui avec le temps, si\xa0:",
        "– la personne a au moins 16 ans",
        "Vous n’y pouvez rien pour l’instant.",
        "Cette règle peut changer\xa0: proposez-le (par consentement).",
    )


HOURS = {
    **CHARTER,
    "rules": [
        {
            "id": "quota",
            **LASER,
            "limits": {"what": "hours", "at_most": 6, "window": "week", "adds": "hours"},
        }
    ],
    "otherwise": {"*": True},
    "words": {**CHARTER["words"], "hours": {"fr": "heures"}},
}


@pytest.mark.parametrize(
    ("used", "minutes", "ways"),
    [
        (7, 30, ["– jusqu’ici on compte au plus 5,5 heures par personne par semaine"]),
        (6, 30, ["– jusqu’ici on compte au plus 5,5 heures par personne par semaine"]),
        (None, 30, ["– jusqu’ici on compte au plus 5,5 heures par personne par semaine"]),
        (0, 400, ["– cela dure au plus 6 heures"]),
        (5.75, 30, ["– cela dure au plus 15 minutes"]),
    ],
)
def test_a_quota_says_the_room_that_it_leaves_and_nothing_smaller(used, minutes, ways):
    charter = read_charter(HOURS)
    told = {"act": "use", "thing": {"kinds": ["laser"]}, "lasts": minutes}
    told |= {} if used is None else {"used": {"hours/person/week": used}}
    lines = Teller(Wording(charter)).tell(Explainer(charter).explain(read_case(told)))
    assert [line for line in lines if line.startswith("–")] == ways


def test_a_decision_is_explained_by_the_rules_of_its_day():
    later = explained(30, at="2026-06-01T10:00", statuses=["member"])
    assert later[1] == f"Interdit par\xa0: {BADGE}. (depuis le 1er juin 2026)"
    assert "À demander à\xa0: un animateur." not in later
    sooner = explained(30, at="2026-05-31T10:00", statuses=["member"])
    assert "À demander à\xa0: un animateur." in sooner


def test_a_notice_given_for_later_opens_the_way_once_its_delay_is_over():
    rule = {
        "id": "told",
        "act": "use",
        "permits": True,
        "if": {"notice": {"name": "board", "ahead": "P8D"}},
        "status": "attested",
    }
    told = {"format": "entrelieux-charter/1", "community": "c", "rules": [rule]}
    explainer = Explainer(read_charter(told))
    asked = {"act": "use", "at": "2026-05-12", "asked_at": "2026-05-12", "thing": {"kinds": []}}
    case = read_case({**asked, "notices": [{"name": "board", "since": "2026-06-01"}]})
    first = explainer.explain(case).paths[0]
    assert [change.value for change in first] == [datetime.fromisoformat("2026-06-09")]


def test_nothing_is_said_impossible_where_a_recent_use_would_do_at_a_later_moment():
    """The group is joined in June; the badge would then have to be used in June too."""
    recent = {"badge": {"name": "saw", "used_within": "PT1M"}}
    rule = {"id": "saw", "act": "use", "permits": True, "if": {"all": [{"group": "g"}, recent]}}
    told = {"format": "entrelieux-charter/1", "community": "c", "rules": [rule]}
    person = {"groups": [{"name": "g", "since": "2026-06-01"}], "badges": []}
    asked = {"act": "use", "at": "2026-05-12", "asked_at": "2026-05-12", "thing": {"kinds": []}}
    explainer = Explainer(read_charter(told))
    june = {"person": {**person, "badges": [{"name": "saw", "used": "2026-06-02"}]}}
    later = read_case({**asked, **june, "at": "2026-06-02"})
    assert explainer.decide(later).verdict == "yes"
    assert not explainer.explain(read_case({**asked, "person": person})).nothing_to_do
