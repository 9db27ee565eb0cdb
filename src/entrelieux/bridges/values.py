"""The values of an offer's columns in words, for two people who disagree."""

from __future__ import annotations

from typing import Any

from entrelieux.bridges.models import Terms
from entrelieux.bridges.models.offer import Kind
from entrelieux.communities.circles import Scope

CHOICES = {"kind": Kind.choices, "terms": Terms.choices, "scope": Scope.choices}


def value_words(name: str, value: Any) -> str:
    """One line; a dash for nothing."""
    if value in (None, ""):
        return "–"
    if isinstance(value, float):
        return f"{value:g}"
    return str(dict(CHOICES.get(name, ())).get(value, value))
