"""Objects of a document that become dataclasses, field by field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from entrelieux.core.rules.document.problems import inside, nearest, refusal
from entrelieux.core.rules.document.values import Schema, Value
from entrelieux.core.rules.tree.tests import OPS, Test


@dataclass(frozen=True, slots=True)
class Field:
    """A key of the object, the attribute that it fills, and its value."""

    key: str
    value: Value
    attribute: str = ""
    required: bool = False
    default: Any = None

    @property
    def name(self) -> str:
        return self.attribute or self.key


@dataclass(frozen=True, slots=True)
class Record:
    """An object read as `of`. With a `short` field alone, its value may stand for the object.

    `tested` is the type of the threshold when the object also holds one comparison
    (« at_least »: 16), read as the attribute `test`; `fixed` are attributes that are not written.
    `refuse` gives the code of what is wrong in a value that was read, `extra` what the schema adds.
    """

    of: type
    fields: tuple[Field, ...]
    short: str = ""
    tested: Value | None = None
    test_required: bool = True
    fixed: Mapping[str, Any] = field(default_factory=dict)
    refuse: Callable[[Any], str] | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    def read(self, told: object, where: str) -> Any:
        if not isinstance(told, Mapping):
            told = self._lengthened(told, where)
        self._refuse_unknown(told, where)
        read = {one.name: self._read_field(one, told, where) for one in self.fields}
        if self.tested:
            read["test"] = self._read_test(told, where)
        value = self.of(**read, **self.fixed)
        wrong = self.refuse(value) if self.refuse else ""
        if wrong:
            raise refusal(where, wrong)
        return value

    def _lengthened(self, told: object, where: str) -> Mapping[str, Any]:
        if not self.short or isinstance(told, list) or told is None:
            raise refusal(where, "object")
        return {self.short: told}

    def _refuse_unknown(self, told: Mapping[str, Any], where: str) -> None:
        keys = [one.key for one in self.fields] + (list(OPS) if self.tested else [])
        for key in told:
            if key not in keys:
                raise refusal(inside(where, str(key)), "unknown-key", known=nearest(str(key), keys))

    def _read_field(self, one: Field, told: Mapping[str, Any], where: str) -> Any:
        if one.key in told:
            return one.value.read(told[one.key], inside(where, one.key))
        if one.required:
            raise refusal(where, "missing-key", key=one.key)
        return one.default

    def _read_test(self, told: Mapping[str, Any], where: str) -> Test | None:
        given = [op for op in OPS if op in told]
        if not given and not self.test_required:
            return None
        if len(given) != 1 or self.tested is None:
            raise refusal(where, "one-test", known=", ".join(OPS))
        op = given[0]
        return Test(op, self.tested.read(told[op], inside(where, op)))

    def write(self, value: Any) -> Any:
        told = {
            one.key: one.value.write(getattr(value, one.name))
            for one in self.fields
            if one.required or getattr(value, one.name) != one.default
        }
        if self.tested and value.test is not None:
            told[value.test.op] = self.tested.write(value.test.value)
        return told[self.short] if list(told) == [self.short] else told

    def schema(self) -> Schema:
        long = self._long_schema()
        required = [one.key for one in self.fields if one.required]
        must_test = self.tested is not None and self.test_required
        if not self.short or must_test or required not in ([], [self.short]):
            return long
        short = next(one for one in self.fields if one.key == self.short)
        return {"anyOf": [short.value.schema(), long]}

    def _long_schema(self) -> Schema:
        told: Schema = {
            "type": "object",
            "properties": {one.key: one.value.schema() for one in self.fields},
            "additionalProperties": False,
        }
        required = [one.key for one in self.fields if one.required]
        if required:
            told["required"] = required
        if self.tested:
            told["properties"] |= {op: self.tested.schema() for op in OPS}
            ops: list[Schema] = [{"required": [op]} for op in OPS]
            told |= {"oneOf": ops} if self.test_required else {}
            if not self.test_required:
                told["oneOf"] = [*ops, {"not": {"anyOf": ops}}]
        return {**told, **self.extra}
