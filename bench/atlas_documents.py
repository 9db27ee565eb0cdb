"""Synthetic documents for the benches of the atlas: the same number always gives the same ones.

Positions are those of real communes, jittered and drawn by population, so that towns are crowded.
Words follow Zipf's law over real commune names and invented words; facets have 124 values in all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from entrelieux.core.atlas import Document

KINDS = [
    "fablab", "coworking", "makerspace", "france-services", "mediatheque", "tiers-lieu",
    "atelier-partage", "epn", "ressourcerie", "cafe-associatif", "point-relais", "ferme",
]  # fmt: skip
ACCESS = ["open", "members", "appointment", "visitors"]
AUDIENCES = ["all", "young", "seniors", "job-seekers", "companies", "students"]
WHEELCHAIR = ["yes", "limited", "no"]
FRESHNESS = ["fresh", "ageing", "old"]
FIRST = ["atelier", "fabrique", "labo", "maison", "espace", "pole", "grange", "forge", "comptoir"]
SYLLABLES = ["ba", "do", "ri", "mu", "le", "pa", "to", "ven", "cha", "sou", "gre", "ni", "flo"]
DEPARTMENTS = [f"{number:02d}" for number in range(1, 97)]
CHUNK = 50_000
WEEKS = 400


@dataclass(frozen=True, slots=True)
class Country:
    lats: np.ndarray
    lons: np.ndarray
    shares: np.ndarray
    names: list[str]
    departments: list[str]


def country() -> Country:
    from entrelieux.core.geo import load_france
    from entrelieux.core.text import fold

    communes = [commune for commune in load_france().communes if commune.lat is not None]
    people = np.array([max(50, commune.population or 0) for commune in communes], float)
    return Country(
        lats=np.array([commune.lat for commune in communes]),
        lons=np.array([commune.lon for commune in communes]),
        shares=np.cumsum(people / people.sum()),
        names=[fold(commune.name) for commune in communes],
        departments=[commune.code[:2] for commune in communes],
    )


def invented_words(count: int) -> list[str]:
    draw = np.random.default_rng(11)
    return ["".join(draw.choice(SYLLABLES, size=draw.integers(2, 5))) for _ in range(count)]


def weeks() -> list[frozenset[int]]:
    draw = np.random.default_rng(12)
    return [
        frozenset(
            day * 96 + quarter
            for day in range(5)
            for start, stop in [(draw.integers(32, 40), 48), (56, draw.integers(64, 76))]
            for quarter in range(start, stop)
        )
        for _ in range(WEEKS)
    ]


def documents(count: int, *, seed: int = 1) -> Iterator[Document]:
    where, words, open_weeks = country(), invented_words(60_000), weeks()
    draw = np.random.default_rng(seed)
    for start in range(0, count, CHUNK):
        yield from _chunk(start, min(CHUNK, count - start), where, words, open_weeks, draw)


def _chunk(
    start: int,
    size: int,
    where: Country,
    words: list[str],
    open_weeks: list[frozenset[int]],
    draw: np.random.Generator,
) -> Iterator[Document]:
    commune = np.searchsorted(where.shares, draw.random(size)).clip(max=len(where.names) - 1)
    lats = (where.lats[commune] + draw.normal(0, 0.02, size)).round(6).tolist()
    lons = (where.lons[commune] + draw.normal(0, 0.02, size)).round(6).tolist()
    zipf = np.minimum(draw.zipf(1.2, (size, 7)) - 1, len(words) - 1).tolist()
    small = draw.integers(0, 1_000_000, (size, 8)).tolist()
    scores = draw.random(size).round(3).tolist()
    for rank, at in enumerate(commune.tolist()):
        a, b, c, d, e, f, g, h = small[rank]
        number, name = start + rank + 1, where.names[at]
        kind, first = KINDS[min(a % 17, a % 12)], FIRST[b % 9]
        said = [words[word] for word in zipf[rank]]
        title = f"{first} {said[0]} {name}"
        yield Document(
            id=number,
            public_id=f"{number:x}",
            lat=lats[rank],
            lon=lons[rank],
            tiers=(
                (first, said[0], *name.split()),
                (kind.replace("-", ""),),
                (*name.split(), where.departments[at]),
                tuple(said[1:]),
            ),
            facets={
                "kind": (kind,) if c % 4 else (kind, KINDS[d % 12]),
                "department": (where.departments[at],),
                "access": (ACCESS[e % 4],),
                "audience": (AUDIENCES[f % 6], AUDIENCES[g % 6]),
                "wheelchair": (WHEELCHAIR[h % 3],),
                "freshness": (FRESHNESS[g % 3],),
            },
            score=scores[rank],
            payload=(
                f'{{"id":"{number:x}","name":"{title}","kind":"{kind}",'
                f'"url":"/lieux/{number:x}/","city":"{name}"}}'
            ).encode(),
            open_slots=open_weeks[e % WEEKS] if d % 3 else frozenset(),
            sort_name=title,
            updated_on=738_000 + h % 2_000,
        )
