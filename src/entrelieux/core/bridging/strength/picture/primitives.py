"""What a picture of a network is made of: marks, threads, names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from entrelieux.core.geo.labels import Label


@dataclass(frozen=True, slots=True)
class Spot:
    """A place or a community of the network: its name, and where it is if it is somewhere."""

    name: str
    lat: float | None = None
    lon: float | None = None


class Role(StrEnum):
    """What a mark stands for; the template gives each its own shape."""

    PLACE = "place"
    GO_BETWEEN = "go-between"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class PlaceMark:
    key: str
    name: str
    x: float
    y: float
    radius: float
    role: Role


@dataclass(frozen=True, slots=True)
class Thread:
    """A tie, or a bridge to come, as an SVG path; `level` is 1 (faint) to 3 (strong)."""

    left: str
    right: str
    path: str
    level: int


@dataclass(frozen=True, slots=True)
class NetworkPicture:
    """In the order to draw: land, threads, marks, proposals, names. Sizes in units of the box."""

    width: float
    height: float
    land: tuple[str, ...]
    threads: tuple[Thread, ...]
    marks: tuple[PlaceMark, ...]
    proposals: tuple[Thread, ...]
    names: tuple[Label, ...]

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width:g} {self.height:g}"
