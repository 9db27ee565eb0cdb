"""Whole cases, decided by Cedar too (https://www.cedarpolicy.com)."""

import random

import cedarpy
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.rules import Case, CompiledCharter
from entrelieux.core.rules.facts.case import used_key
from entrelieux.core.rules.facts.held import Held
from entrelieux.core.rules.tree import atoms, effects, measures
from entrelieux.core.rules.tree.charter import Charter, Clause, Rule
from entrelieux.core.rules.tree.conditions import Not
from tests.core.rules.cedar import policies
from tests.core.rules.strategies import NAMES, comparisons, names, plain_combinations
from tests.effort import tried_on

PEOPLE = ("roles", "statuses", "groups", "links", "kin", "documents")
ACTS = ("purposes", "materials", "projects", "during", "labels", "nearby", "paid")
wholes = comparisons(st.integers(0, 20))
WINDOWS = ("now", "week")
uses = st.builds(measures.Count, names, wholes, st.just("person"), st.sampled_from(WINDOWS))
agreements = st.builds(atoms.Agreement, names, st.integers(1, 3))
leaves = st.one_of(
    st.builds(atoms.Has, st.sampled_from(atoms.HAS_KINDS), names),
    st.builds(atoms.Badge, names, st.integers(1, 3)),
    st.builds(atoms.Document, names),
    agreements,
    st.builds(measures.Age, wholes),
    st.builds(measures.Balance, names, wholes),
    st.builds(measures.Quantity, names, wholes),
    uses,
)


@st.composite
def translatable(draw, levels=3):
    if levels == 1 or draw(st.booleans()):
        return draw(leaves)
    inner = translatable(levels - 1)
    return draw(plain_combinations(inner, st.lists(inner, min_size=2, max_size=3).map(tuple)))


the_effects = st.one_of(
    st.just(effects.Permits()),
    st.just(effects.Forbids()),
    st.builds(effects.Asks, agreements),
    st.builds(effects.Limits, names, st.integers(0, 20), st.just("person"), st.just("week"), names),
)
clauses = st.builds(
    Clause,
    st.just(("use",)),
    the_effects,
    st.lists(names, max_size=1).map(tuple),
    st.none() | translatable(),
    st.none() | translatable(),
)
charters = st.builds(
    lambda told, silence: Charter(
        "commons",
        tuple(Rule(f"r{rank}", clause, "attested") for rank, clause in enumerate(told)),
        otherwise={"*": silence},
    ),
    st.lists(clauses, min_size=1, max_size=5),
    st.booleans(),
)


def facts(draw):
    """A whole case twice: for the charter, and as the context of a request to Cedar."""
    held = {key: [n for n in NAMES if draw.random() < 0.4] for key in (*PEOPLE, *ACTS)}
    levels = {name: draw.randint(0, 4) for name in NAMES}
    numbers = [{name: draw.randint(0, 20) for name in NAMES} for _ in range(2)]
    used = {used_key(n, "person", w): draw.randint(0, 20) for n in NAMES for w in WINDOWS}
    given_ = {name: draw.randint(0, 3) for name in NAMES}
    age, kinds = draw.randint(0, 20), tuple(n for n in NAMES if draw.random() < 0.3)
    person = {key: dict.fromkeys(held[key], True) for key in PEOPLE}
    person |= {"age": age, "balances": numbers[0]}
    person["badges"] = {name: Held(level=level) for name, level in levels.items() if level}
    act = {key: dict.fromkeys(held[key], True) for key in ACTS}
    act |= {"quantities": numbers[1], "used": used, "kinds": kinds, "this": kinds}
    act["agreements"] = {n: Held(count=count) for n, count in given_.items() if count}
    context = {f"p_{key}": held[key] for key in PEOPLE} | {f"f_{key}": held[key] for key in ACTS}
    context |= {"age": age, "balances": numbers[0], "quantities": numbers[1], "used": used}
    context |= {"levels": levels, "agreements": given_, "kinds": list(kinds)}
    return Case("use", person, act), context


@given(charters, st.integers(0, 2**32))
@tried_on(60)
def test_cedar_allows_what_is_answered_yes_and_denies_the_rest(charter, seed):
    compiled, translated = CompiledCharter(charter), policies(charter)
    draw = random.Random(seed)  # noqa: S311 - drawn facts
    pairs = [facts(draw) for _ in range(10)]
    request = {"principal": 'U::"a"', "action": 'A::"use"', "resource": 'R::"r"'}
    requests = [{**request, "context": context} for _, context in pairs]
    told = cedarpy.is_authorized_batch(requests, translated, [])
    assert [list(result.diagnostics.errors) for result in told] == [[] for _ in pairs]
    verdicts = [compiled.decide(case).verdict for case, _ in pairs]
    assert [result.allowed for result in told] == [verdict == "yes" for verdict in verdicts]
    assert "unknown" not in verdicts


def test_the_oracle_can_fail():
    """A translation that says the contrary is told apart."""
    clause = Clause(("use",), effects.Forbids(), when=atoms.Has("role", "board"))
    charter = Charter("c", (Rule("r", clause),), otherwise={"*": True})
    wrong = Charter(
        "c",
        (Rule("r", Clause(("use",), effects.Forbids(), when=Not(clause.when))),),
        otherwise={"*": True},
    )
    case, context = facts(random.Random(1))  # noqa: S311 - drawn facts
    request = {
        "principal": 'U::"a"',
        "action": 'A::"use"',
        "resource": 'R::"r"',
        "context": context,
    }
    allowed = cedarpy.is_authorized(request, policies(wrong), []).allowed
    assert allowed != (CompiledCharter(charter).decide(case).verdict == "yes")
