"""Does one side refuse, or lack, or seek too, what the other asks?"""

from __future__ import annotations

import numpy as np

from entrelieux.core.bridging.answers import Answers, Link
from entrelieux.core.bridging.conditions.verdicts import CENTRAL, Verdicts, fails, unsaid
from entrelieux.core.bridging.index.columns import is_among, limits_bits
from entrelieux.core.bridging.index.ranges import Ranges
from entrelieux.core.bridging.index.segment import Segment
from entrelieux.core.bridging.index.sorts import KINDS
from entrelieux.core.bridging.model import OfferKind
from entrelieux.core.bridging.reading.needs import NeedReading

# Kinds that a need refuses in so many words: « pas de formation », « no training course ».
_REFUSABLE = frozenset({OfferKind.TRAINING, OfferKind.EVENT})
_SKILL = KINDS.index("skill")


def refused(need: NeedReading, segment: Segment, ranges: Ranges, answers: Answers) -> Verdicts:
    """What the person refuses is what the offer is about, or the reverse."""
    against = {
        name
        for refused in need.refused
        for name, answer in answers.to(refused).items()
        if answer.link in {Link.SAME, Link.NARROWER}
    }
    clash = segment.concepts.mask(sorted(against), ranges, CENTRAL)
    # What is told by the way (« nous avons nos enceintes ») is not what one comes for.
    for subject in need.subjects:
        if subject.weight >= CENTRAL:
            refusing = segment.refused.mask(answers.covering(subject.concepts), ranges)
            clash |= refusing & ~segment.concepts.mask(subject.concepts, ranges)
    kinds = [KINDS.index(kind) for kind in need.refused_kinds & _REFUSABLE]
    clash |= is_among(ranges.take(segment.columns.kind), kinds)
    return fails(clash)


def denied(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
    """The offer says outright that it does not do, or take, what the title asks for."""
    return fails(segment.denied.mask(sorted(need.asked_keys), ranges))


def only(need: NeedReading, segment: Segment, ranges: Ranges, answers: Answers) -> Verdicts:
    """The offer says that it is held to a kind, and the need names another of the same family."""
    clash = np.zeros(ranges.size, bool)
    for family, kinds in need.kinds.items():
        if family in segment.only:
            own = sorted(kinds)
            met = segment.only.mask((*own, *answers.to_any(own)), ranges)
            clash |= segment.only.mask((family,), ranges) & ~met
    return fails(clash)


def limit(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
    """The offer says of itself what the need cannot take."""
    if not need.ruled_out:
        return unsaid(ranges)
    clash = ranges.take(segment.columns.limits) & limits_bits(need.ruled_out) != 0
    return fails(clash)


def lacked(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
    """The offer asks for a thing that the person has not, or will not."""
    if not need.lacked_words:
        return unsaid(ranges)
    clash = segment.reserved_words.mask(sorted(need.lacked_words), ranges)
    return fails(clash)


def same_side(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
    """An architect who looks for farmers is not helped by another architect; nor who lacks a
    treasurer by a project that looks for one."""
    sought = sorted({name for subject in need.subjects for name in subject.concepts})
    if need.joins:
        alike = segment.concepts.mask(sorted(need.role - set(sought)), ranges, CENTRAL)
        clash = alike & (ranges.take(segment.columns.kind) == _SKILL)
    else:
        is_theirs = segment.sought.mask(sorted(need.role), ranges)
        clash = segment.sought.mask(sought, ranges, CENTRAL) & ~is_theirs
    return fails(clash)
