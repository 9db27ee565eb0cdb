"""What a rule may hold, so that people can read it and everything about it can be computed."""

from __future__ import annotations

from entrelieux.core.rules.document.problems import refusal
from entrelieux.core.rules.tree.atoms import OF_PERSON, THIS, Badge, Document, Has
from entrelieux.core.rules.tree.charter import Clause
from entrelieux.core.rules.tree.conditions import (
    MOST_ATOMS,
    MOST_DEPTH,
    Among,
    AsMany,
    atoms,
    depth,
    parts,
)
from entrelieux.core.rules.tree.measures import Age, Balance, Breaches, Since
from entrelieux.core.rules.tree.tests import Card, Test

OF_A_PERSON = (Has, Badge, Document, Age, Balance, Since, Breaches)


def refuse_too_large(clause: Clause, where: str) -> None:
    """Raises `DocumentError` for a rule of too many atoms, or too deep."""
    found = list(clause.atoms())
    if len(found) > MOST_ATOMS:
        raise refusal(where, "too-many-atoms", count=len(found), most=MOST_ATOMS)
    deepest = max((depth(one) for one in clause.conditions()), default=0)
    if deepest > MOST_DEPTH:
        raise refusal(where, "too-deep", depth=deepest, most=MOST_DEPTH)
    if any(isinstance(one, Has) and one.name == THIS for one in found):
        raise refusal(where, "this-badge-only", badge=Badge.__name__.lower())
    _refuse_crowds(clause, where)


def _refuse_crowds(clause: Clause, where: str) -> None:
    """Of the people of a group, only what is told of a person is asked."""
    groups = (one for one in clause.atoms() if isinstance(one, (Among, AsMany)))
    for inner in (atom for group in groups for part in parts(group) for atom in atoms(part)):
        if not isinstance(inner, OF_A_PERSON):
            raise refusal(where, "group-of-people")
        test = getattr(inner, "test", None)
        if isinstance(test, Test) and isinstance(test.value, Card):
            raise refusal(where, "group-of-people")
        if isinstance(inner, Has) and inner.kind not in OF_PERSON:
            raise refusal(where, "group-of-people")
