"""Random rules and charters, and random facts about the few names that they speak of."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from entrelieux.core.rules.document.rules import is_possible
from entrelieux.core.rules.tree import atoms, conditions, effects, measures, prices
from entrelieux.core.rules.tree.charter import Charter, Clause, Rule, Word
from entrelieux.core.rules.tree.durations import UNITS, Duration
from entrelieux.core.rules.tree.moments import DAYS, When
from entrelieux.core.rules.tree.tests import OPS, Card, Test, normal

NAMES = ("member", "laser", "fabmanager", "saw", "board", "orange", "red-2", "https://e.example/x")
ACTS = ("use", "book", "enter")
GROUPS = ("present", "guests")

names = st.sampled_from(NAMES)
numbers = st.one_of(
    st.integers(-50, 200),
    st.decimals(0, 500, places=2, allow_nan=False).map(lambda d: normal(Decimal(d))),
)
counts = st.integers(1, 9)
durations = st.builds(Duration, st.integers(1, 60), st.sampled_from(UNITS))
cards = st.builds(Card, names, st.none() | numbers)
clocks = st.times().map(lambda t: t.strftime("%H:%M"))
days_of_year = st.dates().map(lambda d: d.strftime("%m-%d"))
windows = st.sampled_from(measures.PERIODS) | durations
whose = st.sampled_from((measures.PERSON, measures.THING, measures.BOTH)) | names
texts = st.text(
    st.characters(codec="utf-8", exclude_characters="“”\n\r", exclude_categories=("C", "Z")),
    min_size=1,
    max_size=12,
)


def comparisons(values):
    return st.builds(Test, st.sampled_from(OPS), values)


number_tests = comparisons(numbers | cards)
length_tests = comparisons(durations)
maybe_duration = st.none() | durations
whens = st.builds(
    When,
    st.lists(st.sampled_from(DAYS), max_size=3, unique=True).map(tuple),
    st.sampled_from((None, -1, 1, 2, 5)),
    st.none() | clocks,
    st.none() | clocks,
    st.none() | days_of_year,
    st.none() | days_of_year,
).filter(lambda when: when != When())

person_atoms = st.one_of(
    st.builds(atoms.Has, st.sampled_from(sorted(atoms.OF_PERSON)), names),
    st.builds(
        atoms.Badge, names | st.just("this"), st.none() | counts, maybe_duration, maybe_duration
    ),
    st.builds(atoms.Document, names, st.booleans(), maybe_duration),
    st.builds(measures.Age, comparisons(numbers)),
    st.builds(measures.Balance, names, comparisons(numbers)),
    st.builds(measures.Since, names, length_tests),
    st.builds(measures.Breaches, names, comparisons(st.integers(0, 9)), maybe_duration),
)
plain_atoms = st.one_of(
    person_atoms,
    st.builds(atoms.Has, st.sampled_from(atoms.HAS_KINDS), names),
    st.builds(atoms.Agreement, names, counts, st.booleans(), st.none() | names),
    st.builds(atoms.Notice, names, maybe_duration),
    st.builds(atoms.Checked, names, st.none() | names, counts),
    st.builds(
        atoms.Vote,
        names,
        st.none() | st.integers(1, 100),
        st.none() | st.integers(0, 100),
        st.none() | st.integers(0, 5),
    ),
    st.builds(atoms.Term, names, st.none() | comparisons(numbers)),
    st.builds(atoms.Term, names, st.none(), texts),
    st.builds(measures.Quantity, names, number_tests),
    st.builds(measures.CardNumber, names, comparisons(numbers)),
    st.builds(measures.Lasts, length_tests),
    st.builds(measures.Ahead, length_tests),
    st.builds(measures.Count, names, number_tests, whose, windows),
    st.builds(measures.Nth, names, counts, whose, windows, st.booleans()),
    whens,
)


def plain_combinations(inner, several):
    return st.one_of(
        st.builds(conditions.All, several),
        st.builds(conditions.Any, several),
        st.builds(conditions.Not, inner),
        st.builds(conditions.Unless, inner, inner),
        st.builds(conditions.Assume, inner, st.booleans()),
        st.builds(conditions.AtLeast, st.integers(1, 3), several),
    )


def combined(inner, person):
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    groups = st.sampled_from(GROUPS)
    if person is None:
        return plain_combinations(inner, several)
    return st.one_of(
        plain_combinations(inner, several),
        st.builds(
            conditions.ByKind,
            st.lists(st.tuples(names, inner), min_size=1, max_size=2, unique_by=lambda r: r[0]).map(
                tuple
            ),
            st.none() | inner,
        ),
        st.builds(conditions.Among, groups, person, st.none() | comparisons(st.integers(0, 3))),
        st.builds(conditions.Among, groups, st.none(), comparisons(st.integers(0, 3))),
        st.builds(conditions.AsMany, groups, person, person),
    )


# Composites, so that Hypothesis does not print all of the above when it has something to say.
@st.composite
def any_atom(draw, of_person=False):
    return draw(person_atoms if of_person else plain_atoms)


@st.composite
def any_condition(draw, levels, of_person=False):
    if levels == 1 or draw(st.booleans()):
        return draw(any_atom(of_person))
    inner = any_condition(levels - 1, of_person)
    person = None if of_person else any_condition(levels - 1, of_person=True)
    return draw(combined(inner, person))


all_conditions = any_condition(4)
lines = st.one_of(
    st.builds(
        prices.Line,
        amount=numbers | cards,
        per=st.none()
        | st.builds(
            prices.Per,
            durations,
            since=st.none() | names,
            slices=st.sampled_from(prices.SLICES),
        )
        | st.builds(prices.Per, st.integers(1, 100), of=names),
        at_least=st.none() | st.integers(0, 9),
        at_most=st.none() | st.integers(10, 99) | cards,
        when=st.none() | all_conditions,
    ),
    st.builds(prices.Line, percent=st.integers(-100, 100), of=st.none() | names),
)
_effects = st.one_of(
    st.just(effects.Permits()),
    st.just(effects.Forbids()),
    st.builds(
        effects.Asks,
        st.builds(atoms.Agreement, names, counts, st.booleans(), st.none() | names),
    ),
    st.builds(
        effects.Limits,
        names,
        st.integers(0, 50) | cards,
        whose,
        windows,
        st.sampled_from((effects.ONE, effects.HOURS, effects.DAYS_LONG)) | names,
        st.booleans(),
    ),
    st.builds(prices.Prices, names, names, st.lists(lines, min_size=1, max_size=3).map(tuple)),
    st.builds(
        effects.Orders,
        st.lists(all_conditions, min_size=1, max_size=2).map(tuple),
        st.lists(st.sampled_from(effects.TIES), min_size=1, max_size=3, unique=True).map(tuple),
    ),
    st.builds(
        effects.Reminds,
        st.dictionaries(st.sampled_from(("fr", "en")), texts, min_size=1).map(
            lambda told: tuple(told.items())
        ),
    ),
)


@st.composite
def any_effect(draw):
    return draw(_effects)


all_effects = any_effect()
acts = st.lists(st.sampled_from(ACTS), min_size=1, max_size=2, unique=True).map(tuple)
things = st.lists(names, max_size=2, unique=True).map(tuple)


def clauses(effect=all_effects, condition=all_conditions):
    return st.builds(
        Clause, acts, effect, things, st.none() | condition, st.none() | condition
    ).filter(is_possible)


@st.composite
def deciding_clauses(draw):
    """Clauses that allow or refuse one act on anything, so that they meet one another."""
    effects_ = st.one_of(
        st.just(effects.Permits()),
        st.just(effects.Forbids()),
        st.just(effects.Forbids()),
        st.builds(effects.Asks, st.builds(atoms.Agreement, names, counts)),
        st.builds(
            effects.Limits,
            names,
            st.integers(0, 20),
            whose,
            st.sampled_from(measures.PERIODS),
            st.sampled_from((effects.ONE, effects.HOURS)) | names,
        ),
    )
    clause = st.builds(
        Clause, st.just(("use",)), effects_, st.just(()), all_conditions, st.none() | all_conditions
    )
    return draw(clause.filter(is_possible))


labels = st.text(
    st.sampled_from("abélou ’-(),;0123456789et sisauf€"), min_size=1, max_size=14
).filter(lambda text: text.strip())
_words = st.fixed_dictionaries(
    {},
    optional={
        name: st.dictionaries(
            st.sampled_from(("fr", "en", "fr_many", "en_with")), labels, min_size=1
        ).map(lambda forms: Word(tuple(forms.items())))
        for name in (*NAMES, *ACTS, *GROUPS)
    },
)


@st.composite
def any_words(draw):
    return draw(_words)


words = any_words()


@st.composite
def charters(draw, clause=None, least=1, most=6):
    """Charters whose rules say honestly who records their facts."""
    drawn = draw(st.lists(clauses() if clause is None else clause, min_size=least, max_size=most))
    rules = tuple(Rule(f"r{rank}", one, "attested") for rank, one in enumerate(drawn))
    return Charter(
        "commons",
        rules,
        words=draw(words),
        kinds={"laser": ("saw",), "saw": ("orange",)} if draw(st.booleans()) else {},
        otherwise={"*": True} if draw(st.booleans()) else {},
    )
