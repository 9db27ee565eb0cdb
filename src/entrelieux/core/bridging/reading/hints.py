"""What people say when they do not name the thing (`data/hints.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from entrelieux.core.words import label_key


@cache
def load_hints() -> Mapping[str, tuple[str, ...]]:
    """The concepts that each label key leads to; a key of several hints leads to all of theirs."""
    text = (files("entrelieux.core.bridging") / "data" / "hints.toml").read_text("utf-8")
    found: dict[str, dict[str, None]] = {}
    for hint in tomllib.loads(text)["hint"]:
        for label in (*hint.get("fr", ()), *hint.get("en", ())):
            found.setdefault(label_key(label), {}).update(dict.fromkeys(hint["to"]))
    return {key: tuple(concepts) for key, concepts in found.items()}
