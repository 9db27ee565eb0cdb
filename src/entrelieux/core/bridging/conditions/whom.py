"""Is it open then, and for people of that age and public, who can pay what it asks?"""

from __future__ import annotations

import numpy as np

from entrelieux.core.bridging.conditions.verdicts import Verdicts, unsaid, verdict
from entrelieux.core.bridging.index.columns import (
    ANY,
    commune_number,
    is_among,
    publics_bits,
)
from entrelieux.core.bridging.index.ranges import Ranges
from entrelieux.core.bridging.index.segment import Segment
from entrelieux.core.bridging.index.sorts import ACCESSES, KINDS, TERMS
from entrelieux.core.bridging.reading.needs import NeedReading
from entrelieux.core.bridging.reading.publics import PUBLICS

_PLACES = [KINDS.index(kind) for kind in ("room", "desk")]
_RESIDENTS, _LOCALS = frozenset({"residents"}), frozenset({"locals"})


def time(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
    """Both must share a part of a day, a month, and term or holidays, when both say."""
    says, meets = np.zeros(ranges.size, bool), np.ones(ranges.size, bool)
    for name in ("week", "months", "school"):
        if wanted := getattr(need.moments, name):
            theirs = ranges.take(getattr(segment.columns, name))
            is_said = theirs != 0
            says |= is_said
            meets &= ~is_said | (theirs & wanted != 0)
    if need.moments.late:
        # A thing is fetched by day for a feast that lasts till dawn.
        week = ranges.take(segment.columns.week)
        is_place = is_among(ranges.take(segment.columns.kind), _PLACES) & (week != 0)
        meets &= ~is_place | (week & need.moments.late != 0)
        says |= is_place
    return verdict(meets, says)


def age(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
    if need.ages is None:
        return unsaid(ranges)
    low, high = ranges.take(segment.columns.age_low), ranges.take(segment.columns.age_high)
    return verdict((low <= need.ages.high) & (high >= need.ages.low), high != ANY)


def public(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
    """An offer for one public only, or of a school, is for nobody else; one for the associations
    of a commune, for those of another neither."""
    publics = ranges.take(segment.columns.publics)
    access = ranges.take(segment.columns.access)
    mine = publics_bits(need.publics)
    is_only = publics != 0
    holds = (publics & mine) != 0
    at_home = ranges.take(segment.columns.commune) == commune_number(need.need.commune_code)
    holds |= at_home & (publics & publics_bits(_RESIDENTS) != 0)
    holds &= at_home | (publics & publics_bits(_LOCALS) == 0)
    for name in ("students", "staff"):
        closed = access == ACCESSES.index(name)
        is_only = is_only | closed
        holds = np.where(closed, bool(mine >> PUBLICS.index(name) & 1), holds)
    return verdict(holds, is_only)


def terms(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
    """Who asks for a gift cannot pay; who would pay, or give in return, takes whatever is free.

    An exchange against a gift is not said to fail: people settle that between them.
    """
    if need.need.terms not in TERMS:
        return unsaid(ranges)
    theirs = ranges.take(segment.columns.terms)
    is_free = theirs <= TERMS.index("donation")
    costs = (theirs == TERMS.index("paid")) & (need.need.terms == "free")
    return verdict(~costs, is_free | costs)
