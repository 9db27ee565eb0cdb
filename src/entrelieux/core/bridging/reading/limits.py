"""What an offer cannot be, whatever its subject: without a step, noisy, for what is sold, alone.

Each limit has two sides: how offers tell it, and how needs tell that it rules an offer out
(`data/limits/`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from entrelieux.core.bridging.reading.negation import without_refused
from entrelieux.core.bridging.reading.patterns import Pattern, is_any, patterns_of, sentences


class Limit(StrEnum):
    """The order is that of the reasons shown: the first one only, when an offer tells several."""

    STAIRS = "stairs"
    NOT_FOR_SALE = "not_for_sale"
    QUALIFIED = "qualified"
    TRAINING_FIRST = "training_first"
    STAYS = "stays"
    ABOVE_ZERO = "above_zero"
    SELF_SERVICE = "self_service"
    QUIET = "quiet"
    NO_FOOD = "no_food"
    NO_ALCOHOL = "no_alcohol"
    NO_ANIMALS = "no_animals"
    STANDING = "standing"
    UNHEATED = "unheated"
    IN_FRENCH = "in_french"
    LICENCE = "licence"
    MEMBERSHIP = "membership"
    APPOINTMENT = "appointment"
    DELAY = "delay"
    NOT_FOR_FOOD = "not_for_food"
    NO_NETWORK = "no_network"
    NOISY = "noisy"
    FROM_AFAR = "from_afar"
    NOT_SWORN = "not_sworn"
    ON_SCREEN = "on_screen"
    OWN_SCREEN = "own_screen"
    DONE_FOR_YOU = "done_for_you"
    CLOSES_EARLY = "closes_early"
    NOTHING_STAYS = "nothing_stays"
    NO_SLEEPING = "no_sleeping"
    NO_DUST = "no_dust"
    NO_FLAME = "no_flame"
    NO_POWER = "no_power"
    NO_WATER = "no_water"
    OUTDOORS = "outdoors"
    NO_VEHICLE = "no_vehicle"
    SHARED = "shared"
    DEPOSIT = "deposit"
    INSURANCE = "insurance"
    NO_DELIVERY = "no_delivery"
    SOLD = "sold"
    USED_THERE = "used_there"
    BRING_OWN = "bring_own"
    FILE_READY = "file_ready"
    NO_INVOICE = "no_invoice"
    BEGINNERS = "beginners"
    GROUPS = "groups"
    LARGE_RUNS = "large_runs"
    IN_ENGLISH = "in_english"


class Side(NamedTuple):
    """Told when the text `says` so, or `affirms` it, what it refuses apart; `but` not with these:
    « sans adhésion » affirms no membership."""

    says: tuple[Pattern, ...]
    affirms: tuple[Pattern, ...]
    but: tuple[Pattern, ...]

    def is_told(self, plain: str, affirmed: str) -> bool:
        is_said = is_any(self.says, plain) or is_any(self.affirms, affirmed)
        return is_said and not is_any(self.but, plain)


@lru_cache(maxsize=4096)  # many offers say when in the same words
def limits_of(text: str) -> frozenset[Limit]:
    """What an offer says of itself."""
    return _told(sides("offered"), text)


def ruled_out(text: str, *, must_come: bool) -> frozenset[Limit]:
    """The limits that a need cannot take."""
    found = _told(sides("asked"), text)
    return found | {Limit.STAYS} if must_come else found


def limit_sentence(limit: Limit, *, in_english: bool) -> str:
    """What an offer tells that a need cannot take."""
    sentence: str = _data()[limit]["en" if in_english else "fr"]
    return sentence


@cache
def sides(name: str) -> Mapping[Limit, Side]:
    """By limit, how offers tell it (« offered »), or needs that they cannot take it (« asked »)."""
    written = {limit: _data()[limit].get(name, {}) for limit in Limit}
    return {
        limit: Side(*(patterns_of(side.get(part, ())) for part in Side._fields))
        for limit, side in written.items()
        if side
    }


def _told(known: Mapping[Limit, Side], text: str) -> frozenset[Limit]:
    plain, affirmed = sentences(text), sentences(without_refused(text))
    return frozenset(limit for limit, side in known.items() if side.is_told(plain, affirmed))


@cache
def _data() -> Mapping[str, Mapping[str, Any]]:
    """By limit, its sentences and its sides."""
    folder = files("entrelieux.core.bridging") / "data" / "limits"
    told = (tomllib.loads(one.read_text("utf-8")) for one in folder.iterdir())
    return {name: limit for one in told for name, limit in one.items()}
