"""The targets that columns feed, by what their headers call them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from tomllib import loads

from entrelieux.core.interchange.container import RawTable
from entrelieux.core.interchange.persons import is_person_column
from entrelieux.core.text.folding import fold

PREFIX = re.compile(r"^(properties|tags|fields|attributes)\.")


@cache
def _names() -> dict[str, str]:
    """The target of each folded header."""
    text = (files("entrelieux.core.interchange.tabular") / "headers.toml").read_text("utf-8")
    return {name: target for target, names in reversed(loads(text).items()) for name in names}


def guess_columns(table: RawTable) -> dict[str, list[str]]:
    """{column: targets}; columns whose header says nothing known are left out."""
    told = {name: targets for name in table.columns if (targets := _targets(name))}
    if not table.geometry_column:
        return told
    # « Feature » is the type of every feature: what a place is stands among the properties.
    told.pop("type", None)
    return {**told, table.geometry_column: ["lat", "lon"]}


def _targets(column: str) -> list[str]:
    if is_person_column(column):
        return []
    target = _names().get(fold(PREFIX.sub("", column)).strip())
    if target == "point":
        return ["lat", "lon"]
    return [target] if target else []
