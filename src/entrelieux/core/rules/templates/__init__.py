"""Charters to start from: each is a real one, in its own words."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from entrelieux.core.rules.document.charter import read_charter
from entrelieux.core.rules.tree.charter import Charter

TEMPLATES = ("fablab", "coworking", "shared-workshop", "college-lab")
_FOLDER = files("entrelieux.core.rules.templates")


class UnknownTemplate(KeyError):
    """There is no such template."""

    def __init__(self, name: str) -> None:
        super().__init__(f"No charter to start from is called {name!r}: {', '.join(TEMPLATES)}.")


@cache
def template(name: str) -> Charter:
    """One of `TEMPLATES`. Raises `UnknownTemplate`."""
    if name not in TEMPLATES:
        raise UnknownTemplate(name)
    return read_charter(json.loads((_FOLDER / f"{name}.json").read_text("utf-8")))
