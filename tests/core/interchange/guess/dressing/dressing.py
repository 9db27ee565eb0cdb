"""A shape, filled with true facts and seeded faults: the bytes of a list, and the truth of it."""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from entrelieux.core.geo.france import load_france
from tests.core.interchange.guess.dressing import containers
from tests.core.interchange.guess.dressing.facts import DAYS, Fact, Spans, demo_facts, moved
from tests.core.interchange.guess.dressing.faults import FAULTS, possible
from tests.core.interchange.guess.dressing.names import day_names, dice_of
from tests.core.interchange.guess.dressing.noise import ALLOWED, NOISE
from tests.core.interchange.guess.dressing.shapes import Column, Shape
from tests.core.interchange.guess.dressing.values import WRITE, clock, spans_text

ROWS = 60
FAULTY, DIRTY = 0.16, 0.08
FEEDS: Mapping[str, tuple[str, ...]] = {
    "street": ("street_address",), "number": ("street_address",),
    "street_name": ("street_address",),
    "full_address": ("street_address", "postcode", "city"), "postcode_city": ("postcode", "city"),
    "x": ("lon",), "y": ("lat",), "point": ("lat", "lon"),
    "hours": ("opening_hours",), "hours_objects": ("opening_hours",),
    "street_kind": ("street_address",), "street_rest": ("street_address",),
    "day": ("opening_hours",), "half": ("opening_hours",), "bound": ("opening_hours",),
    "row_day": ("opening_hours",), "row_opens": ("opening_hours",),
    "row_closes": ("opening_hours",),
}  # fmt: skip
SAME = ("name", "postcode", "city", "insee", "lat", "lon", "website", "phone", "email", "types",
        "description")  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What a reader must find in one record; `silent` targets are not asked for."""

    values: Mapping[str, Any]
    code: str = ""
    also: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Dressed:
    """`needed` gives the columns of each target (any one of a group of equals is enough);
    `allowed`, what a column may feed without harm; `persons`, the columns that feed nothing.
    `everywhere` are the codes that every row deserves, for want of a column."""

    shape: Shape
    content: bytes
    needed: Mapping[str, Sequence[frozenset[str]]]
    allowed: Mapping[str, frozenset[str]]
    persons: frozenset[str]
    records: Mapping[int, Told]
    everywhere: frozenset[str]


@dataclass
class _Row:
    fact: Fact
    truth: Fact
    code: str = ""
    dirt: str = ""
    cells: list[list[Any]] = field(default_factory=list)


def dress(shape: Shape, rows: int = ROWS) -> Dressed:
    dice = dice_of("dress", shape.id)
    facts = _facts(shape, rows, dice)
    drawn = [_row(fact, shape, facts, dice) for fact in facts]
    _repeat(drawn, shape, dice)
    for row in drawn:
        row.cells = [_shifted(cells, row.code, shape, dice) for cells in _cells(row, shape, dice)]
    ranks, lines, points = {}, [], []
    for row in drawn:
        ranks[len(lines)] = _told(row, shape)
        lines += row.cells
        points += [_geometry(row.fact)] * len(row.cells)
    content = containers.write(
        shape.container, [column.name for column in shape.columns], lines, points
    )
    return Dressed(
        shape, content, _needed(shape), _allowed(shape), _persons(shape), ranks, _everywhere(shape)
    )


# Rows


def _facts(shape: Shape, rows: int, dice: random.Random) -> list[Fact]:
    facts = dice.sample(demo_facts(), rows)
    if shape.territory == "auvergne":
        return facts
    communes = [
        commune
        for commune in load_france().of_departments([shape.territory])
        if commune.postcodes and not commune.is_approximate
    ][:120]
    return [moved(fact, dice.choice(communes), dice) for fact in facts]


def _row(fact: Fact, shape: Shape, facts: Sequence[Fact], dice: random.Random) -> _Row:
    roles = shape.roles | ({"geometry"} if shape.container == "geojson" else set())
    codes = [code for code in possible(roles) if code not in {"duplicate", "shifted_columns"}]
    if _overseas(shape):  # 20 km from a commune may be in the sea, and swapped, in Kenya
        codes = [code for code in codes if code != "outside_france"]
    if "dms" in " ".join(column.variant for column in shape.columns if column.role == "point"):
        codes = [code for code in codes if code not in {"swapped_lat_lon", "outside_france"}]
    chance = dice.random()
    if chance < FAULTY and codes:
        code = dice.choice(codes)
        return _Row(FAULTS[code].spoil(fact, dice, facts), fact, code)
    if chance < FAULTY + 0.02 and shape.container.startswith("csv ") and "row_day" not in roles:
        return _Row(fact, fact, "shifted_columns")
    return _Row(fact, fact, dirt=dice.choice(DIRT) if dice.random() < DIRTY else "")


def _overseas(shape: Shape) -> bool:
    return shape.territory.startswith("97")


def _repeat(rows: list[_Row], shape: Shape, dice: random.Random) -> None:
    """Two rows come back, one of them shouted and with its own identifier."""
    if "duplicate" not in possible(shape.roles) or "row_day" in shape.roles:
        return
    sound = [row for row in rows if not row.code and not row.dirt]
    for times, row in enumerate(dice.sample(sound, 2)):
        again = _Row(_again(row.fact, times), row.truth, "duplicate")
        rows.insert(dice.randrange(rows.index(row) + 1, len(rows) + 1), again)


def _again(fact: Fact, times: int) -> Fact:
    return replace(fact, key=fact.key + 900, name=fact.name.upper() if times else fact.name)


def mojibake(text: str) -> str:
    try:
        return text.encode().decode("cp1252")
    except UnicodeDecodeError:
        return text


DIRT: tuple[str, ...] = ("tags", "entities", "spaces", "moved encoding", "quotes")
_DIRTY: Mapping[str, Callable[[str], str]] = {
    "": lambda text: text,
    "tags": lambda text: f"<p><b>{text}</b></p>",
    "entities": lambda text: html.escape(text, quote=False).replace("é", "&eacute;"),
    "spaces": lambda text: f"  {text.replace(' ', '  ', 1)}\u00a0",
    "moved encoding": mojibake,
    "quotes": lambda text: f'"{text}"',
}
_DIRTIED = {"name", "street", "description"}


def _cells(row: _Row, shape: Shape, dice: random.Random) -> list[list[Any]]:
    if row.code == "not_a_place":
        told = dice.choice(("Total : 60", "Source : enquête du réseau, mars 2022", "TOTAL GÉNÉRAL"))
        place = next(i for i, c in enumerate(shape.columns) if c.role == "name")
        return [[told if rank == place else "" for rank in range(len(shape.columns))]]
    if "row_day" not in shape.roles:
        return [[_cell(row, column, dice) for column in shape.columns]]
    spans = [(day, span) for day, told in row.fact.week.items() for span in told]
    usual = [_cell(row, column, dice) for column in shape.columns]
    return [
        [
            _of_day(cell, column, day, span)
            for cell, column in zip(usual, shape.columns, strict=True)
        ]
        for day, span in spans
    ]


def _of_day(cell: Any, column: Column, day: str, span: tuple[int, int]) -> Any:
    if column.role == "row_day":
        return day_names(column.variant)[DAYS.index(day)]
    if column.role in {"row_opens", "row_closes"}:
        return clock(span[column.role == "row_closes"], "{hour:02d}:{minute:02d}")
    return cell


def _cell(row: _Row, column: Column, dice: random.Random) -> Any:
    fact, role = row.fact, column.role
    if role in fact.raw:
        return fact.raw[role] if role != "point" or fact.raw[role] != "0" else "0, 0"
    if role.startswith("noise."):
        return NOISE[role.removeprefix("noise.")](fact, dice)
    kind, *rest = role.split(".")
    if kind in {"row_day", "row_opens", "row_closes"}:
        return ""
    if kind in {"day", "half", "bound"}:
        return _span(kind, fact.week.get(rest[0], ()), rest, column.variant)
    cell = WRITE[role][column.variant](fact, dice)
    return _DIRTY[row.dirt](cell) if role in _DIRTIED and isinstance(cell, str) else cell


def _span(kind: str, spans: Spans, rest: Sequence[str], style: str) -> str:
    style = style or "{hour:02d}:{minute:02d}"
    style = "{hour}:{minute:02d}" if style == "clock" else style
    if not spans:
        return ""
    if kind == "bound":
        return clock(spans[0][0] if rest[1] == "0" else spans[-1][1], style)
    if kind == "half":
        spans = tuple(span for span in spans if (span[0] >= 720) == (rest[1] == "1"))
    return spans_text(spans, style, "-", " / ")


def _shifted(cells: list[Any], code: str, shape: Shape, dice: random.Random) -> list[Any]:
    """A delimiter too many: what follows is one column further."""
    if code != "shifted_columns":
        return cells
    place = dice.randrange(1, max(2, len(cells) // 2))
    return [*cells[:place], "", *cells[place:]]


def _geometry(fact: Fact) -> Any:
    told = fact.raw.get("geometry")
    if told == "":
        return None
    return {"type": "Point", "coordinates": [0, 0] if told == "0" else [fact.lon, fact.lat]}


# The truth


def _told(row: _Row, shape: Shape) -> Told:
    fault = FAULTS.get(row.code)
    silent = fault.silent if fault else frozenset()
    values = {t: v for t, v in _values(row, shape).items() if t not in silent}
    return Told(values, row.code, fault.also if fault else frozenset())


def _values(row: _Row, shape: Shape) -> dict[str, Any]:
    roles, truth = shape.roles, row.truth
    fed = {target for role in roles for target in FEEDS.get(role.split(".")[0], (role,))}
    if shape.container == "geojson":
        fed |= {"lat", "lon"}
    told = {target: getattr(truth, target) for target in SAME if target in fed}
    told |= {"name": row.fact.name if row.code == "duplicate" else told.get("name", "")}
    if "street_address" in fed:
        told["street_address"] = truth.street_address
    if "street_kind" in roles:
        kind, *rest = truth.street.split()
        told["street_address"] = " ".join((truth.number, kind.upper(), *rest))
    if "updated_at" in roles:
        told["updated_at"] = truth.updated_on.isoformat()
    if "opening_hours" in fed:
        told["opening_hours"] = _week(truth, roles)
    for column in shape.columns:
        _as_written(told, column, row)
    return {target: value for target, value in told.items() if value}


def _as_written(told: dict[str, Any], column: Column, row: _Row) -> None:
    fact = row.truth
    if column.role == "public_id":
        told["public_id"] = str(WRITE["public_id"][column.variant](row.fact, dice_of("id")))
    elif column.role == "city" and column.variant in {"upper", "cedex"}:
        told["city"] = fact.city.upper()
    elif column.role == "types":
        told["types"] = fact.types[:1] if column.variant == "one" else fact.types
    elif column.role == "website" and column.variant == "bare":
        told["website"] = fact.website.split("://")[1]


def _week(fact: Fact, roles: frozenset[str]) -> dict[str, Spans]:
    if not any(role.startswith("bound.") for role in roles):
        told = (role.split(".")[1] for role in roles if role.startswith(("day.", "half.")))
        days = set(told) or set(DAYS)
        return {day: spans for day, spans in fact.week.items() if day in days}
    days = {role.split(".")[1] for role in roles if role.startswith("bound.")}
    return {day: ((spans[0][0], spans[-1][1]),) for day, spans in fact.week.items() if day in days}


def _needed(shape: Shape) -> dict[str, list[frozenset[str]]]:
    """For each target, the columns that must all feed it."""
    needed: dict[str, list[frozenset[str]]] = {}
    for column in shape.columns:
        role = column.role.split(".")[0]
        if column.role.startswith("noise.") or role in _PERSONS or role == "complement":
            continue
        seen = containers.seen_name(shape.container, column.name)
        targets = FEEDS.get(role, (role,))
        if role == "full_address" and shape.roles & {"postcode", "city"}:
            targets = ("street_address",)
        parts = (f"{seen}.{part}" for part in _PARTS) if role == "point" else ()
        group = frozenset({seen, *parts})
        for target in targets:
            needed.setdefault(target, []).append(group)
    return _merged(needed, shape)


def _merged(
    needed: dict[str, list[frozenset[str]]], shape: Shape
) -> dict[str, list[frozenset[str]]]:
    """Of several positions told in one row, one is enough."""
    ways = [roles for roles in ({"lat", "lon"}, {"point"}, {"x", "y"}) if roles <= shape.roles]
    if len(ways) > 1:
        for target in ("lat", "lon"):
            told = [
                containers.seen_name(shape.container, column.name)
                for column in shape.columns
                if column.role in {target, "point", "y" if target == "lat" else "x"}
            ]
            needed[target] = [frozenset(told)]
    if shape.container == "geojson":
        needed |= {"lat": [frozenset({"geometry"})], "lon": [frozenset({"geometry"})]}
    return needed


# A point that is an object is read by its parts.
_PARTS = ("lat", "lon", "lng", "coordinates")
_PERSONS = {"person", "first_name", "last_name", "person_email", "person_phone"}


def _persons(shape: Shape) -> frozenset[str]:
    return frozenset(
        containers.seen_name(shape.container, column.name)
        for column in shape.columns
        if column.role in _PERSONS
    )


def _allowed(shape: Shape) -> dict[str, frozenset[str]]:
    allowed = {}
    for column in shape.columns:
        seen = containers.seen_name(shape.container, column.name)
        if column.role.startswith("noise."):
            allowed[seen] = frozenset(ALLOWED.get(column.role.removeprefix("noise."), ()))
        elif column.role == "complement":
            allowed[seen] = frozenset({"street_address"})
    return allowed


def _everywhere(shape: Shape) -> frozenset[str]:
    has_point = shape.container == "geojson" or bool(shape.roles & {"lat", "point", "x"})
    return frozenset() if has_point else frozenset({"no_coordinates"})
