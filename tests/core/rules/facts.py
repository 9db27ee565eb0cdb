"""Random facts about the few names of `strategies`, whole and then partly forgotten.

Drawn by `random` from a seed that Hypothesis chooses: a case holds a hundred facts.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import strategies as st

from entrelieux.core.rules.facts.case import Case, used_key
from entrelieux.core.rules.facts.held import Held
from entrelieux.core.rules.tree import measures
from tests.core.rules.strategies import ACTS, GROUPS, NAMES

THINGS = NAMES[:6]
PERSON_EVENTS, OTHER_EVENTS = NAMES[:4], NAMES[4:]
OF_PERSON = ("roles", "statuses", "groups", "links", "kin", "badges", "documents")
OF_ACT = (
    *("agreements", "notices", "checked", "purposes", "materials", "projects"),
    *("during", "labels", "nearby", "paid"),
)
WHOSE = (measures.PERSON, measures.THING, measures.BOTH, measures.EVERYBODY)
FIRST_DAY = datetime.fromisoformat("2024-01-01")
draws = st.integers(0, 2**32).map(random.Random)


def moment(draw):
    return FIRST_DAY + timedelta(minutes=15 * draw.randrange(4 * 24 * 365 * 3))


def some(draw, names, most):
    return draw.sample(names, draw.randint(0, min(most, len(names))))


def maybe(draw, value):
    return value if draw.random() < 0.5 else None


def held(draw):
    if draw.random() < 0.5:
        return True
    found = Held(
        since=maybe(draw, moment(draw)),
        until=maybe(draw, moment(draw)),
        level=maybe(draw, draw.randint(1, 4)),
        used=maybe(draw, moment(draw)),
        current=maybe(draw, draw.random() < 0.5),
        count=draw.randint(1, 3),
        by=tuple(some(draw, NAMES, 2)),
    )
    return True if found == Held() else found


def family(draw):
    return {name: held(draw) for name in some(draw, NAMES, 5)}


def amounts(draw):
    return {name: amount(draw) for name in some(draw, NAMES, 8)}


def amount(draw):
    whole = draw.randint(-20, 120)
    return whole if draw.random() < 0.7 else whole + draw.choice((0.5, 0.25, 0.1, 0.3333))


def events(draw, names):
    return {name: moment(draw) for name in some(draw, names, 4)}


def person(draw):
    return {
        "age": draw.randint(5, 90),
        "balances": amounts(draw),
        "events": events(draw, PERSON_EVENTS),
        "breaches": tuple((draw.choice(NAMES), moment(draw)) for _ in range(draw.randint(0, 3))),
        **{name: family(draw) for name in OF_PERSON},
    }


def vote(draw):
    names = ("for", "against", "voters", "members", "objections")
    return {name: draw.randint(0, 20) for name in names}


def used(draw):
    return {
        used_key(name, whose, window): draw.randint(0, 20)
        for name in NAMES
        for whose in WHOSE
        for window in measures.PERIODS
        if draw.random() < 0.8
    }


def term(draw):
    return draw.choice((True, False, draw.randint(0, 9)))


def whole_case(draw, act=None):
    thing = tuple(some(draw, THINGS, 2))
    facts = {
        "at": moment(draw),
        "asked_at": moment(draw),
        "lasts": draw.randint(1, 400) * 15,
        "kinds": thing,
        "this": thing,
        "numbers": amounts(draw),
        "quantities": amounts(draw),
        "used": used(draw),
        "events": events(draw, OTHER_EVENTS),
        "votes": {name: vote(draw) for name in some(draw, NAMES, 4)},
        "terms": {name: term(draw) for name in NAMES},
        "people": {
            group: tuple(person(draw) for _ in range(draw.randint(0, 3))) for group in GROUPS
        },
        **{name: family(draw) for name in OF_ACT},
    }
    return Case(act or draw.choice(ACTS), person(draw), facts)


def forgotten(draw, case):
    """The case with some of its facts, whole or name by name, no longer known."""
    facts = _forget(draw, case.facts)
    if "people" in facts:
        facts["people"] = {
            group: tuple(_forget(draw, one) for one in members)
            for group, members in facts["people"].items()
            if draw.random() < 0.9
        }
    return Case(case.act, _forget(draw, case.person), facts)


def _forget(draw, facts):
    return {key: _blur(draw, key, value) for key, value in facts.items() if draw.random() < 0.8}


def _blur(draw, key, value):
    """Some names become unknown, where a fact can say so of one name."""
    families = {*OF_PERSON, *OF_ACT, "numbers", "quantities", "balances", "used", "terms", "votes"}
    if key not in families:
        return value
    return {name: None if draw.random() < 0.2 else one for name, one in value.items()}


def bettered(draw, case):
    """The case after things that its person can bring about, drawn without knowing any rule.

    Nobody gives up what they have: it stays, or is renewed.
    """
    person, facts = dict(case.person), dict(case.facts)
    facts["at"] = max(facts["at"], moment(draw))
    for key in ("statuses", "badges", "documents", "roles"):
        person[key] = {**family(draw), **_renewed(draw, person[key], facts["at"])}
    person["balances"] = {
        name: value + draw.choice((0, 5, 200)) for name, value in person["balances"].items()
    }
    for key in ("agreements", "checked", "paid", "projects"):
        facts[key] = {**family(draw), **_renewed(draw, facts[key], facts["at"])}
    given = {name: Held(since=facts["asked_at"]) for name in some(draw, NAMES, 5)}
    facts["notices"] = {**given, **facts["notices"]}
    for key in ("purposes", "materials", "during", "nearby"):
        facts[key] = family(draw)
    facts["lasts"] = draw.randint(1, 400) * 15
    facts["quantities"] = amounts(draw) or facts["quantities"]
    facts["people"] = {
        group: tuple(person_ for person_ in (*members, *_strangers(draw)) if draw.random() < 0.7)
        for group, members in facts["people"].items()
    }
    return Case(case.act, person, facts)


def _renewed(draw, held_names, at):
    """Each thing as it is, or held for longer, more, or again: never less than before."""
    return {
        name: _again(draw, value, at) if isinstance(value, Held) and draw.random() < 0.5 else value
        for name, value in held_names.items()
    }


def _again(draw, value, at):
    return replace(
        value,
        since=draw.choice((value.since, min(at, moment(draw)))),
        until=None,
        level=max(value.level or 0, draw.randint(1, 4)),
        used=max(value.used or FIRST_DAY, moment(draw)),
        count=value.count + draw.randint(0, 2),
        by=(*value.by, *some(draw, NAMES, 2)),
    )


def _strangers(draw):
    return [person(draw) for _ in range(draw.randint(0, 3))]
