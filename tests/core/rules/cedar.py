"""Charters translated into Cedar policies: an oracle that shares no line with what it checks.

Names, ages, numbers, counts, lengths, agreements and people counted beforehand are translated;
dates that expire, the calendar, people and prices are not, so the charters here do without them.
https://docs.cedarpolicy.com/policies/syntax-grammar.html
"""

from __future__ import annotations

from itertools import combinations

from entrelieux.core.rules.deciding.names import agreement_key
from entrelieux.core.rules.facts.case import FAMILY_OF, used_key
from entrelieux.core.rules.tree import atoms, conditions, effects, measures
from entrelieux.core.rules.tree.atoms import OF_PERSON

OPS = {"at_least": ">=", "at_most": "<=", "over": ">", "under": "<", "is": "=="}


def policies(charter):
    """Cedar denies what no policy permits, and a forbid always wins."""
    told = [policy(rule.clause) for rule in charter.rules]
    silence = "permit(principal, action, resource);" if charter.grants_silence("use") else ""
    return "\n".join([silence, *told])


def policy(clause):
    when = f"({condition(clause.when)})" if clause.when else "true"
    unless = f" && !({condition(clause.unless)})" if clause.unless else ""
    about = f" && {kinds(clause.things)}" if clause.things else ""
    effect = "permit" if clause.effect == effects.Permits() else "forbid"
    whole = f"{when}{unless}{about}{own(clause.effect)}"
    return f"{effect}(principal, action, resource) when {{ {whole} }};"


def own(effect):
    """What an effect adds to the condition of the clause."""
    match effect:
        case effects.Asks(agreement):
            return f" && !({agreed(agreement)})"
        case effects.Limits(what=what, at_most=most, by=by, window=window, adds=adds):
            more = "1" if adds == effects.ONE else f'context.quantities["{adds}"]'
            return f" && {used(what, by, window)} + {more} > {most}"
    return ""


def kinds(names):
    return "(" + " || ".join(f'context.kinds.contains("{name}")' for name in names) + ")"


def used(what, by, window):
    return f'context.used["{used_key(what, by, window)}"]'


def agreed(agreement):
    return f'context.agreements["{agreement_key(agreement)}"] >= {agreement.count}'


def condition(one):
    match one:
        case conditions.All(of):
            return " && ".join(f"({condition(inner)})" for inner in of)
        case conditions.Any(of):
            return " || ".join(f"({condition(inner)})" for inner in of)
        case conditions.Not(inner):
            return f"!({condition(inner)})"
        case conditions.Unless(inner, other):
            return f"({condition(inner)}) && !({condition(other)})"
        case conditions.Assume(inner, _):
            return condition(inner)
        case conditions.AtLeast(count, of):
            every = combinations(of, count)
            found = [" && ".join(f"({condition(inner)})" for inner in some) for some in every]
            return " || ".join(f"({some})" for some in found) or "false"
        case conditions.ByKind(table, otherwise):
            told = condition(otherwise) if otherwise else "false"
            for kind, inner in reversed(table):
                told = f"if {kinds([kind])} then ({condition(inner)}) else ({told})"
            return told
    return atom(one)


def atom(one):
    match one:
        case atoms.Has(kind, name):
            return (
                f'context.{"p_" if kind in OF_PERSON else "f_"}{FAMILY_OF[kind]}.contains("{name}")'
            )
        case atoms.Badge(name, level):
            return f'context.levels["{name}"] >= {level or 0}'
        case atoms.Document(name):
            return f'context.p_documents.contains("{name}")'
        case atoms.Agreement():
            return agreed(one)
        case measures.Age(test):
            return f"context.age {OPS[test.op]} {test.value}"
        case measures.Balance(unit, test):
            return f'context.balances["{unit}"] {OPS[test.op]} {test.value}'
        case measures.Quantity(of, test):
            return f'context.quantities["{of}"] {OPS[test.op]} {test.value}'
        case measures.Lasts(test):
            return f"context.lasts {OPS[test.op]} {test.value.minutes}"
        case measures.Count(what, test, by, window):
            return f"{used(what, by, window)} {OPS[test.op]} {test.value}"
    raise AssertionError(one)
