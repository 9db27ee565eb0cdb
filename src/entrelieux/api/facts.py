"""What communities tell in their own words, as OpenAPI describes it today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from entrelieux.core.words.lexicon import Subject, Term, ValueType
from entrelieux.inventory.facts import facts_of_all
from entrelieux.lexicons.queries import Facts

# The schema of each kind of entry that may be told of.
SCHEMAS = {
    "ResourceOut": Subject.RESOURCE,
    "UsageOut": Subject.USAGE,
    "EventOut": Subject.EVENT,
    "ProjectOut": Subject.PROJECT,
}
# How each type of value is said in JSON Schema.
TYPES: Mapping[ValueType, dict[str, Any]] = {
    ValueType.TEXT: {"type": "string"},
    ValueType.LONG_TEXT: {"type": "string"},
    ValueType.WEB: {"type": "string", "format": "uri"},
    ValueType.WHOLE: {"type": "integer"},
    ValueType.DECIMAL: {"type": "number"},
    ValueType.QUANTITY: {"type": "number"},
    ValueType.YES_NO: {"type": "boolean"},
    ValueType.DATE: {"type": "string", "format": "date"},
    ValueType.CHOICE: {"type": "string"},
    ValueType.CHOICES: {"type": "array", "items": {"type": "string"}},
}


def describe_facts(schema: dict[str, Any]) -> None:
    """Says in OpenAPI each fact that communities tell of entries today, by its address."""
    for name, subject in SCHEMAS.items():
        described = schema["components"]["schemas"][name]["properties"]["facts"]
        described.clear()
        described |= {
            "type": "object",
            "description": "What communities tell in their own words, by the address of the word",
            "properties": properties_of(facts_of_all(subject)),
        }


def properties_of(facts: Facts) -> dict[str, Any]:
    return {fact.term.uri: _property(fact.term, fact.community) for fact in facts.in_use}


def _property(term: Term, community: str) -> dict[str, Any]:
    told: dict[str, Any] = {"title": term.label("en"), **TYPES[term.value_type or ValueType.TEXT]}
    told["description"] = " – ".join(filter(None, (community, term.definition("en"))))
    if term.unit:
        told["x-unit"] = term.unit.value
    if term.choices:
        told["x-choices"] = {choice.id: dict(choice.labels) for choice in term.choices}
    return told
