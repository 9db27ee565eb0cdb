"""The description of the API as a page, laid out by the server: for a slow line and no script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

Schema = Mapping[str, Any]
JSON = "application/json"
REFERENCE = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Type:
    """How a value is written: a sentence, and the shape of the document that holds it, if any."""

    text: str
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    type: Type
    is_required: bool
    text: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    method: str
    path: str
    summary: str
    text: str
    parameters: Sequence[Field]
    body: Type | None
    answers: Sequence[tuple[str, str, Type | None]]


@dataclass(frozen=True, slots=True)
class Reference:
    """Operations by tag, then the shapes that they take and answer."""

    description: str
    groups: Sequence[tuple[str, Sequence[Operation]]]
    shapes: Sequence[tuple[str, Sequence[Field]]]


class ReferencePage(DocsBase):
    """What django-ninja shows at `docs`."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        reference = reference_of(api.get_openapi_schema())
        return render(request, "web/api.html", {"reference": reference})


def reference_of(schema: Schema) -> Reference:
    """`schema` is an OpenAPI 3.1 document; tags and shapes keep its order."""
    told = [
        (operation["tags"][0], operation_of(method, path, operation))
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    return Reference(
        description=schema["info"]["description"],
        groups=[
            (tag, [operation for _, operation in rows])
            for tag, rows in groupby(told, key=lambda row: row[0])
        ],
        shapes=[
            (name, list(fields_of(shape)))
            for name, shape in sorted(schema["components"]["schemas"].items())
        ],
    )


def operation_of(method: str, path: str, operation: Schema) -> Operation:
    return Operation(
        method=method.upper(),
        path=path,
        summary=operation.get("summary", ""),
        text=operation.get("description", ""),
        parameters=[
            Field(
                one["name"],
                type_of(one["schema"]),
                one.get("required", False),
                one.get("description", ""),
                where=one["in"],
            )
            for one in operation.get("parameters", ())
        ],
        body=_content(operation.get("requestBody", {})),
        answers=[
            (status, answer["description"], _content(answer))
            for status, answer in sorted(
                (str(status), answer) for status, answer in operation["responses"].items()
            )
        ],
    )


def _content(holder: Schema) -> Type | None:
    for media, content in holder.get("content", {}).items():
        found = type_of(content.get("schema", {}))
        return found if media == JSON else Type(f"{found.text} ({media})", found.shape)
    return None


def fields_of(shape: Schema) -> Iterator[Field]:
    required = set(shape.get("required", ()))
    for name, schema in shape.get("properties", {}).items():
        yield Field(name, type_of(schema), name in required, schema.get("description", ""))


def type_of(schema: Schema) -> Type:
    """
    >>> type_of({"type": "array", "items": {"$ref": "#/components/schemas/Place"}})
    Type(text='array of Place', shape='Place')
    >>> type_of({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}).text
    'string (date) or null'
    """
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(REFERENCE)
        return Type(name, name)
    if options := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
        types = [type_of(one) for one in options]
        shape = next((one.shape for one in types if one.shape), "")
        return Type(" or ".join(one.text for one in types), shape)
    if values := schema.get("enum"):
        return Type(" | ".join(str(value) for value in values))
    if schema.get("type") == "array":
        items = type_of(schema.get("items", {}))
        return Type(f"array of {items.text}", items.shape)
    return Type(_bounded(schema))


def _bounded(schema: Schema) -> str:
    """The name of a plain type, its format and what bounds it."""
    bounds = [schema[name] for name in ("format", "pattern") if name in schema]
    bounds += [
        f"{sign} {schema[name]}"
        for name, sign in (("minimum", "≥"), ("maximum", "≤"), ("maxLength", "length ≤"))
        if name in schema
    ]
    if schema.get("default") not in (None, ""):
        bounds.append(f"default {schema['default']}")
    name = str(schema.get("type", "any value"))
    return f"{name} ({', '.join(map(str, bounds))})" if bounds else name
