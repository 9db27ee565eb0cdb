"""The page that describes the API, held to the OpenAPI document that it tells."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from entrelieux.api.main import api
from entrelieux.api.reference import reference_of, type_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def schema() -> Any:
    return api.get_openapi_schema()


def test_every_call_is_told_once(schema: Any) -> None:
    told = [
        (operation.method, operation.path)
        for _, operations in reference_of(schema).groups
        for operation in operations
    ]
    assert sorted(told) == sorted(
        (method.upper(), path) for path, methods in schema["paths"].items() for method in methods
    )


def test_each_tag_has_one_chapter(schema: Any) -> None:
    tags = [tag for tag, _ in reference_of(schema).groups]
    assert len(tags) == len(set(tags))


def test_every_shape_that_is_named_is_on_the_page(client: Client) -> None:
    page = client.get("/api/v1/docs").content.decode()
    named = set(re.findall(r'href="#(shape-\w+)"', page))
    assert named - set(re.findall(r'id="(shape-\w+)"', page)) == set()
    assert "shape-Problem" in named


def test_the_page_needs_no_script_and_no_other_site(client: Client) -> None:
    page = client.get("/api/v1/docs").content.decode()
    assert re.findall(r'(?:src|href)="(?:https?:)?//(?!testserver)[^"]*"', page) == []
    assert "swagger" not in page


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ({"type": "string", "pattern": "^a$"}, "string (^a$)"),
        ({"type": "integer", "minimum": 1, "default": 3}, "integer (≥ 1, default 3)"),
        ({"enum": ["a", "b"], "type": "string"}, "a | b"),
        ({}, "any value"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Place"}}, "array of Place"),
    ],
)  # fmt: skip
def test_a_value_is_told_in_words(schema: dict[str, Any], text: str) -> None:
    assert type_of(schema).text == text
