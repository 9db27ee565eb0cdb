"""Shapes of lists: whole ones, written down, and others drawn from the pools of names."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tests.core.interchange.guess.dressing.names import (
    HERE,
    Half,
    day_names,
    dice_of,
    half_of,
    names,
)
from tests.core.interchange.guess.dressing.noise import NOISE
from tests.core.interchange.guess.dressing.restyling import restyled

TERRITORIES = ("auvergne", "29", "59", "06", "01", "2A", "33", "67", "974", "971")
FLAT = (
    "csv ; utf-8",
    "csv ; cp1252",
    "csv , utf-8",
    "csv tab utf-16",
    "csv | utf-8-sig",
    "xlsx",
    "ods",
)
NESTED = (
    "json list",
    "json key lieux",
    "json deep",
    "json lines",
    "geojson",
    "json dict",
    "json airtable",
    "json records",
    "json results",
    "json attributes",
    "json table",
)
COORDINATES = ("pair", "pair", "pair", "comma", "point", "point", "l93", "mercator", "none")
PERSONS = ("person", "person_email", "person_phone", "names")
# Ways to write a value that are seen on one side only: a reader tuned on some must read the others.
KEPT_APART = {
    "point": {
        "tune": ("", "tight", "wkt", "object", "list", "geojson text", "dms", "lon first"),
        "held": (
            "space",
            "semicolon",
            "commas",
            "ewkt",
            "object lng",
            "lon first list",
            "geojson",
            "brackets",
            "dms spaced",
        ),
    },
    "full_address": {"tune": ("", "dash", "parts"), "held": ("france", "lines", "space")},
    "postcode": {"tune": ("", "", "lost"), "held": ("", "", "lost", "float", "spaced")},
    "city": {"tune": ("", "", "upper"), "held": ("", "", "upper", "cedex")},
    "postcode_city": {"tune": ("",), "held": ("", "dash", "after")},
    "insee": {"tune": ("", "lost"), "held": ("", "lost")},
    "website": {"tune": ("", "bare"), "held": ("", "bare", "shouted")},
    "phone": {
        "tune": ("", "dots", "tight", "lost", "international", "two"),
        "held": ("", "dashes", "tight", "e164", "zero", "00", "worded", "lost"),
    },
    "email": {"tune": ("", "mailto"), "held": ("", "shouted", "two")},
    "types": {
        "tune": ("one", "semicolon", "comma"),
        "held": ("one", "tight comma", "pipe", "lines"),
    },
    "hours": {"tune": ("", "from", "osm"), "held": ("lines", "clock", "osm", "")},
    "updated_at": {
        "tune": ("", "time", "french", "long", "serial", "epoch"),
        "held": ("z", "french time", "short", "english", "american", "compact", "epoch ms", "dots"),
    },
    "public_id": {"tune": ("", "uuid", "slug"), "held": ("", "code", "rec", "uuid")},
    "person": {
        "tune": ("first last", "LAST First", "Mme Last"),
        "held": ("First LAST", "F. Last", "first last"),
    },
}


@dataclass(frozen=True)
class Column:
    """`role` is what it holds; `variant`, how it is written."""

    name: str
    role: str
    variant: str = ""


@dataclass(frozen=True)
class Shape:
    id: str
    half: Half
    container: str
    columns: tuple[Column, ...]
    territory: str

    @property
    def family(self) -> str:
        return self.container.split()[0] if self.container in FLAT else "nested"

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(column.role for column in self.columns)


@cache
def fresh_shapes() -> tuple[Shape, ...]:
    """Found once guessing was settled: `fresh.toml` tells when."""
    with (HERE / "fresh.toml").open("rb") as file:
        told = tomllib.load(file)["shape"]
    shapes = (_written(one, rank) for rank, one in enumerate(told))
    return tuple(replace(shape, half="fresh") for shape in shapes)


@cache
def written_shapes(half: Half) -> tuple[Shape, ...]:
    with (HERE / "shapes.toml").open("rb") as file:
        told = tomllib.load(file)["shape"]
    return tuple(_written(one, rank) for rank, one in enumerate(told) if half_of(one["id"]) == half)


def _written(told: dict[str, str], rank: int) -> Shape:
    lines = [line.rsplit(" => ", 1) for line in told["columns"].strip().splitlines()]
    columns = tuple(Column(name, *what.split(":", 1)) for name, what in lines)
    territory = _metropolitan(TERRITORIES[rank % len(TERRITORIES)], columns)
    return Shape(told["id"], half_of(told["id"]), told["container"], columns, territory)


def _metropolitan(territory: str, columns: Sequence[Column]) -> str:
    """Lambert-93 is the projection of metropolitan France."""
    return "33" if territory.startswith("97") and any(c.role == "x" for c in columns) else territory


def drawn_shapes(half: Half, count: int) -> Iterator[Shape]:
    for number in range(count):
        yield _Draw(half, dice_of(half, "shape", number)).shape(number)


class _Draw:
    """One shape, drawn column by column."""

    def __init__(self, half: Half, dice: random.Random) -> None:
        self.half, self.dice = half, dice
        self.columns: list[Column] = []

    def shape(self, number: int) -> Shape:
        dice = self.dice
        container = dice.choice(FLAT if number % 2 else NESTED)
        self.place(container)
        self.contact()
        self.hours()
        for role in ("description", "public_id", "updated_at"):
            self.maybe(0.55, role)
        self.persons()
        for role in dice.sample(sorted(NOISE), dice.randrange(2, 8)):
            self.insert(f"noise.{role}")
        territory = _metropolitan(dice.choice(TERRITORIES), self.columns)
        told = restyled([column.name for column in self.columns], self.half, dice)
        self.columns = [replace(c, name=name) for c, name in zip(self.columns, told, strict=True)]
        return Shape(f"{self.half} {number}", self.half, container, tuple(self.columns), territory)

    def add(self, role: str, variant: str | None = None, at: int | None = None) -> None:
        taken = {column.name.casefold() for column in self.columns}
        pool = [name for name in names(role, self.half) if name.casefold() not in taken]
        if pool:
            at = len(self.columns) if at is None else at
            self.columns.insert(
                at, Column(self.dice.choice(pool), role, self.variant(role, variant))
            )

    def variant(self, role: str, variant: str | None) -> str:
        if variant is not None:
            return variant
        return self.dice.choice(KEPT_APART[role][self.half]) if role in KEPT_APART else ""

    def insert(self, role: str) -> None:
        self.add(role, at=self.dice.randrange(len(self.columns) + 1))

    def maybe(self, chance: float, role: str) -> None:
        if self.dice.random() < chance:
            self.add(role)

    def place(self, container: str) -> None:
        self.add("name")
        style = self.dice.choice(("street", "street", "street", "number", "full", "postcode city"))
        if style == "full":
            self.add("full_address")
        else:
            for role in ("number", "street_name") if style == "number" else ("street",):
                self.add(role)
            self.maybe(0.3, "complement")
            for role in ("postcode_city",) if style == "postcode city" else ("postcode", "city"):
                self.add(role)
        self.maybe(0.35, "insee")
        if container != "geojson":
            self.coordinates()

    def coordinates(self) -> None:
        style = self.dice.choice(COORDINATES)
        if style in {"pair", "comma"}:
            self.pair("lat_lon", ("lat", "lon"), "comma" if style == "comma" else "")
        elif style in {"l93", "mercator"}:
            self.pair("metres", ("x", "y"), style)
        elif style == "point":
            self.add("point")

    def pair(self, pool: str, roles: Sequence[str], variant: str) -> None:
        for name, role in zip(self.dice.choice(names(pool, self.half)), roles, strict=True):
            self.columns.append(Column(name, role, variant))

    def contact(self) -> None:
        for role, chance in (("website", 0.7), ("phone", 0.75), ("email", 0.65), ("types", 0.75)):
            self.maybe(chance, role)

    def hours(self) -> None:
        style = self.dice.choice(("none", "text", "text", "text", "whole", "halves", "bounds"))
        if style == "text":
            self.add("hours")
        elif style != "none":
            self.days(style)

    def days(self, style: str) -> None:
        forms = names(f"days.{style}", self.half)
        form = self.dice.choice(forms)
        language = self.dice.choice(("french", "french", "english", "short"))
        for day, told in zip(day_names("french"), day_names(language), strict=True):
            if style == "whole":
                self.columns.append(Column(form.format(day=told), f"day.{day}", "9h"))
                continue
            role = "half" if style == "halves" else "bound"
            for end, name in enumerate(form):
                self.columns.append(Column(name.format(day=told), f"{role}.{day}.{end}", "9h"))

    def persons(self) -> None:
        for role in self.dice.sample(PERSONS, self.dice.randrange(3)):
            for part in ("first_name", "last_name") if role == "names" else (role,):
                self.insert(part)
