"""Graphs that the tests share."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import strategies as st

from entrelieux.core.bridging.strength import Network, network_of_pairs

# Zachary, Journal of Anthropological Research 33 (1977) 452–473: who met whom outside the club.
KARATE = """
0-1 0-2 0-3 0-4 0-5 0-6 0-7 0-8 0-10 0-11 0-12 0-13 0-17 0-19 0-21 0-31 1-2 1-3 1-7 1-13 1-17 1-19
1-21 1-30 2-3 2-7 2-8 2-9 2-13 2-27 2-28 2-32 3-7 3-12 3-13 4-6 4-10 5-6 5-10 5-16 6-16 8-30 8-32
8-33 9-33 13-33 14-32 14-33 15-32 15-33 18-32 18-33 19-33 20-32 20-33 22-32 22-33 23-25 23-27 23-29
23-32 23-33 24-25 24-27 24-31 25-31 26-29 26-33 27-33 28-31 28-33 29-32 29-33 30-32 30-33 31-32
31-33 32-33
"""


def karate() -> Network:
    pairs = (tuple(edge.split("-")) for edge in KARATE.split())
    return network_of_pairs(map(str, range(34)), dict.fromkeys(pairs, 1.0))


def chain(*keys: str, strength: float = 1.0) -> Network:
    return network_of_pairs(keys, dict.fromkeys(pairwise(keys), strength))


def star(centre: str, *others: str) -> Network:
    return network_of_pairs((centre, *others), {(centre, other): 1.0 for other in others})


def complete(*keys: str) -> Network:
    return network_of_pairs(keys, dict.fromkeys(combinations(keys, 2), 1.0))


@st.composite
def networks(draw: st.DrawFn, *, fewest: int = 2, most: int = 12) -> Network:
    """Small networks of any shape: several pieces, lone places, faded ties, equal ways."""
    keys = "abcdefghijkl"[: draw(st.integers(fewest, most))]
    strength = st.sampled_from([1.0, 1.0, 0.5, 0.25]) | st.floats(0.05, 1)
    pairs = st.sampled_from(list(combinations(keys, 2)))
    return network_of_pairs(keys, draw(st.dictionaries(pairs, strength, max_size=2 * len(keys))))
