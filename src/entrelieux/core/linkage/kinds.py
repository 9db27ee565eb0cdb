"""Kinds of place that a name or a type announces, and the words that announce them.

A kind tells two neighbours apart (the town hall and the France services that it hosts) when
their names say little else. One bit per kind, so that sets of kinds compare as integers.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from entrelieux.core.linkage.vocabulary import listed

_PATTERNS = listed("kinds")
NAMES: tuple[str, ...] = tuple(_PATTERNS)
_COMPILED = tuple(
    (1 << bit, re.compile(rf"\b(?:{'|'.join(patterns)})(?![a-z0-9])"))
    for bit, patterns in enumerate(_PATTERNS.values())
)
ADVISER = 1 << NAMES.index("adviser")
ITINERANT = re.compile(
    r"\b(?:bus|bibliobus|camion|camionnette|itinerante?s?|itinerance|mobile|ambulant)\b|bus\b"
)
BRANCH = re.compile(r"\b(?:antennes?|annexes?|permanences?|relais)\b")


class Announced(NamedTuple):
    """What a folded name announces: bit sets, the first kind read, and the words left over."""

    kinds: int
    head: int
    rest: str


def announced(folded: str) -> Announced:
    """Return the kinds that `folded` announces; `head` is the one that comes first.

    An adviser is hosted: « Conseillers numériques, Conseil départemental » is the department's.
    """
    starts: dict[int, int] = {}
    rest = folded
    for bit, pattern in _COMPILED:
        if match := pattern.search(rest):
            starts[bit] = match.start()
            # Same length, so that positions stay comparable from one pattern to the next.
            rest = pattern.sub(lambda match: " " * len(match.group()), rest)
    hosts = {bit: start for bit, start in starts.items() if bit != ADVISER} or starts
    return Announced(sum(starts), min(hosts, key=hosts.__getitem__, default=0), rest)


@lru_cache(maxsize=10_000)
def kinds_in(folded: str) -> int:
    """Return the kinds that a folded list of types announces: the same few lists come back."""
    return announced(folded).kinds


def kind_names(bits: int) -> tuple[str, ...]:
    """Return the names of the kinds in the bit set `bits`."""
    return tuple(name for bit, name in enumerate(NAMES) if bits >> bit & 1)
