"""What an examination goes through: each act, on each kind of thing that the rules tell apart."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from entrelieux.core.rules.deciding.answer import Verdict
from entrelieux.core.rules.deciding.charter import CompiledCharter
from entrelieux.core.rules.deciding.truth import Truth
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.searching.changes import Domain, Place
from entrelieux.core.rules.searching.domain import Options, looked_at
from entrelieux.core.rules.searching.solving import Found, Judge, satisfy
from entrelieux.core.rules.tree.charter import Charter, Rule
from entrelieux.core.rules.tree.conditions import ByKind, walk

MOST_STEPS = 5000
SAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Scene:
    """An act on a kind of thing; no kind for acts on nothing in particular."""

    act: str
    kinds: tuple[str, ...]

    def blank(self) -> Case:
        """A case of which nothing more is known."""
        return Case(self.act, facts={"kinds": self.kinds, "this": self.kinds})


def scenes(charters: Iterable[Charter]) -> tuple[Scene, ...]:
    """Each act on nothing in particular, then on each kind that a rule on that act names."""
    kinds: dict[str, dict[str, None]] = {}
    for rule in (rule for charter in charters for rule in charter.rules):
        for act in rule.clause.acts:
            kinds.setdefault(act, {}).update(dict.fromkeys(_kinds(rule)))
    return tuple(
        scene
        for act, named in kinds.items()
        for scene in (Scene(act, ()), *(Scene(act, (kind,)) for kind in named))
    )


def _kinds(rule: Rule) -> Iterator[str]:
    yield from rule.clause.things
    for condition in rule.clause.conditions():
        for one in walk(condition):
            if isinstance(one, ByKind):
                yield from (kind for kind, _ in one.table)


class Sight:
    """A charter as an examination sees it: what is not known may be anything."""

    def __init__(self, charter: Charter) -> None:
        self.compiled = CompiledCharter(charter, open_minded=True)

    def verdict(self, case: Case) -> Verdict:
        selection = self.compiled.select(case.act, case.kinds)
        return selection.verdict(case.person, case.facts)[0]

    def rules(self, scene: Scene) -> list[Rule]:
        """Those that can forbid or permit."""
        selection = self.compiled.select(scene.act, scene.kinds)
        return [one.rule for one in (*selection.forbidding, *selection.permitting)]

    def unsettled(self, case: Case) -> frozenset[Place]:
        """The places that the rules look at of which it is not known whether they apply."""
        selection = self.compiled.select(case.act, case.kinds)
        rules = [one.rule for one in selection.forbidding if _is_open(one.blocks, case)]
        rules += [one.rule for one in selection.permitting if _is_open(one.holds, case)]
        return frozenset(looked_at([rule.clause for rule in rules[:1]], case))


def _is_open(check: object, case: Case) -> bool:
    return callable(check) and check(case.person, case.facts) is None


def domain_of(sights: Sequence[Sight], scene: Scene, others: Iterable[Rule] = ()) -> Domain:
    """What the rules that decide look at, and what others do."""
    clauses = [rule.clause for sight in sights for rule in sight.rules(scene)]
    clauses += [rule.clause for rule in others]
    return Options(sights[0].compiled.mode).domain(list(dict.fromkeys(clauses)), scene.blank())


def search(
    sights: Sequence[Sight],
    scene: Scene,
    judge: Judge,
    draw: random.Random,
    others: Iterable[Rule] = (),
) -> Found:
    """A case of the scene that `judge` accepts: sought to the end, or else among drawn ones.

    The judge may look at the facts of `others` too, rules that allow and refuse nothing.
    """
    domain = domain_of(sights, scene, others)

    def branch(case: Case, places: Sequence[Place]) -> Place:
        for sight in sights:
            wanted = sight.unsettled(case)
            chosen = next((place for place in places if place in wanted), None)
            if chosen:
                return chosen
        return places[0]

    found = satisfy(domain, scene.blank(), judge, branch, MOST_STEPS)
    if found.case or (found.complete and domain.whole):
        return found
    return Found(_drawn(domain, scene, judge, draw), complete=False, steps=found.steps + SAMPLES)


def _drawn(domain: Domain, scene: Scene, judge: Judge, draw: random.Random) -> Case | None:
    for _ in range(SAMPLES):
        case = scene.blank()
        for place, changes in domain.items():
            if changes:
                case = place.write(case, draw.choice(changes).value)
        if judge(case):
            return case
    return None


def settled(*truths: Truth) -> Truth:
    """The conjunction of what a judge wants, in three values."""
    if False in truths:
        return False
    return None if None in truths else True
