"""How the rules change, in a document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from entrelieux.core.rules.document.conditions import A_CONDITION
from entrelieux.core.rules.document.problems import inside, nearest, refusal
from entrelieux.core.rules.document.records import Field, Record
from entrelieux.core.rules.document.values import (
    A_DURATION,
    A_NAME,
    A_PERCENT,
    Many,
    Schema,
    Value,
    Whole,
)
from entrelieux.core.rules.tree import procedures

_QUORUM = Field("quorum", A_PERCENT)
_SHARE = Field("share", A_PERCENT, default=50)
PROCEDURES: dict[str, Value] = {
    "consent": Record(
        procedures.Consent, (Field("review", A_DURATION, default=procedures.QUARTER),)
    ),
    "majority": Record(procedures.Majority, (_SHARE, _QUORUM)),
    "majority_judgment": Record(procedures.MajorityJudgment, (_QUORUM,)),
    "schulze": Record(procedures.Schulze, (_QUORUM,)),
    "advice": Record(
        procedures.Advice,
        (Field("consult", Many(A_NAME, least=0), default=()), Field("review", A_DURATION)),
    ),
    "jury": Record(procedures.Jury, (Field("size", Whole(1, 999), required=True), _SHARE)),
}
_KEYS: dict[type, str] = {
    procedures.Consent: "consent",
    procedures.Majority: "majority",
    procedures.MajorityJudgment: "majority_judgment",
    procedures.Schulze: "schulze",
    procedures.Advice: "advice",
    procedures.Jury: "jury",
}


class _Procedure:
    """An object with one key: the name of the procedure."""

    def read(self, told: object, where: str) -> procedures.Procedure:
        if not isinstance(told, Mapping) or len(told) != 1:
            raise refusal(where, "one-procedure", known=", ".join(PROCEDURES))
        key = next(iter(told))
        if key not in PROCEDURES:
            raise refusal(where, "choice", value=key, known=nearest(str(key), PROCEDURES))
        found: procedures.Procedure = PROCEDURES[key].read(told[key], inside(where, key))
        return found

    def write(self, value: procedures.Procedure) -> dict[str, Any]:
        key = procedure_key(value)
        return {key: PROCEDURES[key].write(value)}

    def schema(self) -> Schema:
        return {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "properties": {key: one.schema() for key, one in PROCEDURES.items()},
            "additionalProperties": False,
        }


def procedure_key(procedure: procedures.Procedure) -> str:
    return _KEYS[type(procedure)]


RESCUE = Record(
    procedures.Rescue,
    (Field("by", A_NAME, required=True), Field("after", A_DURATION, required=True)),
)
CHANGE = Record(
    procedures.Change,
    (
        Field("by", _Procedure(), default=procedures.Consent()),
        Field("propose", A_CONDITION),
        Field("take_part", A_CONDITION),
        Field("rescue", RESCUE),
    ),
)
