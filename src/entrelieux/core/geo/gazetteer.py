"""The communes of France in memory: by code, postcode, name, beginning of a name or position.

Columns are read at once; an index is built the first time that a question needs it.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from entrelieux.core.geo.communes import (
    Commune,
    Match,
    department_of,
    departments_of_postcode,
)
from entrelieux.core.geo.distance import EARTH_RADIUS_KM, unit_vectors
from entrelieux.core.geo.names import commune_key, commune_keys
from entrelieux.core.geo.similarity import LEAST_SCORE, closest_names, name_score

FOUND = 10


@dataclass(frozen=True)
class Columns:
    """One entry per commune, in the order of the INSEE codes."""

    codes: Sequence[str]
    names: Sequence[str]
    epcis: Sequence[str]
    postcodes: Sequence[str]  # separated by « | »
    lats: Sequence[float]
    lons: Sequence[float]
    populations: Sequence[int]
    approximate: frozenset[str]


@dataclass(frozen=True)
class Former:
    """Names and codes no longer in use, each with the code of today's commune."""

    codes: Sequence[str]
    names: Sequence[str]  # "" when only the code is known
    current: Sequence[str]


class Gazetteer:
    """Communes, their former codes and names, and the intercommunalities they belong to."""

    def __init__(
        self,
        columns: Columns,
        former: Former,
        splits: dict[str, tuple[str, ...]],
        epci_names: dict[str, str],
    ) -> None:
        self._columns = columns
        self._former = former
        self._splits = splits
        self._epci_names = epci_names
        self._rows = {code: row for row, code in enumerate(columns.codes)}

    def __len__(self) -> int:
        return len(self._columns.codes)

    def __iter__(self) -> Iterator[Commune]:
        return (self._commune(row) for row in range(len(self)))

    @property
    def communes(self) -> tuple[Commune, ...]:
        """All of them, in the order of their codes: made anew each time, 50 ms."""
        return tuple(self)

    # By code

    def current_code(self, code: str) -> str | None:
        """The code in use today: follows merges, delegated communes and arrondissements."""
        return code if code in self._rows else self._successors.get(code)

    def by_code(self, code: str) -> Commune | None:
        """The commune of an INSEE code, through its merges; None when no commune had it."""
        current = self.current_code(code)
        return None if current is None else self._commune(self._rows[current])

    def given_back(self, code: str) -> tuple[Commune, ...]:
        """The communes re-created out of `code` since 2021: an older address may be in them."""
        return tuple(self._commune(self._rows[new]) for new in self._splits.get(code, ()))

    def epci_name(self, epci: str) -> str:
        """The name of an intercommunality by its SIREN; "" when it is not known."""
        return self._epci_names.get(epci, "")

    # By postcode and département

    def by_postcode(self, postcode: str) -> tuple[Commune, ...]:
        """The communes of a postcode, the most populated first; a lost leading zero is put back."""
        rows = self._postcode_rows.get(postcode.strip().zfill(5), ())
        return tuple(self._commune(row) for row in self._most_populated(rows))

    def of_departments(self, departments: Iterable[str]) -> tuple[Commune, ...]:
        """Every commune of the départements, the most populated first."""
        rows = [row for code in departments for row in self._department_rows.get(code, ())]
        return tuple(self._commune(row) for row in self._most_populated(rows))

    # By name

    def named(self, name: str) -> tuple[Commune, ...]:
        """The communes that have exactly this name, spelling aside, former ones included."""
        key = commune_key(name)
        first = bisect.bisect_left(self._keys, key) if key else len(self._keys)
        rows = []
        while first < len(self._keys) and self._keys[first] == key:
            rows.append(self._entry_rows[first])
            first += 1
        return tuple(self._commune(row) for row in self._most_populated(dict.fromkeys(rows)))

    def find(self, name: str, postcode: str = "", department: str = "") -> tuple[Match, ...]:
        """At most ten communes that `name` may mean, the likeliest first.

        Accents, hyphens, « st », CEDEX, arrondissements, a missing end (« Clermont ») or a typo
        are understood, and so are the names of communes merged since. A postcode or département
        weighs without excluding: people write the wrong one.
        """
        key, postcode = commune_key(name), postcode.strip()
        postcode = postcode.zfill(5) if postcode else ""
        if not key:
            return self._alone_in(postcode)
        best: dict[int, Match] = {}
        for entry, similarity in self._similar(key, postcode, department):
            row = self._entry_rows[entry]
            score = similarity * self._locality(row, postcode, department)
            if score >= LEAST_SCORE and (row not in best or score > best[row].score):
                best[row] = Match(self._commune(row), round(score, 4), self._entry_name(entry))
        ranked = sorted(best.values(), key=lambda m: (-m.score, -m.commune.population))
        return tuple(ranked[:FOUND])

    def prefix(self, text: str, n: int = 8, departments: Iterable[str] = ()) -> tuple[Commune, ...]:
        """The communes whose name begins like `text`: `departments` first, then by population."""
        key = commune_key(text)
        if not key:
            return ()
        rows = {self._entry_rows[entry] for entry in self._entries_beginning(key)}
        home, populations = set(departments), self._columns.populations

        def rank(row: int) -> tuple[bool, int]:
            return (department_of(self._columns.codes[row]) not in home, -populations[row])

        return tuple(self._commune(row) for row in sorted(rows, key=rank)[:n])

    # By position

    def nearest(self, lat: float, lon: float, n: int = 1) -> tuple[tuple[Commune, float], ...]:
        """The `n` communes whose centres are nearest, with the distance in km."""
        tree, rows = self._tree
        chords, places = tree.query(unit_vectors([lat], [lon])[0], k=range(1, n + 1))
        return tuple(
            (self._commune(rows[place]), 2 * EARTH_RADIUS_KM * math.asin(min(1.0, chord / 2)))
            for chord, place in zip(chords, places, strict=True)
            if place < len(rows)
        )

    # Rows and indexes

    def _commune(self, row: int) -> Commune:
        columns = self._columns
        code, postcodes = columns.codes[row], columns.postcodes[row]
        return Commune(
            code=code,
            name=columns.names[row],
            department=department_of(code),
            epci=columns.epcis[row],
            postcodes=tuple(postcodes.split("|")) if postcodes else (),
            lat=columns.lats[row],
            lon=columns.lons[row],
            population=columns.populations[row],
            is_approximate=code in columns.approximate,
        )

    def _most_populated(self, rows: Iterable[int]) -> list[int]:
        return sorted(rows, key=lambda row: -self._columns.populations[row])

    @cached_property
    def _successors(self) -> dict[str, str]:
        pairs = zip(self._former.codes, self._former.current, strict=True)
        return {code: current for code, current in pairs if code not in self._rows}

    @cached_property
    def _postcode_rows(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for row, postcodes in enumerate(self._columns.postcodes):
            for postcode in postcodes.split("|"):
                index.setdefault(postcode, []).append(row)
        return index

    @cached_property
    def _department_rows(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for row, code in enumerate(self._columns.codes):
            index.setdefault(department_of(code), []).append(row)
        return index

    @cached_property
    def _tree(self) -> tuple[Any, list[int]]:
        from scipy.spatial import cKDTree  # 0.1 s to import, and most processes never ask

        columns = self._columns
        rows = [i for i, code in enumerate(columns.codes) if code not in columns.approximate]
        vectors = unit_vectors([columns.lats[i] for i in rows], [columns.lons[i] for i in rows])
        return cKDTree(vectors), rows

    # Names: an entry is a current or a former name, in the alphabetical order of the keys

    @cached_property
    def _entries(self) -> tuple[list[str], list[int], list[int]]:
        """Keys in order, the commune's row of each, and its place among all the names."""
        keys = commune_keys([*self._columns.names, *self._former.names])
        rows = [*range(len(self)), *(self._rows[code] for code in self._former.current)]
        order = sorted((i for i in range(len(keys)) if keys[i]), key=keys.__getitem__)
        return [keys[i] for i in order], [rows[i] for i in order], order

    @property
    def _keys(self) -> list[str]:
        return self._entries[0]

    @property
    def _entry_rows(self) -> list[int]:
        return self._entries[1]

    def _entry_name(self, entry: int) -> str:
        place = self._entries[2][entry]
        current = len(self)
        return (
            self._columns.names[place] if place < current else self._former.names[place - current]
        )

    def _entries_beginning(self, key: str) -> range:
        keys = self._keys
        return range(bisect.bisect_left(keys, key), bisect.bisect_left(keys, key + "\uffff"))

    @cached_property
    def _row_entries(self) -> dict[int, list[int]]:
        index: dict[int, list[int]] = {}
        for entry, row in enumerate(self._entry_rows):
            index.setdefault(row, []).append(entry)
        return index

    def _near(self, postcode: str, department: str) -> list[int]:
        """The names of the communes around a postcode or in a département."""
        departments = {department} if department else set(departments_of_postcode(postcode))
        rows = {row for code in departments for row in self._department_rows.get(code, ())}
        rows.update(self._postcode_rows.get(postcode, ()))
        return [entry for row in rows for entry in self._row_entries.get(row, ())]

    def _similar(self, key: str, postcode: str, department: str) -> list[tuple[int, float]]:
        """(entry, similarity of the names) worth comparing further."""
        keys = self._keys
        entries = [*self._entries_beginning(key)]
        scored = [(entry, name_score(key, keys[entry])) for entry in entries]
        if postcode or department:
            near = self._near(postcode, department)
            scored += [(entry, name_score(key, keys[entry])) for entry in near]
        if not any(score >= 1.0 for _, score in scored):
            scored += closest_names(key, keys)
        return scored

    def _locality(self, row: int, postcode: str, department: str) -> float:
        """How well a commune agrees with the postcode or the département that was given."""
        code = self._columns.codes[row]
        if postcode in self._columns.postcodes[row].split("|"):
            return 1.0
        if department:
            return 0.95 if department_of(code) == department else 0.6
        if postcode:
            return 0.9 if department_of(code) in departments_of_postcode(postcode) else 0.6
        return 1.0

    def _alone_in(self, postcode: str) -> tuple[Match, ...]:
        """Without a name, a postcode says the commune only when it serves a single one."""
        communes = self.by_postcode(postcode) if postcode else ()
        return tuple(Match(c, round(0.9 / len(communes), 4), c.name) for c in communes[:FOUND])
