"""The word lists of `data/`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def listed(name: str) -> Mapping[str, Any]:
    """Return the table of `data/<name>.toml`."""
    text = files("entrelieux.core.linkage").joinpath(f"data/{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def words_listed(topic: str, key: str) -> frozenset[str]:
    """Return one list of `data/vocabulary.toml` as a set."""
    return frozenset(listed("vocabulary")[topic][key])
