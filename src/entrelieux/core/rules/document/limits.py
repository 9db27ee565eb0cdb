"""How large a rule may be, so that people can hold it and everything about it can be computed."""

from __future__ import annotations

from entrelieux.core.rules.document.problems import refusal
from entrelieux.core.rules.tree.atoms import THIS, Badge, Has
from entrelieux.core.rules.tree.charter import Clause
from entrelieux.core.rules.tree.conditions import MOST_ATOMS, MOST_DEPTH, depth


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
