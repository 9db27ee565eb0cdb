"""What an examination goes through: each act, on each kind of thing that the rules tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from entrelieux.core.rules.deciding.answer import Verdict
from entrelieux.core.rules.deciding.charter import CompiledCharter, Selection
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.searching.changes import Place
from entrelieux.core.rules.searching.domain import looked_at
from entrelieux.core.rules.tree.charter import Charter, Rule
from entrelieux.core.rules.tree.conditions import ByKind, walk


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

    def selection(self, scene: Scene) -> Selection:
        return self.compiled.select(scene.act, scene.kinds)

    def rules(self, scene: Scene) -> list[Rule]:
        """Those that can forbid or permit."""
        selection = self.selection(scene)
        return [one.rule for one in (*selection.forbidding, *selection.permitting)]

    def unsettled(self, case: Case) -> frozenset[Place]:
        """The places that the rules look at of which it is not known whether they apply."""
        selection = self.compiled.select(case.act, case.kinds)
        rules = [one.rule for one in selection.forbidding if _is_open(one.blocks, case)]
        rules += [one.rule for one in selection.permitting if _is_open(one.holds, case)]
        return frozenset(looked_at([rule.clause for rule in rules[:1]], case))


def _is_open(check: object, case: Case) -> bool:
    return callable(check) and check(case.person, case.facts) is None
