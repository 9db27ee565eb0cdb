"""The statements of real places as rules, and the kinds of facts that each rule looks at.

`data/statements.jsonl` was written while the tree was designed, `data/statements-held-back.jsonl`
after it was frozen (docs/algorithms/rules.md). `atoms` are the codes of the survey; `beside` says
of a code how it is met outside of the rule's own conditions.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from entrelieux.core.rules.document.charter import read_charter
from entrelieux.core.rules.document.conditions import key_of
from entrelieux.core.rules.tree import effects, prices
from entrelieux.core.rules.tree.charter import Charter, Clause
from entrelieux.core.rules.tree.tests import Card

DATA = Path(__file__).parent / "data"
CODES = {
    "role": "rl", "status": "st", "group": "af", "link": "rel", "kin": "rel", "purpose": "pu",
    "material": "mt", "project": "pj", "during": "tm", "label": "rs", "nearby": "cf",
    "paid": "dep", "badge": "bd", "document": "dc", "agreement": "ap", "notice": "nt",
    "checked": "at", "vote": "vt", "age": "ag", "balance": "bal", "quantity": "mt cap cf",
    "card": "rs", "lasts": "du", "ahead": "ld", "since": "el sd", "count": "qw sim cap",
    "nth": "qw", "breaches": "in", "time": "tm", "among": "pr", "as_many": "pr",
}  # fmt: skip


def statements(name: str) -> list[dict[str, Any]]:
    with (DATA / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def charter_of(statement: dict[str, Any]) -> Charter:
    told = {"format": "entrelieux-charter/1", "community": "survey", "language": "en"}
    return read_charter({**told, "rules": statement["rules"]})


def codes_of(charter: Charter) -> set[str]:
    """The codes of the facts that the rules look at."""
    return {code for rule in charter.rules for code in _of_clause(rule.clause)}


def _of_clause(clause: Clause) -> Iterator[str]:
    for atom in clause.atoms():
        yield from CODES.get(key_of(atom), "").split()
    match clause.effect:
        case effects.Orders():
            yield "pc"
        case effects.Limits():
            yield from _of_limits(clause.effect)
        case prices.Prices(lines=lines):
            yield "tf"
            yield from (code for line in lines if line.per for code in _of_per(line.per))


def _of_limits(limits: effects.Limits) -> Iterator[str]:
    yield from ("qw", "sim", "cap")
    if isinstance(limits.at_most, Card):
        yield "rs"
    if limits.by not in ("person", "thing", "person-and-thing", "everybody"):
        yield "af"


def _of_per(per: prices.Per) -> Iterator[str]:
    if per.of:
        yield "mt"
    elif per.since:
        yield "el"
    else:
        yield "tm" if per.until else "du"
