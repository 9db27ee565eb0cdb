"""The people around an act: with somebody more, or without those who are in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations, product
from typing import Any

from entrelieux.core.rules.deciding.truth import Check
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.searching.changes import SOME_DAY, Change, Means, Place
from entrelieux.core.rules.tree.conditions import Among, AsMany, Atom, Condition
from entrelieux.core.rules.tree.measures import Breaches

Person = Mapping[str, Any]
People = tuple[Person, ...]
Truths = tuple[bool, ...]
# Finds somebody of whom each condition is surely true, or surely false; None when nobody can be.
Witness = Callable[[Sequence[Condition], Truths], Person | None]
Compile = Callable[[Condition], Check]
_MOST_CONDITIONS = 3  # whose crossings are all tried
_MOST_SORTS = 2  # of people that join at once


def options(
    place: Place,
    atoms: Sequence[Among | AsMany],
    case: Case,
    compile_condition: Compile,
    witness: Witness,
) -> Iterator[Change]:
    """The same people, fewer, or nobody; then with others of every sort that conditions tell."""
    group = place.read(case)
    means: Means = "do" if group is not None else "tell"
    conditions = list(dict.fromkeys(_conditions(atoms)))[:_MOST_CONDITIONS]
    checks = [compile_condition(one) for one in conditions]
    sorts = list(_sorts(conditions, witness))
    for start in _starts(group or (), checks, case):
        for joined in _joined(sorts, sorted(_counts(atoms))):
            yield Change(place, (*start, *joined), means)


def is_crowded(atoms: Iterable[Atom]) -> bool:
    """Whether too many conditions are asked of one group to try all of their crossings."""
    groups = (atom for atom in atoms if isinstance(atom, (Among, AsMany)))
    return len(set(_conditions(groups))) > _MOST_CONDITIONS


def _conditions(atoms: Iterable[Among | AsMany]) -> Iterator[Condition]:
    for atom in atoms:
        yield from (one for one in (atom.who, getattr(atom, "than", None)) if one is not None)


def _counts(atoms: Iterable[Among | AsMany]) -> set[int]:
    """How many people of a sort make a difference."""
    tests = (atom.test for atom in atoms if isinstance(atom, Among) and atom.test)
    return {1, *(int(test.value) + more for test in tests for more in (0, 1))} - {0}  # type: ignore[arg-type]


def _sorts(conditions: Sequence[Condition], witness: Witness) -> Iterator[Person]:
    """Somebody of each sort: who meets these conditions, and not those."""
    for truths in product((True, False), repeat=len(conditions)):
        person = witness(conditions, truths)
        if person is not None:
            yield person


def _starts(people: People, checks: Sequence[Check], case: Case) -> Iterator[People]:
    """Those who are there; without those of a sort, only those of a sort; and nobody."""
    yield people
    told = [(one, tuple(check(one, case.facts) for check in checks)) for one in people]
    for sort in dict.fromkeys(sort for _, sort in told):
        yield tuple(one for one, other in told if other != sort)
        yield tuple(one for one, other in told if other == sort)
    for rank, truth in product(range(len(checks)), (True, False)):
        yield tuple(one for one, sort in told if sort[rank] is truth)
    yield ()


def _joined(sorts: Sequence[Person], counts: Sequence[int]) -> Iterator[People]:
    """Nobody, then so many of one sort or of two, the fewest first."""
    for size in range(_MOST_SORTS + 1):
        for chosen in combinations(sorts, size):
            for numbers in product(counts, repeat=size):
                pairs = zip(chosen, numbers, strict=True)
                yield tuple(person for person, count in pairs for _ in range(count))


def breach_options(place: Place, atoms: Iterable[Breaches], case: Case) -> Iterator[Change]:
    """No breach of a category, or as many as each threshold, a moment ago."""
    past = place.read(case)
    for atom in atoms:
        others = tuple(one for one in past or () if one[0] != atom.of)
        own = tuple(one for one in past or () if one[0] == atom.of)
        lapses: Means = "wait" if atom.within else "fixed"
        at = (case.at or SOME_DAY) - timedelta(minutes=1)
        for count in {0, int(atom.test.value), int(atom.test.value) + 1}:  # type: ignore[arg-type]
            means: Means = lapses if count < len(own) else "fixed"
            value = (*others, *((atom.of, at) for _ in range(count)))
            yield Change(place, value, "tell" if past is None else means)
