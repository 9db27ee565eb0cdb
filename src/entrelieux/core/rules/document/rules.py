"""Rules in a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from entrelieux.core.rules.document.conditions import A_CONDITION
from entrelieux.core.rules.document.effects import EFFECTS, effect_key
from entrelieux.core.rules.document.limits import refuse_too_large
from entrelieux.core.rules.document.problems import (
    DocumentError,
    inside,
    nearest,
    refusal,
    refuse_nested,
)
from entrelieux.core.rules.document.records import Field, Record
from entrelieux.core.rules.document.values import (
    A_DATE,
    A_NAME,
    A_TEXT,
    TEXTS,
    Choice,
    Many,
    OneOf,
    Schema,
)
from entrelieux.core.rules.tree.charter import STATUSES, Clause, Example, Guard, Rule

VERDICTS = ("yes", "no", "ask", "unknown")


@dataclass(frozen=True, slots=True)
class _Facts:
    """The facts of an example; they are read when it is decided (facts/reading.py)."""

    def read(self, told: object, where: str) -> Mapping[str, Any]:
        if not isinstance(told, Mapping):
            raise refusal(where, "object")
        return dict(told)

    def write(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return dict(value)

    def schema(self) -> Schema:
        return {"type": "object"}


EXAMPLE = Record(
    Example,
    (
        Field("who", A_TEXT, required=True),
        Field("facts", _Facts(), required=True),
        Field("expect", Choice(VERDICTS), required=True),
    ),
)
GUARD = Record(
    Guard,
    (
        Field("by", Choice(("law", "network")), required=True),
        Field("source", A_TEXT, required=True),
    ),
)
ACTS = OneOf(
    Many(A_NAME, most=20, distinct=True), A_NAME, lambda told: isinstance(told, (list, tuple))
)
CLAUSE_FIELDS = (
    Field("act", ACTS, "acts", required=True),
    Field("on", Many(A_NAME, most=60, distinct=True), "things", default=()),
    Field("if", A_CONDITION, "when"),
    Field("unless", A_CONDITION, "unless"),
)
RULE_FIELDS = (
    Field("id", A_NAME, required=True),
    Field("status", Choice(STATUSES), default="enforced"),
    Field("since", A_DATE),
    Field("until", A_DATE),
    Field("trial_until", A_DATE),
    Field("decision", A_TEXT),
    Field("keeper", A_NAME),
    Field("guard", GUARD),
    Field("why", TEXTS, default=()),
    Field("cases", Many(EXAMPLE, least=0, most=200), "examples", default=()),
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """The keys of the clause and those of the rule live side by side in the document."""

    def read(self, told: object, where: str) -> Rule:
        if not isinstance(told, Mapping):
            raise refusal(where, "object")
        refuse_nested(told, where)
        keys = [one.key for one in (*CLAUSE_FIELDS, *RULE_FIELDS)]
        for key in told:
            if key not in keys and key not in EFFECTS:
                known = nearest(str(key), (*keys, *EFFECTS))
                raise refusal(inside(where, str(key)), "unknown-key", known=known)
        own = {key: value for key, value in told.items() if key in {f.key for f in RULE_FIELDS}}
        fields = Record(dict, RULE_FIELDS).read(own, where)
        return Rule(clause=read_clause(told, where), **fields)

    def write(self, value: Rule) -> dict[str, Any]:
        own = Record(Rule, RULE_FIELDS).write(value)
        first = {"id": own.pop("id")}
        return {**first, **write_clause(value.clause), **own}

    def schema(self) -> Schema:
        fields = (*RULE_FIELDS, *CLAUSE_FIELDS)
        told = Record(Rule, fields).schema()
        told["properties"] |= {key: effect.schema() for key, effect in EFFECTS.items()}
        return {**told, "oneOf": [{"required": [key]} for key in EFFECTS]}


A_RULE = _Rule()


def read_clause(told: Mapping[str, Any], where: str = "") -> Clause:
    """The clause of a rule’s document; its other keys are left alone."""
    named = [key for key in EFFECTS if key in told]
    if len(named) != 1:
        raise refusal(where, "one-effect", known=", ".join(EFFECTS))
    own = {key: value for key, value in told.items() if key in {f.key for f in CLAUSE_FIELDS}}
    fields = Record(dict, CLAUSE_FIELDS).read(own, where)
    if isinstance(fields["acts"], str):
        fields["acts"] = (fields["acts"],)
    effect = EFFECTS[named[0]].read(told[named[0]], inside(where, named[0]))
    clause = Clause(effect=effect, **fields)
    refuse_too_large(clause, where)
    return clause


def write_clause(clause: Clause) -> dict[str, Any]:
    told = Record(Clause, CLAUSE_FIELDS).write(clause)
    if len(clause.acts) == 1:
        told["act"] = clause.acts[0]
    conditions = {key: told.pop(key) for key in ("if", "unless") if key in told}
    key = effect_key(clause.effect)
    return {**told, key: EFFECTS[key].write(clause.effect), **conditions}


def is_possible(clause: Clause) -> bool:
    """Whether a document may hold the clause: a sentence says no more than a document."""
    try:
        return read_clause(write_clause(clause)) == clause
    except DocumentError:
        return False
