"""What an offer must meet whatever its subject, judged for all the offers within reach at once.

Each judgment is 1 when the condition holds, 0 when it fails, -1 when one side does not say: what is
not said never excludes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from entrelieux.core.bridging.answers import Answers, Link
from entrelieux.core.bridging.index.columns import (
    ANY,
    PUBLICS,
    commune_number,
    is_among,
    limits_bits,
    publics_bits,
)
from entrelieux.core.bridging.index.ranges import Ranges
from entrelieux.core.bridging.index.segment import Segment
from entrelieux.core.bridging.index.sorts import ACCESSES, KINDS, TERMS
from entrelieux.core.bridging.model import Need, OfferKind
from entrelieux.core.bridging.reading.texts import NeedReading
from entrelieux.core.words.crossing import takes

Verdicts = npt.NDArray[np.int8]
Kilometres = npt.NDArray[np.float32]
UNSAID, FAILS, HOLDS = -1, 0, 1


class Condition(StrEnum):
    REACH = "reach"
    TIME = "time"
    SIZE = "size"
    CAPACITY = "capacity"
    SEATS = "seats"
    MATERIAL = "material"
    AGE = "age"
    PUBLIC = "public"
    TERMS = "terms"
    REFUSED = "refused"
    DENIED = "denied"
    ONLY = "only"
    LIMIT = "limit"
    LACKED = "lacked"
    SAME_SIDE = "same_side"


# Failing one of these excludes; the others only count.
HARD = frozenset({
    Condition.REACH, Condition.TIME, Condition.SIZE, Condition.CAPACITY, Condition.SEATS,
    Condition.MATERIAL, Condition.AGE, Condition.PUBLIC, Condition.TERMS, Condition.REFUSED,
    Condition.DENIED, Condition.ONLY, Condition.LIMIT, Condition.LACKED, Condition.SAME_SIDE,
})  # fmt: skip
CENTRAL = 0.8  # how much an offer is about a concept that it is then said to be
_NEARLY = 0.98  # 1280 °C does for 1285, an A0 for 84 × 119 cm
# How far one looks when the person does not say.
USUAL_KM = 60.0
_ROUND = 1.1  # « 15 km » is not said to the kilometre
# A room or a desk has seats, a machine has a bed.
_SEATED = [
    KINDS.index(kind) for kind in ("room", "desk", "event", "training", "vehicle", "material")
]
_BEDS = [KINDS.index(kind) for kind in ("machine", "room", "material")]
_PLACES = [KINDS.index(kind) for kind in ("room", "desk")]
_RESIDENTS, _LOCALS = frozenset({"residents"}), frozenset({"locals"})
# Kinds that a need refuses in so many words: « pas de formation », « no training course ».
_REFUSABLE = frozenset({OfferKind.TRAINING, OfferKind.EVENT})
_MACHINE = KINDS.index("machine")
_MATERIAL = KINDS.index("material")
_SKILL = KINDS.index("skill")


def judge(
    need: NeedReading,
    segment: Segment,
    ranges: Ranges,
    km: Kilometres,
    answers: Answers,
    which: Iterable[Condition] = Condition,
) -> dict[Condition, Verdicts]:
    """The verdicts on every place of `ranges`; `km` is how far each is, 0 for what comes."""
    judges: Mapping[Condition, Callable[[], Verdicts]] = {
        Condition.REACH: lambda: _reach(need, km),
        Condition.TIME: lambda: _time(need, segment, ranges),
        Condition.SIZE: lambda: _size(need, segment, ranges),
        Condition.CAPACITY: lambda: _capacity(need, segment, ranges),
        Condition.SEATS: lambda: _seats(need, segment, ranges),
        Condition.MATERIAL: lambda: _material(need, segment, ranges, answers),
        Condition.AGE: lambda: _age(need, segment, ranges),
        Condition.PUBLIC: lambda: _public(need, segment, ranges),
        Condition.TERMS: lambda: _terms(need, segment, ranges),
        Condition.REFUSED: lambda: _refused(need, segment, ranges, answers),
        Condition.DENIED: lambda: _denied(need, segment, ranges),
        Condition.ONLY: lambda: _only(need, segment, ranges, answers),
        Condition.LIMIT: lambda: _limit(need, segment, ranges),
        Condition.LACKED: lambda: _lacked(need, segment, ranges),
        Condition.SAME_SIDE: lambda: _same_side(need, segment, ranges),
    }
    return {one: judges[one]() for one in which}


def _verdict(holds: npt.NDArray[np.bool_], is_said: npt.NDArray[np.bool_]) -> Verdicts:
    # By bits, ten times as fast as by choosing: what is not said is -1, all ones.
    verdicts: Verdicts = is_said.view(np.int8) + np.int8(UNSAID)
    verdicts |= holds.view(np.int8)
    return verdicts


def _fails(clash: npt.NDArray[np.bool_]) -> Verdicts:
    """It fails where it clashes, and nothing says that it holds elsewhere."""
    return _verdict(np.zeros(len(clash), bool), clash)


def _unsaid(ranges: Ranges) -> Verdicts:
    return np.full(ranges.size, UNSAID, np.int8)


def reach_km(need: Need) -> float:
    """How far one may look for a need, as the crow flies."""
    return USUAL_KM if need.max_km is None else need.max_km * _ROUND


def _reach(need: NeedReading, km: Kilometres) -> Verdicts:
    is_within = km <= reach_km(need.need)
    return _verdict(is_within, ~is_within | (need.need.max_km is not None))


def _time(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
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
    return _verdict(meets, says)


def _size(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
    """The piece must lie in the bed, turned if need be; a long one along its long side."""
    piece = need.piece
    if piece is None:
        return _unsaid(ranges)
    long, short = ranges.take(segment.columns.long_mm), ranges.take(segment.columns.short_mm)
    is_bed = is_among(ranges.take(segment.columns.kind), _BEDS) & (long > 0)
    fits = (long >= piece.long_mm * _NEARLY) & (short >= piece.short_mm * _NEARLY)
    return _verdict(fits, is_bed)


def _capacity(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
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
    return _verdict(holds, is_said)


def _seats(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
    if need.people is None:
        return _unsaid(ranges)
    people, kind = ranges.take(segment.columns.people), ranges.take(segment.columns.kind)
    is_enough = people >= need.people
    is_seated = is_among(kind, _SEATED) & (people > 0)
    # Plates for two hundred are no reason to rehearse there.
    return _verdict(is_enough, is_seated & ~(is_enough & (kind == _MATERIAL)))


def _material(need: NeedReading, segment: Segment, ranges: Ranges, answers: Answers) -> Verdicts:
    """A machine that refuses the material is no use, unless another one there takes it; nor is an
    offer that says so."""
    verdicts = _unsaid(ranges)
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


def _age(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
    if need.ages is None:
        return _unsaid(ranges)
    low, high = ranges.take(segment.columns.age_low), ranges.take(segment.columns.age_high)
    return _verdict((low <= need.ages.high) & (high >= need.ages.low), high != ANY)


def _public(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
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
    return _verdict(holds, is_only)


def _terms(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
    """Who asks for a gift cannot pay; who would pay, or give in return, takes whatever is free.

    An exchange against a gift is not said to fail: people settle that between them.
    """
    if need.need.terms not in TERMS:
        return _unsaid(ranges)
    theirs = ranges.take(segment.columns.terms)
    is_free = theirs <= TERMS.index("donation")
    costs = (theirs == TERMS.index("paid")) & (need.need.terms == "free")
    return _verdict(~costs, is_free | costs)


def _refused(need: NeedReading, segment: Segment, ranges: Ranges, answers: Answers) -> Verdicts:
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
    return _fails(clash)


def _denied(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
    """The offer says outright that it does not do, or take, what the title asks for."""
    return _fails(segment.denied.mask(sorted(need.asked_keys), ranges))


def _only(need: NeedReading, segment: Segment, ranges: Ranges, answers: Answers) -> Verdicts:
    """The offer says that it is held to a kind, and the need names another of the same family."""
    clash = np.zeros(ranges.size, bool)
    for family, kinds in need.kinds.items():
        if family in segment.only:
            own = sorted(kinds)
            met = segment.only.mask((*own, *answers.to_any(own)), ranges)
            clash |= segment.only.mask((family,), ranges) & ~met
    return np.where(clash, np.int8(FAILS), np.int8(UNSAID))


def _limit(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
    """The offer says of itself what the need cannot take."""
    if not need.ruled_out:
        return _unsaid(ranges)
    clash = ranges.take(segment.columns.limits) & limits_bits(need.ruled_out) != 0
    return _fails(clash)


def _lacked(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
    """The offer asks for a thing that the person has not, or will not."""
    if not need.lacked_words:
        return _unsaid(ranges)
    clash = segment.reserved_words.mask(sorted(need.lacked_words), ranges)
    return _fails(clash)


def _same_side(need: NeedReading, segment: Segment, ranges: Ranges) -> Verdicts:
    """An architect who looks for farmers is not helped by another architect; nor who lacks a
    treasurer by a project that looks for one."""
    sought = sorted({name for subject in need.subjects for name in subject.concepts})
    if need.joins:
        alike = segment.concepts.mask(sorted(need.role - set(sought)), ranges, CENTRAL)
        clash = alike & (ranges.take(segment.columns.kind) == _SKILL)
    else:
        is_theirs = segment.sought.mask(sorted(need.role), ranges)
        clash = segment.sought.mask(sought, ranges, CENTRAL) & ~is_theirs
    return _fails(clash)
