"""A case in a few words: « la personne a exactement 15 ans, … n’a pas le badge laser »."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from entrelieux.core.rules.deciding.conditions import Mode, compile_condition
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.searching.amounts import place_of
from entrelieux.core.rules.searching.domain import own_atoms
from entrelieux.core.rules.sentence.sentence import Wording
from entrelieux.core.rules.tree.charter import Clause
from entrelieux.core.rules.tree.conditions import Condition, Not
from entrelieux.core.rules.tree.measures import Age, Balance, CardNumber, Count, Quantity
from entrelieux.core.rules.tree.tests import Test, normal


def told(case: Case, clauses: Iterable[Clause], wording: Wording, mode: Mode) -> str:
    """What is known of what the clauses look at, each thing once."""
    conditions = (one for clause in clauses for one in clause.conditions())
    said = (wording.say_condition(one) for one in known(case, conditions, mode))
    return ", ".join(dict.fromkeys(said))


def known(case: Case, conditions: Iterable[Condition], mode: Mode) -> Iterator[Condition]:
    """What is true of the case among the atoms of conditions, and the negation of what is not."""
    for atom in own_atoms(conditions):
        truth = compile_condition(atom, mode)(case.person, case.facts)
        if truth is None:
            continue
        if isinstance(atom, (Age, Balance, CardNumber, Count, Quantity)):
            yield _exactly(atom, case)
        else:
            yield atom if truth else Not(atom)


def _exactly(atom: Age | Balance | CardNumber | Count | Quantity, case: Case) -> Condition:
    test = Test("is", normal(place_of(atom).read(case)))
    match atom:
        case Age():
            return Age(test)
        case Balance(unit):
            return Balance(unit, test)
        case CardNumber(of):
            return CardNumber(of, test)
        case Count(what=what, by=by, window=window):
            return Count(what, test, by, window)
    return Quantity(atom.of, test)
