"""What every reader gives and every writer takes: a record of a place, with its problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, TypedDict

Fidelity = Literal["exact", "street", "commune"]


class Position(TypedDict):
    """WGS84 degrees, and how far they can be trusted."""

    lat: float
    lon: float
    fidelity: Fidelity


class Hours(TypedDict):
    """An OSM ``opening_hours`` value (empty when none could be made) and the text it came from."""

    osm: str
    text: str
    label: str


class PlaceField(StrEnum):
    """The fields of a place, shared by readers, writers, statements, forms and the API."""

    NAME = "name"  # str
    ALTERNATE_NAMES = "alternate_names"  # list[str]
    KINDS = "kinds"  # list[str]: concept ids of core/words (fablab, coworking, …)
    TYPES = "types"  # list[str]: the source's own labels, before mapping to kinds
    STATUS = "status"  # "planned" | "open" | "suspended" | "closed"
    OPENED_ON = "opened_on"  # ISO date, possibly only a year or a month
    CLOSED_ON = "closed_on"
    STREET_ADDRESS = "street_address"  # str, without postcode and town
    ADDRESS_COMPLEMENT = "address_complement"
    POSTCODE = "postcode"
    CITY = "city"
    INSEE = "insee"  # commune code of 5 characters, COG of the shipped year
    COUNTRY = "country"  # ISO 3166-1 alpha-2
    POSITION = "position"  # Position
    TIME_ZONE = "time_zone"  # IANA
    HOURS = "hours"  # Hours
    ITINERANT = "itinerant"  # bool
    DESCRIPTION = "description"  # str, plain text
    ACCESS = "access"  # list[str]: "public", "members", "appointment", "students", …
    AUDIENCES = "audiences"  # list[str]: concept ids
    SERVICES = "services"  # list[str]: concept ids
    FEES = "fees"  # list[str]: concept ids
    ACCESSIBILITY = "accessibility"  # dict[str, str]: "wheelchair": "yes"|"limited"|"no", …
    LABELS = "labels"  # list[str]: "france-services", "fabrique-de-territoire", …
    LEGAL_FORM = "legal_form"
    HOLDER = "holder"  # the organisation that carries the place
    WEBSITE = "website"
    PHONE = "phone"  # E.164
    EMAIL = "email"  # of the place, never of a person
    SOCIAL = "social"  # dict[str, url]
    EXTERNAL_IDS = "external_ids"  # dict[str, str]: "siret", "osm", "fablabs.io", "spaceapi", …


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a coordinator would act on; `code` is one of `problems.CODES`."""

    code: str
    field: PlaceField | None = None
    value: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a source.

    `key` is stable in its source from one reading to the next (the source's id, else a digest of
    what identifies the row). `values` holds clean values only, absent when the source says
    nothing. `raw` is the row as it was. `kept` is False when the row must not become a place,
    and `problems` then says why: a row is reported, never dropped. `told` is what the source itself
    says of « city », « insee », « lat », « lon » and « public_id »; `values` may know better.
    """

    rank: int
    key: str
    values: Mapping[PlaceField, Any]
    raw: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()
    kept: bool = True
    updated_at: str = ""
    licence: str = field(default="", kw_only=True)
    told: Mapping[str, Any] = field(default_factory=dict, kw_only=True)
