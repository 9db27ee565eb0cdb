"""What must hold between the parts of a charter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from entrelieux.core.rules.document.problems import Problem, inside
from entrelieux.core.rules.tree.atoms import Agreement, Checked, Notice, Vote
from entrelieux.core.rules.tree.charter import Charter, Rule
from entrelieux.core.rules.tree.conditions import Among, AsMany, Atom

# A person records these facts afresh for each act: no record of the community holds them already.
RECORDED = (Agreement, Checked, Notice, Vote, Among, AsMany)


def inconsistencies(charter: Charter) -> Iterator[Problem]:
    for rank, rule in enumerate(charter.rules):
        where = inside("rules", rank)
        yield from _dates(rule, where)
        yield from _honesty(rule, where)
    yield from _versions(charter)
    yield from _circles(charter)


def _dates(rule: Rule, where: str) -> Iterator[Problem]:
    for key, end in (("until", rule.until), ("trial_until", rule.trial_until)):
        if end and rule.since and end <= rule.since:
            yield Problem(inside(where, key), "ends-before")


def _honesty(rule: Rule, where: str) -> Iterator[Problem]:
    """A rule that depends on what a person records is attested, not enforced; say who keeps it."""
    recorded = next((atom for atom in rule.clause.atoms() if isinstance(atom, RECORDED)), None)
    if rule.status == "enforced" and recorded is not None:
        details = (("atom", _name(recorded)),)
        yield Problem(inside(where, "status"), "not-enforced", details)
    if rule.status == "spoken" and rule.keeper is None:
        yield Problem(inside(where, "keeper"), "spoken-keeper")


def _name(atom: Atom) -> str:
    return "as_many" if isinstance(atom, AsMany) else type(atom).__name__.lower()


def _versions(charter: Charter) -> Iterator[Problem]:
    """Two versions of a rule are never in force on one day."""
    versions = defaultdict(list)
    for rank, rule in enumerate(charter.rules):
        versions[rule.id].append((rank, rule))
    for rank, rule in (pair for pairs in versions.values() for pair in pairs[1:]):
        others = (other for other_rank, other in versions[rule.id] if other_rank < rank)
        if any(_overlap(rule, other) for other in others):
            yield Problem(inside(inside("rules", rank), "id"), "id-twice", (("id", rule.id),))


def _overlap(one: Rule, other: Rule) -> bool:
    return not (_before(one, other) or _before(other, one))


def _before(one: Rule, other: Rule) -> bool:
    ends = [end for end in (one.until, one.trial_until) if end]
    return bool(ends) and other.since is not None and min(ends) <= other.since


def _circles(charter: Charter) -> Iterator[Problem]:
    for kind in charter.kinds:
        if kind in broader(charter, charter.kinds[kind]):
            yield Problem(inside("kinds", kind), "kind-circle")


def broader(charter: Charter, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds, and every broader one, each once, the nearest first."""
    found = dict.fromkeys(kinds)
    waiting = list(kinds)
    while waiting:
        for kind in charter.kinds.get(waiting.pop(0), ()):
            if kind not in found:
                found[kind] = None
                waiting.append(kind)
    return tuple(found)
