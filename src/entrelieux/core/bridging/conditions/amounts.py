"""Is it large enough, does it work the material?"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from entrelieux.core.bridging.answers import Answers, Link
from entrelieux.core.bridging.conditions.verdicts import FAILS, HOLDS, Verdicts, unsaid, verdict
from entrelieux.core.bridging.index.columns import ANY, is_among
from entrelieux.core.bridging.index.ranges import Ranges
from entrelieux.core.bridging.index.segment import Segment
from entrelieux.core.bridging.index.sorts import KINDS
from entrelieux.core.bridging.reading.needs import NeedReading
from entrelieux.core.words.crossing import takes

_NEARLY = 0.98  # 1280 °C does for 1285, an A0 for 84 × 119 cm
# A room or a desk has seats, a machine has a bed.
_SEATED = [
    KINDS.index(kind) for kind in ("room", "desk", "event", "training", "vehicle", "material")
]
_BEDS = [KINDS.index(kind) for kind in ("machine", "room", "material")]
_MACHINE = KINDS.index("machine")
_MATERIAL = KINDS.index("material")


def size(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
    """The piece must lie in the bed, turned if need be; a long one along its long side."""
    piece = need.piece
    if piece is None:
        return unsaid(ranges)
    long, short = ranges.take(segment.columns.long_mm), ranges.take(segment.columns.short_mm)
    is_bed = is_among(ranges.take(segment.columns.kind), _BEDS) & (long > 0)
    fits = (long >= piece.long_mm * _NEARLY) & (short >= piece.short_mm * _NEARLY)
    return verdict(fits, is_bed)


def capacity(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
    """As hot, as large, as thick as is asked, and no less than is taken, wherever both say."""
    holds, is_said = np.ones(ranges.size, bool), np.zeros(ranges.size, bool)
    for name, wanted in need.magnitudes._asdict().items():
        if wanted:
            most = ranges.take(getattr(segment.columns, name))
            is_said |= most > 0
            holds &= (most == 0) | (most >= wanted * _NEARLY)
    if need.wanted:
        asked = np.zeros(ANY + 1, np.float32)
        asked[list(need.wanted)] = list(need.wanted.values())
        columns = segment.columns
        above = asked.take(ranges.take(columns.most_of))
        holds &= ranges.take(columns.most) >= above * _NEARLY
        below = asked.take(ranges.take(columns.least_of))
        holds &= (below == 0) | (below >= ranges.take(columns.least) * _NEARLY)
        is_said |= (above > 0) | (below > 0)
    return verdict(holds, is_said)


def seats(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
    if need.people is None:
        return unsaid(ranges)
    people, kind = ranges.take(segment.columns.people), ranges.take(segment.columns.kind)
    is_enough = people >= need.people
    is_seated = is_among(kind, _SEATED) & (people > 0)
    # Plates for two hundred are no reason to rehearse there.
    return verdict(is_enough, is_seated & ~(is_enough & (kind == _MATERIAL)))


def material(need: NeedReading, segment: Segment, ranges: Ranges, answers: Answers) -> Verdicts:
    """A machine that refuses the material is no use, unless another one there takes it; nor is an
    offer that says so."""
    verdicts = unsaid(ranges)
    for name in sorted(need.materials):
        refusing, taking = machines_for(name, answers)
        takes_it = segment.concepts.mask(taking, ranges)
        refuses_it = segment.concepts.mask(refusing, ranges) & ~takes_it
        denies_it = segment.refused.mask(answers.covering((name,)), ranges)
        refuses_it |= denies_it & ~segment.concepts.mask((name,), ranges)
        verdicts[takes_it & (verdicts != FAILS)] = HOLDS
        verdicts[refuses_it] = FAILS
    metals = metals_of(answers)
    if need.materials & set(metals):
        others = ranges.take(segment.columns.has_material) & ~segment.concepts.mask(metals, ranges)
        is_machine = ranges.take(segment.columns.kind) == _MACHINE
        verdicts[others & is_machine & (verdicts != HOLDS)] = FAILS
    return verdicts


@lru_cache(maxsize=8)
def metals_of(answers: Answers) -> tuple[str, ...]:
    """A machine that says what it works, none of it a metal, works no metal."""
    found = answers.to("materials:metal").items()
    return tuple(name for name, answer in found if answer.link in {Link.SAME, Link.NARROWER})


@lru_cache(maxsize=512)
def machines_for(material: str, answers: Answers) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The machines and tools that refuse a material, and those that work it."""
    stuff = answers.vocabulary.at(material)
    refusing: list[str] = []
    taking: list[str] = []
    for scheme in ("machines", "tools"):
        for doer in answers.vocabulary.scheme(scheme):
            answer = takes(doer, stuff, answers.vocabulary) if stuff else None
            if answer is not None:
                (taking if answer else refusing).append(f"{scheme}:{doer.id}")
    return tuple(refusing), tuple(taking)
