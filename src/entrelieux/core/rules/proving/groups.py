"""People around an act, by sorts: so many of those who meet these conditions, and not those."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from entrelieux.core.rules.proving.moments import compare
from entrelieux.core.rules.proving.symbols import Fact, Formula, Symbols
from entrelieux.core.rules.tree.charter import Clause
from entrelieux.core.rules.tree.conditions import Among, AsMany, Condition, walk

MOST_CONDITIONS = 5  # of one group: two to that power are its sorts
MOST_PEOPLE = 1000  # of one sort
COUNTED = "how many"  # the part of a group that says how many people of a sort there are
SORT = "sort "


class TooManySorts(Exception):
    """Too many conditions are asked of one group to tell all the sorts of its people apart."""

    def __init__(self, group: str) -> None:
        super().__init__(f"More than {MOST_CONDITIONS} conditions are asked of “{group}”.")


@dataclass(frozen=True, slots=True)
class Sort:
    """`number` people who meet exactly the conditions whose truth is True."""

    number: Formula
    truths: tuple[bool, ...]


class Groups:
    """Every sort of people that the clauses tell apart, in each group."""

    def __init__(
        self,
        symbols: Symbols,
        clauses: Iterable[Clause],
        condition: Callable[[Condition, str], Formula],
    ) -> None:
        self.symbols, self.condition = symbols, condition
        self.asked: dict[str, list[Condition]] = {}
        for group, one in dict.fromkeys(_asked(clauses)):
            self.asked.setdefault(group, []).extend(() if one is None else (one,))
        self._sorts: dict[str, list[Sort]] = {}

    def among(self, atom: Among) -> Formula:
        sorts = self.sorts(atom.group)
        rank = None if atom.who is None else self.asked[atom.group].index(atom.who)
        if atom.test is None:
            others = () if rank is None else (one for one in sorts if not one.truths[rank])
            return self.symbols.every([one.number == 0 for one in others])
        return compare(atom.test.op, self._count(sorts, rank), int(atom.test.value))  # type: ignore[arg-type]

    def as_many(self, atom: AsMany) -> Formula:
        sorts, asked = self.sorts(atom.group), self.asked[atom.group]
        who, than = asked.index(atom.who), asked.index(atom.than)
        more, most = self._count(sorts, who), self._count(sorts, than)
        return more <= most

    def _count(self, sorts: Iterable[Sort], rank: int | None) -> Formula:
        numbers = [one.number for one in sorts if rank is None or one.truths[rank]]
        return self.symbols.total(numbers)

    def sorts(self, group: str) -> list[Sort]:
        if group not in self._sorts:
            if len(self.asked[group]) > MOST_CONDITIONS:
                raise TooManySorts(group)
            truths = product((True, False), repeat=len(self.asked[group]))
            self._sorts[group] = [self._sort(group, rank, one) for rank, one in enumerate(truths)]
        return self._sorts[group]

    def _sort(self, group: str, rank: int, truths: tuple[bool, ...]) -> Sort:
        """All people of a sort are alike: what is asked of one may be true of each."""
        owner = f"{SORT}{rank} {group}"
        number = self.symbols.whole(Fact(owner, group, "", COUNTED))
        conditions = zip(self.asked[group], truths, strict=True)
        met = [self.condition(one, owner) == truth for one, truth in conditions]
        nobody = number == 0
        self.symbols.sure += [
            number <= MOST_PEOPLE,
            self.symbols.some([nobody, self.symbols.every(met)]),
        ]
        return Sort(number, truths)


def _asked(clauses: Iterable[Clause]) -> Iterator[tuple[str, Condition | None]]:
    """Each condition that is asked of the people of a group."""
    for clause in clauses:
        for condition in clause.conditions():
            for one in walk(condition):
                if isinstance(one, Among):
                    yield one.group, one.who
                elif isinstance(one, AsMany):
                    yield from ((one.group, one.who), (one.group, one.than))
