"""The next bridges: what 15 links add, beside simpler ways, and what measuring a network costs.

    python bench/strength.py                       # tables of docs/algorithms/strength.md
    python bench/strength.py --size 1000 --candidates 4000
    python bench/strength.py --optimum             # how far greedy is from the best choice
    python bench/strength.py --seeds 5             # ratios on five networks of each kind

Every way chooses among the same candidates under the same capacities, in the same run. Seeded.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

import numpy as np
from made_network import any_pairs, scale_free, small_world, territory
from network_picture import spots_of
from table import print_table

from entrelieux.core.bridging.strength import (
    CandidatePair,
    Network,
    brokers,
    closings,
    efficiency,
    measure,
    network_of_pairs,
    next_bridges,
)
from entrelieux.core.bridging.strength.choosing import CAPACITY
from entrelieux.core.bridging.strength.gains import connect, shortened
from entrelieux.core.bridging.strength.picture import draw_network

LINKS = 15
DRAWS = 10
Scores = np.ndarray
Candidates = Sequence[CandidatePair]
Baseline = Callable[[Network, np.ndarray, np.ndarray], Scores]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1000)
    parser.add_argument("--candidates", type=int, default=4000)
    parser.add_argument("--optimum", action="store_true", help="how far from the best choice")
    parser.add_argument("--seeds", type=int, help="only ratios, on so many networks of each kind")
    asked = parser.parse_args()
    if asked.seeds:
        compare_seeds(asked.size, asked.candidates, range(1, asked.seeds + 1))
        return
    if asked.optimum:
        compare_with_the_optimum()
        network = scale_free(asked.size)
        best, exchanges = swapped(network, any_pairs(network, asked.candidates, seed=2))
        print(f"\nScale-free, after {exchanges} exchanges: +{best:.3f} %")
        return
    compare_ways(asked.size, asked.candidates)
    time_growth(asked.candidates)
    time_measures((asked.size // 2, asked.size, 2 * asked.size))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nPeak memory of the whole run: {peak:,.0f} MB")


# ------------------------------------------------------------------------------ ways of choosing


def by_degree(network: Network, us: np.ndarray, vs: np.ndarray) -> Scores:
    degrees = np.diff(network.strengths.indptr)
    return degrees[us] * degrees[vs]


def by_shared_neighbours(network: Network, us: np.ndarray, vs: np.ndarray) -> Scores:
    """Adamic and Adar (2003): shared neighbours, each counting less the more it has."""
    tied = (network.strengths.toarray() > 0).astype(float)
    weights = 1 / np.log(np.maximum(tied.sum(axis=0), 2))
    return (tied[us] * tied[vs]) @ weights


def by_distance(network: Network, us: np.ndarray, vs: np.ndarray) -> Scores:
    return np.minimum(network.distances()[us, vs], 1e6)


BASELINES: dict[str, Baseline] = {
    "preferential attachment": by_degree,
    "shared neighbours (Adamic–Adar)": by_shared_neighbours,
    "farthest apart": by_distance,
}


def first_free(
    order: Sequence[int], candidates: Sequence[CandidatePair], links: int = LINKS
) -> list[CandidatePair]:
    """The first pairs of an order that no capacity refuses."""
    used: dict[str, int] = {}
    chosen: list[CandidatePair] = []
    for at in order:
        ends = candidates[at].left, candidates[at].right
        if len(chosen) < links and all(used.get(end, 0) < CAPACITY for end in ends):
            chosen.append(candidates[at])
            used.update({end: used.get(end, 0) + 1 for end in ends})
    return chosen


def gain_of(network: Network, chosen: Sequence[CandidatePair]) -> float:
    """The share that these bridges add to the efficiency, measured anew."""
    return 100 * (efficiency(with_pairs(network, chosen)) / efficiency(network) - 1)


def with_pairs(network: Network, chosen: Sequence[CandidatePair]) -> Network:
    left, right, strengths = network.pairs
    keys = network.keys
    pairs = {(keys[a], keys[b]): s for a, b, s in zip(left, right, strengths, strict=True)}
    pairs.update({(pair.left, pair.right): 1.0 for pair in chosen})
    return network_of_pairs(keys, pairs)


def plain_greedy(network: Network, candidates: Sequence[CandidatePair]) -> list[CandidatePair]:
    """Every gain computed at every round: what laziness must equal."""
    distances = network.distances()
    ends = [(network.rank(pair.left), network.rank(pair.right)) for pair in candidates]
    used = np.zeros(len(network), dtype=int)
    chosen: list[int] = []
    for _ in range(LINKS):
        free = [
            at
            for at, (u, v) in enumerate(ends)
            if max(used[u], used[v]) < CAPACITY and at not in chosen
        ]
        best = max(free, key=lambda at: shortened(distances, *ends[at], 1.0).gain)
        chosen.append(best)
        used[list(ends[best])] += 1
        connect(distances, shortened(distances, *ends[best], 1.0))
    return [candidates[at] for at in chosen]


def random_gain(network: Network, candidates: Sequence[CandidatePair]) -> float:
    dice = np.random.default_rng(3)
    orders = (dice.permutation(len(candidates)) for _ in range(DRAWS))
    return float(np.mean([gain_of(network, first_free(order, candidates)) for order in orders]))


# ------------------------------------------------------------------------------ how far from best


def swapped(network: Network, candidates: Sequence[CandidatePair]) -> tuple[float, int]:
    """The gain of greedy’s choice once no link can be exchanged for a better one, and how many
    exchanges that took: how much a cleverer choice could still find."""
    chosen = [bridge.pair for bridge in next_bridges(network, candidates, count=LINKS)]
    best, exchanges, kept = gain_of(network, chosen), 0, 0
    while kept < len(chosen):
        others = chosen[1:]
        free = [one for one in candidates if one not in others]
        room = dict.fromkeys(network.keys, CAPACITY)
        for pair in others:
            room[pair.left] -= 1
            room[pair.right] -= 1
        held = with_pairs(network, others)
        found = next_bridges(held, free, count=1, capacities=room)[0].pair
        gain = gain_of(network, [*others, found])
        is_better = gain > best * (1 + 1e-9)
        kept, exchanges = (1, exchanges + 1) if is_better else (kept + 1, exchanges)
        chosen, best = [*others, found if is_better else chosen[0]], max(gain, best)
    return best, exchanges


def compare_with_the_optimum(size: int = 60, count: int = 40, links: int = 3) -> None:
    """On networks so small that every set of links can be tried."""
    rows = []
    for seed in range(1, 9):
        network = scale_free(size, seed=seed)
        candidates = any_pairs(network, count, seed=seed)
        us, vs = (
            np.array([network.rank(getattr(one, side)) for one in candidates])
            for side in ("left", "right")
        )
        optimum = max(
            gain_of(network, some) for some in combinations(candidates, links) if is_allowed(some)
        )
        ours = [one.pair for one in next_bridges(network, candidates, count=links)]
        order = np.argsort(-by_degree(network, us, vs), kind="stable")
        attached = gain_of(network, first_free(order, candidates, links))
        rows.append([seed, optimum, gain_of(network, ours) / optimum, optimum / attached])
    title = f"Scale-free, {size} places, {count} pairs, {links} links: every set tried"
    print_table(title, ("seed", "best gain %", "ours / best", "best / pref. attachment"), rows)


def is_allowed(chosen: Sequence[CandidatePair]) -> bool:
    ends = Counter(end for pair in chosen for end in (pair.left, pair.right))
    return max(ends.values()) <= CAPACITY


# ------------------------------------------------------------------------------ tables


def compare_ways(size: int, count: int) -> None:
    for name, network, candidates in kinds(size, count, seed=1):
        compare(name, network, candidates)


def kinds(size: int, count: int, *, seed: int) -> Iterator[tuple[str, Network, Candidates]]:
    """A network of each kind, and pairs that it might tie."""
    made = territory(size, seed=seed)
    world, free = small_world(size, seed=seed), scale_free(size, seed=seed)
    near = made.candidates(count, within_km=45, seed=seed + 1)
    yield "territory, pairs within 45 km", made.network, near
    others = {
        "territory, pairs at any distance": made.network,
        "small world (Watts–Strogatz)": world,
        "scale-free (Barabási–Albert)": free,
    }
    for name, network in others.items():
        yield name, network, any_pairs(network, count, seed=seed + 1)


def compare_seeds(size: int, count: int, seeds: Sequence[int]) -> None:
    """Ours over preferential attachment and over chance, network by network."""
    ratios: dict[str, list[tuple[float, float]]] = {}
    for seed in seeds:
        for name, network, candidates in kinds(size, count, seed=seed):
            ours = [bridge.pair for bridge in next_bridges(network, candidates, count=LINKS)]
            best = gain_of(network, ours)
            attached = gain_of(network, ranked_by(by_degree, network, candidates))
            by_chance = random_gain(network, candidates)
            ratios.setdefault(name, []).append((best / attached, best / by_chance))
    rows = [
        [name, *(f"{min(some):.2f} – {max(some):.2f}" for some in zip(*told, strict=True))]
        for name, told in ratios.items()
    ]
    title = f"{size} places, {count} pairs, {len(seeds)} networks of each kind: least and most"
    print_table(title, ("network", "ours / pref. attachment", "ours / random"), rows)


def ranked_by(way: Baseline, network: Network, candidates: Candidates) -> list[CandidatePair]:
    """The first pairs by the scores of a simpler way, under the same capacities."""
    us = np.array([network.rank(pair.left) for pair in candidates])
    vs = np.array([network.rank(pair.right) for pair in candidates])
    return first_free(np.argsort(-way(network, us, vs), kind="stable"), candidates)


def compare(name: str, network: Network, candidates: Candidates) -> None:
    lazy, *seconds = timed(lambda: next_bridges(network, candidates, count=LINKS))
    plain, *plain_seconds = timed(lambda: plain_greedy(network, candidates))
    best = gain_of(network, [bridge.pair for bridge in lazy])
    rows: list[list[object]] = [
        ["lazy greedy (ours)", best, 1.0, *seconds],
        ["plain greedy, all gains anew", gain_of(network, plain), "", *plain_seconds],
    ]
    for way, scores in BASELINES.items():
        gain = gain_of(network, ranked_by(scores, network, candidates))
        rows.append([way, gain, best / gain, "", ""])
    by_chance = random_gain(network, candidates)
    rows.append([f"at random (mean of {DRAWS})", by_chance, best / by_chance, "", ""])
    title = f"{name}: {len(network)} places, {len(network.pairs[0])} ties, {len(candidates)} pairs"
    print_table(title, ("way", "gain %", "ours / it", "seconds", "processor s"), rows)


def time_growth(count: int) -> None:
    rows = []
    for size in (250, 500, 1000, 2000):
        made = territory(size)
        candidates = made.candidates(min(count, 4 * size), within_km=45, seed=2)
        chosen, *seconds = timed(
            lambda m=made, c=candidates: next_bridges(m.network, c, count=LINKS)
        )
        rows.append([size, len(candidates), len(chosen), *seconds])
    print_table("Next 15 bridges", ("places", "pairs", "chosen", "seconds", "processor s"), rows)


def time_measures(sizes: Sequence[int]) -> None:
    rows = []
    for size in sizes:
        made = territory(size)
        network = made.network
        _, measured, _ = timed(lambda n=network: measure(n))
        _, brokered, _ = timed(lambda n=network: brokers(n))
        _, closed, _ = timed(lambda n=network: closings(n))
        _, drawn, _ = timed(lambda m=made: draw_network(m.network, spots_of(m)))
        rows.append([size, len(network.pairs[0]), measured, brokered, closed, drawn])
    headers = ("places", "ties", "figures, s", "brokers, s", "ten closings, s", "picture, s")
    print_table("Measuring", headers, rows)


def timed(work: Callable[[], object]) -> tuple:
    """What the work finds, and its seconds: on the clock, then of processor."""
    clock, processor = time.perf_counter(), time.process_time()
    found = work()
    return found, time.perf_counter() - clock, time.process_time() - processor


if __name__ == "__main__":
    main()
