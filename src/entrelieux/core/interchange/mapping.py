"""What a format's columns hold, told by its `mapping.toml`, and a raw row sorted accordingly.

A mapping only sorts texts under the names of their targets; cleaning them is `building`'s work.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from entrelieux.core.interchange.records import Fidelity, PlaceField, Problem

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FormatMapping:
    """`columns` gives the columns of each target, the best first: the first one filled counts.

    For a list (types, services…) every column counts. `expected` are the targets that a row of the
    source fills as a rule: their absence is told. `always` holds what each place of the
    source is, whatever its row says. `concepts` turns the source's own words into our ids where
    the shared vocabulary could not know them.
    """

    format: str
    country: str = ""
    position: Fidelity = "exact"
    signatures: tuple[frozenset[str], ...] = ()
    key: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    days: Mapping[str, str] = field(default_factory=dict)
    external_ids: Mapping[str, str] = field(default_factory=dict)
    social: Mapping[str, str] = field(default_factory=dict)
    always: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    concepts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    empty: frozenset[str] = frozenset()
    personal: frozenset[str] = frozenset()
    separators: str = ";|"
    expected: frozenset[str] = frozenset()


@dataclass(slots=True)
class Draft:
    """The texts of one row, sorted but not cleaned; `values` are final as they are.

    A format's reader mends it, by what it knows of its source, before it is built.
    """

    key: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    days: dict[str, str] = field(default_factory=dict)
    external_ids: dict[str, str] = field(default_factory=dict)
    social: dict[str, str] = field(default_factory=dict)
    values: dict[PlaceField, Any] = field(default_factory=dict)
    fidelity: Fidelity = "exact"
    problems: list[Problem] = field(default_factory=list)
    kept: bool = True


# Targets that hold several values; the others hold one text.
LIST_TARGETS = frozenset(
    {
        "alternate_names",
        "types",
        "access",
        "audiences",
        "services",
        "fees",
        "labels",
        "accessibility",
    }
)
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@cache
def load_mapping(folder: str) -> FormatMapping:
    """The mapping.toml of a format's folder, by the folder's name."""
    text = (files("entrelieux.core.interchange") / folder / "mapping.toml").read_text("utf-8")
    return mapping_of(tomllib.loads(text))


def mapping_of(told: Mapping[str, Any]) -> FormatMapping:
    return FormatMapping(
        format=told["format"],
        country=told.get("country", ""),
        position=told.get("position", "exact"),
        signatures=tuple(frozenset(columns) for columns in told.get("signatures", ())),
        key=tuple(told.get("key", ())),
        columns={name: _names(value) for name, value in told.get("columns", {}).items()},
        days=dict(zip(DAYS, told.get("days", ()), strict=False)),
        external_ids=told.get("external_ids", {}),
        social=told.get("social", {}),
        always={name: tuple(words) for name, words in told.get("always", {}).items()},
        concepts=told.get("concepts", {}),
        empty=frozenset(told.get("empty", ())),
        personal=frozenset(told.get("personal", ())),
        separators=told.get("separators", ";|"),
    )


def _names(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def sort_row(row: Row, mapping: FormatMapping) -> Draft:
    """The row's texts under their targets; columns that no target names are left out."""
    draft = Draft(key=_key(row, mapping), fidelity=mapping.position)
    draft.lists = {target: list(words) for target, words in mapping.always.items()}
    for target, columns in mapping.columns.items():
        cells = [cell for column in columns if (cell := cell_text(row, column, mapping.empty))]
        if not cells:
            continue
        if target in LIST_TARGETS:
            draft.lists[target] = [*draft.lists.get(target, ()), *cells]
        else:
            draft.texts[target] = cells[0]
    draft.days = _sorted(row, mapping.days, mapping.empty)
    draft.external_ids = _sorted(row, mapping.external_ids, mapping.empty)
    draft.social = _sorted(row, mapping.social, mapping.empty)
    return draft


def _key(row: Row, mapping: FormatMapping) -> str:
    parts = [cell_text(row, column, mapping.empty) for column in mapping.key]
    return ":".join(parts) if all(parts) else ""


def _sorted(row: Row, columns: Mapping[str, str], empty: frozenset[str]) -> dict[str, str]:
    found = ((name, cell_text(row, column, empty)) for name, column in columns.items())
    return {name: cell for name, cell in found if cell}


def cell_text(row: Row, column: str, empty: frozenset[str] = frozenset()) -> str:
    """The cell as text; nothing for a placeholder of the source, such as « 0 » for a postcode."""
    value = row.get(column)
    if value is None or isinstance(value, bool):
        return {True: "true", False: "false"}.get(value, "") if value is not None else ""
    text = str(value).strip()
    return "" if text in empty else text
