"""Normal rows as columns, so that a million pairs are compared with a few array operations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from entrelieux.core.linkage.normalise import Normal
from entrelieux.core.linkage.positions import FIDELITIES
from entrelieux.core.linkage.towns import arrondissement
from entrelieux.core.linkage.words import weight_of

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

# A site that serves more towns than this belongs to a network, not to a place.
TOWNS_OF_ONE_SITE = 2


@dataclass(frozen=True, slots=True)
class Columns:
    """One entry per row in every column. Codes are 0 when unknown, equal when the values are.

    `words` and `initials` are sparse rows × vocabulary matrices (`words` holds 1 where the core
    of the name has the word), `ids` rows × external ids; `weights` is one float per word.
    """

    rows: tuple[Normal, ...]
    names: list[str]
    solid: list[str]
    cores: list[str]
    joined: list[str]
    streets: list[str]
    towns: list[str]
    codes: dict[str, Ints]
    flags: dict[str, Bools]
    number: Ints
    lat: Floats
    lon: Floats
    fidelity: Ints
    words: Any
    initials: Any
    ids: Any
    weights: Floats
    core_weight: Floats


def columns_of(normals: Sequence[Normal]) -> Columns:
    """Return the columns of `normals`, in the same order."""
    vocabulary = _vocabulary(word for row in normals for word in row.name.core)
    weights = np.array([weight_of(word) for word in vocabulary] or [0.0], dtype=float)
    words = _sparse(((vocabulary[w] for w in row.name.core) for row in normals), len(vocabulary))
    initials = _sparse(
        (
            (vocabulary[key] for key in (row.name.initials,) if len(key) > 2 and key in vocabulary)
            for row in normals
        ),
        len(vocabulary),
    )
    schemes = _vocabulary(item for row in normals for item in row.ids.items())
    positions = np.array(
        [row.position or (np.nan, np.nan) for row in normals], dtype=float
    ).reshape(-1, 2)
    return Columns(
        rows=tuple(normals),
        names=[row.name.folded for row in normals],
        solid=[row.name.folded.replace(" ", "") for row in normals],
        cores=[" ".join(sorted(row.name.core)) for row in normals],
        joined=["".join(row.name.core) for row in normals],
        streets=[" ".join(row.street.name) for row in normals],
        towns=[row.town for row in normals],
        codes=_codes(normals),
        flags=_flags(normals),
        number=np.array([row.street.number for row in normals], dtype=np.int64),
        lat=positions[:, 0],
        lon=positions[:, 1],
        fidelity=np.array([FIDELITIES.index(row.fidelity) for row in normals], dtype=np.int64),
        words=words,
        initials=initials,
        ids=_sparse(((schemes[item] for item in row.ids.items()) for row in normals), len(schemes)),
        weights=weights,
        core_weight=np.asarray(words @ weights).reshape(-1),
    )


def coded(values: Iterable[Hashable]) -> Ints:
    """Return one integer per value: 0 for an empty one, the same for the same."""
    seen: dict[Hashable, int] = {}
    return np.array(
        [seen.setdefault(value, len(seen) + 1) if value else 0 for value in values], dtype=np.int64
    )


def _vocabulary(items: Iterable[Hashable]) -> dict[Any, int]:
    ranks: dict[Any, int] = {}
    for item in items:
        ranks.setdefault(item, len(ranks))
    return ranks


def _sparse(rows: Iterable[Iterable[int]], width: int) -> Any:
    indices: list[int] = []
    ends = [0]
    for row in rows:
        indices.extend(sorted(set(row)))
        ends.append(len(indices))
    ones = np.ones(len(indices), dtype=np.float64)
    return csr_matrix(
        (ones, np.array(indices, dtype=np.int64), np.array(ends)),
        shape=(len(ends) - 1, max(width, 1)),
    )


def _codes(normals: Sequence[Normal]) -> dict[str, Ints]:
    return {
        "source": coded(row.source for row in normals),
        "name": coded(row.name.folded for row in normals),
        "way": coded(row.street.way for row in normals),
        "town": coded(row.town for row in normals),
        "postcode": coded(row.postcode for row in normals),
        "arrondissement": coded(arrondissement(row.postcode) for row in normals),
        "insee": coded(row.insee for row in normals),
        "domain": coded(row.site.domain for row in normals),
        "site": coded(row.site.site for row in normals),
        "own_site": coded("" if row.site.is_account else row.site.site for row in normals),
        "page": coded(row.site.page for row in normals),
        "phone": coded(row.phone for row in normals),
        "email": coded(row.email for row in normals),
        "mail_domain": coded(row.mail_domain for row in normals),
        "siret": coded(row.ids.get("siret", "") for row in normals),
        "siren": coded(row.ids.get("siret", "")[:9] for row in normals),
        "kinds": np.array([row.name.kinds for row in normals], dtype=np.int64),
        "head": np.array([row.name.head for row in normals], dtype=np.int64),
        "types": np.array([row.type_kinds for row in normals], dtype=np.int64),
    }


def _flags(normals: Sequence[Normal]) -> dict[str, Bools]:
    networks = _shared_beyond(TOWNS_OF_ONE_SITE, ((row.site.site, row) for row in normals))
    pages = _shared_beyond(1, ((row.site.page, row) for row in normals))
    return {
        "itinerant": np.array([row.is_itinerant for row in normals], dtype=bool),
        "branch": np.array([row.name.is_branch for row in normals], dtype=bool),
        "network_site": np.array(
            [row.site.is_shared or row.site.site in networks for row in normals], dtype=bool
        ),
        "network_page": np.array([row.site.page in pages for row in normals], dtype=bool),
    }


def _shared_beyond(most: int, told: Iterable[tuple[str, Normal]]) -> frozenset[str]:
    """Return the web addresses that rows of more than `most` towns give as theirs."""
    towns: defaultdict[str, set[str]] = defaultdict(set)
    for address, row in told:
        if address:
            towns[address].add(row.town or row.postcode)
    return frozenset(address for address, seen in towns.items() if len(seen) > most)
