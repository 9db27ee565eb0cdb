"""The compiled charter answers as the slow reading of the tree does."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.rules.deciding.charter import CompiledCharter
from entrelieux.core.rules.deciding.conditions import compile_condition
from entrelieux.core.rules.deciding.pricing import UNIT, of_card
from entrelieux.core.rules.document.rules import is_possible
from entrelieux.core.rules.tree import atoms, effects, prices
from entrelieux.core.rules.tree.charter import Charter, Clause
from tests.core.rules.facts import draws, forgotten, whole_case
from tests.core.rules.reference import TRUTHS, Reference
from tests.core.rules.strategies import (
    any_condition,
    charters,
    deciding_clauses,
    lines,
    names,
    plain_atoms,
)
from tests.effort import tried_on

ASKED = st.builds(effects.Asks, st.builds(atoms.Agreement, names))
MEETING = st.builds(
    Clause,
    st.just(("use",)),
    ASKED | st.just(effects.Forbids()) | st.just(effects.Permits()),
    when=st.none() | any_condition(2),
    unless=st.none() | st.builds(atoms.Agreement, names),
).filter(is_possible)
PRICED = st.builds(
    Clause,
    st.just(("use",)),
    st.builds(
        prices.Prices,
        st.sampled_from(("fee", "fine")),
        st.just("euros"),
        st.lists(lines, min_size=1, max_size=2).map(tuple),
    ),
).filter(is_possible)


def cases(draw):
    """As many whole cases as cases of which something is not known."""
    for _ in range(8):
        whole = whole_case(draw, "use")
        yield whole
        yield forgotten(draw, whole)


def decides_as_it_reads(draw, charter):
    compiled = CompiledCharter(charter)
    for case in cases(draw):
        found = compiled.decide(case)
        assert (found.verdict, found.by, found.asks) == Reference(charter, case).answer()


@given(draws, plain_atoms)
@tried_on(100)
def test_each_atom_is_true_false_or_unknown_as_it_is_defined(draw, atom):
    compiled = compile_condition(atom)
    for case in cases(draw):
        read = Reference(Charter("commons", ()), case).truth(atom, case.person)
        assert TRUTHS[compiled(case.person, case.facts)] == read


@given(draws, charters(MEETING, least=3, most=8))
@tried_on(60)
def test_rules_that_meet_one_another_decide_as_they_read(draw, charter):
    decides_as_it_reads(draw, charter)


@given(draws, charters(deciding_clauses()))
@tried_on(60)
def test_deep_conditions_decide_as_they_read(draw, charter):
    decides_as_it_reads(draw, charter)


@given(draws, charters(PRICED, most=5) | charters(most=5))
@tried_on(60)
def test_prices_are_those_of_exact_fractions(draw, charter):
    compiled = CompiledCharter(charter)
    for case in cases(draw):
        found = [tuple(price) for price in compiled.decide(case).prices]
        assert found == Reference(charter, case).prices()


@pytest.mark.parametrize("written", ["0.1", "12.3456", "1234567.8901", "0.12345", "1e15", "3"])
def test_a_number_of_a_card_is_the_one_that_was_written(written):
    assert of_card(float(written)) == Fraction(str(float(written))) * UNIT
