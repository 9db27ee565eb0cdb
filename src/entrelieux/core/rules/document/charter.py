"""Charters as JSON documents: reading, writing, and the schema that describes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from entrelieux.core.rules.document.conditions import condition_schema
from entrelieux.core.rules.document.consistency import inconsistencies
from entrelieux.core.rules.document.problems import (
    DocumentError,
    Problem,
    inside,
    refusal,
    refuse_nested,
)
from entrelieux.core.rules.document.procedures import CHANGE
from entrelieux.core.rules.document.records import Field, Record
from entrelieux.core.rules.document.rules import A_RULE
from entrelieux.core.rules.document.values import (
    A_FLAG,
    A_FORM,
    A_NAME,
    A_TEXT,
    TEXTS,
    Choice,
    Many,
    Pattern,
    Schema,
    Table,
)
from entrelieux.core.rules.tree.charter import FORMAT, Charter, Word
from entrelieux.core.rules.tree.procedures import Change

MOST_RULES = 500
SCHEMA_URI = "https://json-schema.org/draft/2020-12/schema"
ANY_ACT = Pattern(r"\*", "name")


class _Act:
    """The name of an act, or « * » for every other one."""

    def read(self, told: object, where: str) -> str:
        return "*" if told == "*" else A_NAME.read(told, where)

    def write(self, value: str) -> str:
        return value

    def schema(self) -> Schema:
        return {"anyOf": [A_NAME.schema(), {"const": "*"}]}


class _Word:
    def read(self, told: object, where: str) -> Word:
        return Word(_FORMS.read(told, where))

    def write(self, value: Word) -> dict[str, str]:
        return _FORMS.write(value.forms)

    def schema(self) -> Schema:
        return _FORMS.schema()


LANGUAGES = ("fr", "en")  # those that sentences are said in
_FORMS = Table(A_FORM, A_TEXT, least=1, most=40)
FIELDS = (
    Field("format", Choice((FORMAT,)), required=True),
    Field("community", A_NAME, required=True),
    Field("name", TEXTS, default=()),
    Field("language", Choice(LANGUAGES), default="fr"),
    Field("words", Table(A_NAME, _Word()), default=()),
    Field("kinds", Table(A_NAME, Many(A_NAME)), default=()),
    Field("otherwise", Table(_Act(), A_FLAG), default=()),
    Field("change", CHANGE, default=Change()),
)
_TABLES = ("words", "kinds", "otherwise")


def read_charter(told: object) -> Charter:
    """The charter of a JSON document. Raises `DocumentError` with every problem of every rule."""
    if not isinstance(told, Mapping):
        raise refusal("", "object")
    refuse_nested({key: value for key, value in told.items() if key != "rules"}, "")
    own = {key: value for key, value in told.items() if key not in ("rules", "$schema")}
    problems: list[Problem] = []
    fields = _try(lambda: Record(dict, FIELDS).read(own, ""), problems)
    rules = [_try(partial(A_RULE.read, rule, where), problems) for where, rule in _rules(told)]
    if problems:
        raise DocumentError(problems)
    fields.pop("format")
    tables: dict[str, Any] = {name: dict(fields.pop(name)) for name in _TABLES}
    charter = Charter(rules=tuple(rules), **fields, **tables)
    problems = list(inconsistencies(charter))
    if problems:
        raise DocumentError(problems)
    return charter


def _try(read: Callable[[], Any], problems: list[Problem]) -> Any:
    try:
        return read()
    except DocumentError as error:
        problems.extend(error.problems)
        return None


def _rules(told: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    rules = told.get("rules")
    if not isinstance(rules, list):
        raise refusal("rules", "list")
    if not 1 <= len(rules) <= MOST_RULES:
        raise refusal("rules", "list-length", least=1, most=MOST_RULES)
    return ((inside("rules", rank), rule) for rank, rule in enumerate(rules))


def write_charter(charter: Charter) -> dict[str, Any]:
    """The document of a charter; reading it gives the same charter."""
    told: dict[str, Any] = {"format": FORMAT}
    for one in FIELDS[1:]:
        value = getattr(charter, one.name)
        value = tuple(value.items()) if one.key in _TABLES else value
        if one.required or value != one.default:
            told[one.key] = one.value.write(value)
    return {**told, "rules": [A_RULE.write(rule) for rule in charter.rules]}


def charter_schema() -> Schema:
    """The JSON Schema of charters, as shipped in `data/charter.schema.json`."""
    told = Record(Charter, FIELDS).schema()
    rules = {"type": "array", "minItems": 1, "maxItems": MOST_RULES}
    told["properties"] |= {
        "$schema": {"type": "string"},
        "rules": {**rules, "items": {"$ref": "#/$defs/rule"}},
    }
    told["required"] = [*told["required"], "rules"]
    return {
        "$schema": SCHEMA_URI,
        "title": "A charter of Entrelieux",
        **told,
        "$defs": {"rule": A_RULE.schema(), "condition": condition_schema()},
    }
