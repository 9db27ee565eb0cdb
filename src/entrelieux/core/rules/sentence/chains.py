"""« A et B ou C »: how a chain of conditions may be grouped when nobody wrote parentheses."""

from __future__ import annotations

from collections.abc import Sequence

from entrelieux.core.rules.tree.conditions import All, Any, Condition, Unless

# From the tightest to the loosest, in the two ways that people read a chain.
_ORDERS = (("and", "or", "except"), ("except", "or", "and"))


def readings(operands: Sequence[Condition], joints: Sequence[str]) -> list[Condition]:
    """The ways to read a chain: one when all its joints are alike, else those that people have.

    A chain of exceptions is read both ways: exceptions of the first, exceptions of exceptions.
    """
    if not joints:
        return [operands[0]]
    if set(joints) == {"and"}:
        return [All(tuple(operands))]
    if set(joints) == {"or"}:
        return [Any(tuple(operands))]
    if list(joints) == ["except"]:
        return [Unless(operands[0], operands[1])]
    if set(joints) == {"except"}:
        first, *others = operands
        return [Unless(first, Any(tuple(others))), Unless(first, _nested(others))]
    found = [_grouped(list(operands), list(joints), order) for order in _ORDERS]
    return list(dict.fromkeys(found))


def _nested(operands: Sequence[Condition]) -> Condition:
    first, *others = operands
    return Unless(first, _nested(others)) if others else first


def _grouped(operands: list[Condition], joints: list[str], order: Sequence[str]) -> Condition:
    for joint in order:
        place = 0
        while place < len(joints):
            last = place
            while last < len(joints) and joints[last] == joint:
                last += 1
            if last > place:
                chain = operands[place : last + 1]
                operands[place : last + 1] = [readings(chain, joints[place:last])[0]]
                del joints[place:last]
            place += 1
    return operands[0]
