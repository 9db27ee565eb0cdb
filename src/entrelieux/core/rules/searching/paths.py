"""The shortest ways from a refusal to a yes, each decided again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from entrelieux.core.rules.deciding.charter import CompiledCharter, Selection
from entrelieux.core.rules.deciding.truth import Truth
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.proving.conditions import Translation
from entrelieux.core.rules.proving.holding import Holding
from entrelieux.core.rules.proving.proving import prove_none
from entrelieux.core.rules.proving.symbols import Formula, Symbols
from entrelieux.core.rules.searching.changes import Change, Domain, Means, Place, apply_all
from entrelieux.core.rules.searching.domain import KINDS, Options, looked_at
from entrelieux.core.rules.searching.solving import satisfy
from entrelieux.core.rules.tree.charter import Rule

Path = tuple[Change, ...]
MOST_PATHS = 6
MOST_CHANGES = 8
MOST_STEPS = 1000
MOST_IN_DEPTH = 4000


@dataclass(frozen=True, slots=True)
class Paths:
    """`complete` when every combination of the allowed changes was looked at, or closed; or when
    there is no path and that was `proved`."""

    paths: tuple[Path, ...]
    complete: bool
    proved: bool = False


class PathFinder:
    """Looks for paths under one charter; `opened` is the same charter read open-mindedly."""

    def __init__(self, charter: CompiledCharter, opened: CompiledCharter) -> None:
        self.charter, self.opened = charter, opened
        self.options = Options(charter.mode)

    def domain(self, case: Case) -> Domain:
        return self.options.domain([rule.clause for rule in self._rules(case)], case)

    def _rules(self, case: Case) -> list[Rule]:
        """The rules that can forbid or permit the act on the thing, or on any when unknown."""
        selection = self.charter.select(case.act, case.kinds)
        return [one.rule for one in (*selection.forbidding, *selection.permitting)]

    def find(
        self, case: Case, domain: Domain, allowed: frozenset[Means], limit: int = MOST_PATHS
    ) -> Paths:
        """The paths of fewest changes first; one that holds a shorter one is left out."""
        usable = Domain()
        for place, changes in domain.items():
            chosen = tuple(change for change in changes if change.means in allowed)
            usable |= {place: chosen} if chosen else {}
        found = _Breadth(self, case, usable, limit).run()
        if not found.paths and not found.complete:
            found = self._in_depth(case, usable)
        found = replace(found, complete=found.complete and domain.whole)
        if found.paths or found.complete or not self.is_proved_hopeless(case, allowed):
            return found
        return Paths((), complete=True, proved=True)

    def is_proved_hopeless(self, case: Case, allowed: frozenset[Means]) -> bool:
        """Whether z3 proves, if it is there, that no allowed change gives a yes."""
        selection = self.opened.select(case.act, case.kinds)
        forbidding, permitting = (
            [one.rule.clause for one in rules]
            for rules in (selection.forbidding, selection.permitting)
        )

        def granted(translation: Translation) -> Formula:
            return translation.granted(selection.silence, forbidding, permitting)

        def pins(symbols: Symbols) -> Iterator[Formula]:
            return Holding(symbols, case, allowed).formulas()

        clauses = [*forbidding, *permitting]
        return prove_none(granted, clauses, case, self.opened.mode.narrower, pins)

    def _in_depth(self, case: Case, domain: Domain) -> Paths:
        """When the shortest ways are too many to try: whether there is one at all, made minimal."""
        found = satisfy(domain, case, self._is_granted, self._first_in_the_way, steps=MOST_IN_DEPTH)
        if found.case is None:
            return Paths((), found.complete)
        path = [
            change
            for place, changes in domain.items()
            for change in changes
            if place.read(found.case) == change.value != place.read(case)
        ]
        for change in tuple(path):
            shorter = [other for other in path if other is not change]
            if self.is_yes(apply_all(shorter, case)):
                path = shorter
        return Paths((tuple(path),) if self.is_yes(apply_all(path, case)) else (), False)

    def _is_granted(self, case: Case) -> Truth:
        selection = self.opened.select(case.act, case.kinds)
        verdict, _ = selection.verdict(case.person, case.facts)
        return None if verdict == "unknown" else verdict == "yes"

    def _first_in_the_way(self, case: Case, places: Sequence[Place]) -> Place:
        wanted = self.in_the_way(case)
        return next((place for place in places if place in wanted), places[0])

    def is_yes(self, case: Case) -> bool:
        return self.charter.decide(case).verdict == "yes"

    def is_hopeless(self, case: Case, free: Sequence[Place]) -> bool:
        """Whether it is no whatever the free places hold."""
        for place in free:
            case = place.forget(case)
        selection = self.opened.select(case.act, case.kinds)
        return selection.verdict(case.person, case.facts)[0] == "no"

    def in_the_way(self, case: Case) -> frozenset[Place]:
        """Places of which at least one has to change before the answer can."""
        selection = self.charter.select(case.act, case.kinds)
        rules = _in_the_way(selection, case)
        found = frozenset(looked_at([rule.clause for rule in rules], case))
        return found | {KINDS} if case.kinds is None else found


def _in_the_way(selection: Selection, case: Case) -> list[Rule]:
    for one in selection.forbidding:
        if one.blocks(case.person, case.facts) is not False:
            return [one.rule]
    return [one.rule for one in selection.permitting]


Chosen = frozenset[tuple[Place, int]]
_NUMBERS = frozenset({"age", "balances", "quantities", "numbers", "used", "lasts"})


class _Breadth:
    """Breadth first: by number of changes. Each step changes a place that is in the way."""

    def __init__(self, finder: PathFinder, case: Case, domain: Domain, limit: int) -> None:
        self.finder, self.case, self.domain, self.limit = finder, case, domain, limit
        self.dated = frozenset(place for place in domain if place.key == "at")
        self.found: dict[Chosen, Path] = {}
        self.arrived: list[Chosen] = []
        self.seen: set[Chosen] = set()
        self.steps = 0

    def run(self) -> Paths:
        level: list[Chosen] = [frozenset()]
        for _ in range(MOST_CHANGES):
            level = [longer for chosen in level for longer in self._longer(chosen)]
            if not level or self.is_done:
                break
        paths = tuple(self.found.values())[: self.limit]
        return Paths(paths, complete=not level and not self.is_done)

    @property
    def is_done(self) -> bool:
        return len(self.found) >= self.limit or self.steps > MOST_STEPS

    def _longer(self, chosen: Chosen) -> Iterator[Chosen]:
        """The combinations of one change more that may still lead to a yes."""
        case = apply_all(self._changes(chosen), self.case)
        taken = {place for place, _ in chosen}
        free = [place for place in self.domain if place not in taken]
        if self.is_done or self.finder.is_hopeless(case, free):
            return
        wanted = self.finder.in_the_way(case) | self.dated
        for place in free:
            for rank in range(len(self.domain[place])) if place in wanted else ():
                longer = chosen | {(place, rank)}
                if self._is_new(longer) and not self._arrives(longer):
                    yield longer

    def _is_new(self, chosen: Chosen) -> bool:
        if chosen in self.seen or self.is_done:
            return False
        self.seen.add(chosen)
        return not any(shorter <= chosen for shorter in self.arrived)

    def _arrives(self, chosen: Chosen) -> bool:
        """Whether the answer is now yes; the path is kept, unless a nearer number did as well."""
        self.steps += 1
        path = self._changes(chosen)
        if not self.finder.is_yes(apply_all(path, self.case)):
            return False
        self.arrived.append(chosen)
        said = [change.says for change in path]
        same = any(all(said) and said == [c.says for c in other] for other in self.found.values())
        if not same and not any(_adds_nothing(chosen, other) for other in self.found):
            self.found[chosen] = path
        return True

    def _changes(self, chosen: Chosen) -> Path:
        ordered = (place for place in self.domain)
        ranks = dict(chosen)
        return tuple(self.domain[place][ranks[place]] for place in ordered if place in ranks)


def _adds_nothing(one: Chosen, other: Chosen) -> bool:
    """Whether a path changes what another does, and differs from it by numbers alone: « 5,75 hours
    at most, and 2 minutes » where « 5,5 hours at most » is enough."""
    return {place for place, _ in one} >= {place for place, _ in other} and all(
        place.key in _NUMBERS for place, _ in one ^ other
    )
