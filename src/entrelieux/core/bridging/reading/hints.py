"""What people say when they do not name the thing (`data/hints/`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from entrelieux.core.words import label_key

LANGUAGES = ("fr", "en")
Hints = Mapping[str, tuple[str, ...]]


@cache
def load_hints() -> Mapping[str, Hints]:
    """By language, the concepts that each label key leads to; a key of several hints leads to all
    of theirs. « Four » is an oven in French only."""
    return {language: _hints(language) for language in LANGUAGES}


def _hints(language: str) -> Hints:
    found: dict[str, dict[str, None]] = {}
    for hint in _told():
        for label in hint.get(language, ()):
            found.setdefault(label_key(label), {}).update(dict.fromkeys(hint["to"]))
    found.pop("", None)
    return {key: tuple(concepts) for key, concepts in found.items()}


def _told() -> Iterator[Mapping[str, Any]]:
    folder = files("entrelieux.core.bridging") / "data" / "hints"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            yield from tomllib.loads(file.read_text("utf-8"))["hint"]
