"""What is known of a commune, and how well a name was recognised."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Commune:
    """A French commune of the official geographic code (COG), vintage 2026.

    `code` is the INSEE code, `epci` the SIREN of its intercommunality ("" when it has none),
    `lat`, `lon` its centre in WGS 84 degrees. `is_approximate` tells a centre that is only known
    to about 10 km: a commune re-created since, or a remote island.
    """

    code: str
    name: str
    department: str
    epci: str
    postcodes: tuple[str, ...]
    lat: float
    lon: float
    population: int
    is_approximate: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A commune that a name may mean. `score` goes from 0 to 1; `name` is the name recognised,
    which is a former one when the commune was merged since."""

    commune: Commune
    score: float
    name: str


def department_of(code: str) -> str:
    """The département of an INSEE code; three characters overseas.

    >>> department_of("63113"), department_of("2A004"), department_of("97411")
    ('63', '2A', '974')
    """
    return code[:3] if code.startswith(("97", "98")) else code[:2]


def departments_of_postcode(postcode: str) -> tuple[str, ...]:
    """The départements that a postcode may be in: two in Corsica, usually one elsewhere."""
    if postcode.startswith("20"):
        return ("2A", "2B")
    return (department_of(postcode),)
