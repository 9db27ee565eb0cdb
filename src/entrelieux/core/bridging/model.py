"""A need and an offer, as people write them, before anything is understood of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OfferKind(StrEnum):
    """What is offered, in the words of the exchange format."""

    MACHINE = "machine"
    ROOM = "room"
    DESK = "desk"
    SKILL = "skill"
    SERVICE = "service"
    TRAINING = "training"
    MATERIAL = "material"
    VEHICLE = "vehicle"
    EVENT = "event"
    PROJECT = "project-looking-for-people"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a place, or somebody there, has or does.

    `lat`, `lon` in degrees. `mobile_km`: how far it travels, None when one comes to it. `concepts`
    are references to the vocabulary (« machines:laser-cutter ») that its keepers gave; `width_mm`
    and `depth_mm` the largest piece that it takes, `seats` how many people, when they are recorded.
    """

    id: str
    title: str
    description: str = ""
    place: str = ""
    kind: str = ""
    lat: float = 0.0
    lon: float = 0.0
    commune_code: str = ""
    lang: str = "fr"
    access: str = "public"
    available: str = ""
    terms: str = ""
    mobile_km: float | None = None
    concepts: tuple[str, ...] = ()
    width_mm: float | None = None
    depth_mm: float | None = None
    seats: int | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What somebody looks for. `who` is a role (« lycéen de 16 ans »), never a name.

    `max_km` is as the crow flies; None when the person did not say.
    """

    id: str
    title: str
    description: str = ""
    who: str = ""
    lat: float = 0.0
    lon: float = 0.0
    commune_code: str = ""
    max_km: float | None = None
    lang: str = "fr"
    when: str = ""
    terms: str = ""
    concepts: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
