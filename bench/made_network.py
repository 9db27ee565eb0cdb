"""Networks of places that nobody runs, to measure on: a territory’s, and two of the literature."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entrelieux.core.bridging.strength import CandidatePair, Network, network_of_pairs
from entrelieux.core.geo import load_france
from entrelieux.core.geo.distance import EARTH_RADIUS_KM, unit_vectors

AUVERGNE = ("03", "15", "43", "63")
NEIGHBOURHOOD_KM = 12.0  # what a tie’s chance is divided by e for
SPREAD_DEGREES = 0.01  # of places around the centre of their commune


@dataclass(frozen=True)
class Made:
    """A network, where its places are, and the distances between them."""

    network: Network
    names: tuple[str, ...]
    lats: np.ndarray
    lons: np.ndarray
    km: np.ndarray

    def candidates(self, count: int, *, within_km: float, seed: int) -> list[CandidatePair]:
        """Pairs drawn at random among those that nothing ties and that are near enough."""
        rows, columns = np.triu_indices(len(self.network), 1)
        tied = self.network.strengths.toarray()[rows, columns] > 0
        feasible = np.flatnonzero(~tied & (self.km[rows, columns] <= within_km))
        drawn = np.random.default_rng(seed).choice(feasible, count, replace=False)
        keys = self.network.keys
        return [CandidatePair(keys[rows[at]], keys[columns[at]]) for at in drawn]


def territory(size: int, *, ties_each: float = 4.0, seed: int = 1) -> Made:
    """Places drawn in Auvergne’s communes by population; near and active places tie more often."""
    random = np.random.default_rng(seed)
    communes = load_france().of_departments(AUVERGNE)
    weights = np.array([max(commune.population, 1) for commune in communes]) ** 0.7
    drawn = random.choice(len(communes), size, p=weights / weights.sum())
    lats = np.array([communes[at].lat for at in drawn]) + random.normal(0, SPREAD_DEGREES, size)
    lons = np.array([communes[at].lon for at in drawn]) + random.normal(0, SPREAD_DEGREES, size)
    km = distances_km(lats, lons)
    activity = random.lognormal(0, 0.8, size)
    rows, columns = np.triu_indices(size, 1)
    chance = activity[rows] * activity[columns] * np.exp(-km[rows, columns] / NEIGHBOURHOOD_KM)
    ties = random.choice(
        len(rows), int(size * ties_each / 2), replace=False, p=chance / chance.sum()
    )
    strengths = random.uniform(0.1, 1.0, len(ties))
    network = tied(size, zip(rows[ties], columns[ties], strengths, strict=True))
    return Made(network, tuple(communes[at].name for at in drawn), lats, lons, km)


def small_world(size: int, *, seed: int = 1) -> Network:
    """Watts and Strogatz (1998): a ring of four neighbours, one tie in ten sent elsewhere."""
    random = np.random.default_rng(seed)
    pairs = set()
    for at in range(size):
        for step in (1, 2):
            other = int(random.integers(size)) if random.random() < 0.1 else (at + step) % size
            if other != at:
                pairs.add((min(at, other), max(at, other)))
    return tied(size, [(one, two, 1.0) for one, two in sorted(pairs)])


def scale_free(size: int, *, seed: int = 1) -> Network:
    """Barabási and Albert (1999): each new place ties itself to two, the most tied more often."""
    random = np.random.default_rng(seed)
    ends = [0, 1]
    pairs = {(0, 1)}
    for at in range(2, size):
        for other in {ends[int(random.integers(len(ends)))] for _ in range(2)}:
            pairs.add((other, at))
            ends.extend((other, at))
    return tied(size, [(one, two, 1.0) for one, two in sorted(pairs)])


def any_pairs(network: Network, count: int, *, seed: int) -> list[CandidatePair]:
    """Pairs drawn at random among those that nothing ties."""
    here = np.zeros((len(network), len(network)))
    nowhere = np.zeros(0)
    return Made(network, (), nowhere, nowhere, here).candidates(count, within_km=1, seed=seed)


def tied(size: int, pairs) -> Network:
    keys = [f"{at:05d}" for at in range(size)]
    strengths = {(keys[one], keys[two]): float(held) for one, two, held in pairs}
    return network_of_pairs(keys, strengths)


def distances_km(lats: np.ndarray, lons: np.ndarray) -> np.ndarray:
    vectors = unit_vectors(lats, lons)
    cosines = np.clip(vectors @ vectors.T, -1, 1)
    return EARTH_RADIUS_KM * np.arccos(cosines)
