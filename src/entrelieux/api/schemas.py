"""What the API says, field by field. Names follow `PlaceField`."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, Literal

from ninja import Field, Schema


class Position(Schema):
    lat: float = Field(description="WGS84 degrees", ge=-90, le=90)
    lon: float = Field(description="WGS84 degrees", ge=-180, le=180)
    fidelity: Literal["exact", "street", "commune"]


class Hours(Schema):
    osm: str = Field(description="OpenStreetMap opening_hours; empty when none could be made")
    text: str = Field(description="The words it came from")
    label: str = ""


class PlaceOut(Schema):
    """The card: the value that the policy chose for each field. Fields not known are absent."""

    id: str
    url: str
    version: int = Field(description="Grows by one each time the card is rewritten")
    updated_at: datetime
    fresh_on: date | None = Field(
        None, description="The latest day on which anyone vouched for something on the card"
    )
    name: str = ""
    alternate_names: list[str] | None = None
    kinds: list[str] | None = None
    types: list[str] | None = None
    status: str | None = None
    opened_on: str | None = None
    closed_on: str | None = None
    street_address: str | None = None
    address_complement: str | None = None
    postcode: str | None = None
    city: str | None = None
    insee: str | None = None
    country: str | None = None
    position: Position | None = None
    time_zone: str | None = None
    hours: Hours | None = None
    itinerant: bool | None = None
    description: str | None = None
    access: list[str] | None = None
    audiences: list[str] | None = None
    services: list[str] | None = None
    fees: list[str] | None = None
    accessibility: dict[str, str] | None = None
    labels: list[str] | None = None
    legal_form: str | None = None
    holder: str | None = None
    website: str | None = None
    phone: str | None = None
    email: str | None = None
    social: dict[str, str] | None = None
    external_ids: dict[str, str] | None = None


class PlacePage(Schema):
    items: list[PlaceOut]
    next: str | None = Field(None, description="Address of the following page; absent on the last")


class SpecificationOut(Schema):
    key: str = Field(description="A quantity of the catalogue, or words of the place")
    value: float | str
    unit: str = Field(description="Empty when the value has none")


class ResourceOut(Schema):
    """Something that a place puts in common. Fields not known are absent."""

    id: str
    url: str
    name: str
    kind: str = Field(description="machine, tool, room, desk, vehicle, stock, service or skill")
    concept: str | None = Field(None, description="Of the shared vocabulary: `scheme:id`")
    make: str | None = None
    model: str | None = None
    quantity: float | None = None
    unit: str | None = None
    condition: str | None = Field(None, description="works, degraded, down or away")
    condition_note: str | None = None
    room: str | None = Field(None, description="Name of the room that it is in")
    access: list[str] | None = Field(None, description="drop-in, ask, book, borrow")
    terms: str | None = Field(None, description="free, exchange, paid or donation")
    price: str | None = None
    training: str | None = Field(None, description="The skill asked for first")
    works: list[str] | None = Field(None, description="Materials that it takes")
    refuses: list[str] | None = Field(None, description="Materials that it must never be given")
    specifications: list[SpecificationOut] | None = None
    description: str | None = None
    portable: bool | None = None
    owner: str | None = None
    manual_url: str | None = None
    safety_url: str | None = None
    place: str | None = Field(None, description="Identifier of its place")
    place_name: str | None = None
    city: str | None = None
    insee: str | None = None
    lat: float | None = None
    lon: float | None = None
    lent_to: str | None = Field(
        None, description="Identifier of the place where it is now, when it is lent"
    )
    lent_to_name: str | None = None
    lent_until: date | None = Field(
        None, description="The last day of the loan; past, its return is awaited"
    )
    photo: str | None = Field(None, description="Address of its first photo")
    confirmed_on: date | None = None
    updated_at: date | None = None
    is_example: bool | None = Field(None, description="Invented for the demonstration")
    facts: dict[str, Any] | None = None


class ResourcePage(Schema):
    items: list[ResourceOut]
    next: str | None = Field(None, description="Address of the following page; absent on the last")


class UsageOut(Schema):
    """What people do in a place again and again. Fields not known are absent."""

    id: str
    url: str
    name: str = Field(description="As the community calls it")
    concept: str | None = Field(None, description="Of the shared vocabulary: `usages:id`")
    description: str | None = None
    audiences: list[str] | None = None
    rhythm: str | None = Field(None, description="When, as the community says it")
    rule: str | None = Field(
        None, description="The rhythm as a rule of RFC 5545, when it leaves no doubt"
    )
    conditions: str | None = None
    terms: str | None = Field(None, description="free, exchange, paid or donation")
    price: str | None = None
    minors: str | None = Field(None, description="with-adult, guardian, minors or adults")
    place: str | None = Field(None, description="Identifier of its place")
    place_name: str | None = None
    city: str | None = None
    insee: str | None = None
    lat: float | None = None
    lon: float | None = None
    confirmed_on: date | None = None
    updated_at: datetime | None = None
    is_example: bool | None = Field(None, description="Invented for the demonstration")
    facts: dict[str, Any] | None = None


class UsagePage(Schema):
    items: list[UsageOut]
    next: str | None = Field(None, description="Address of the following page; absent on the last")


class TimeOut(Schema):
    """One time of an event; `day` names it for ever, even when it is moved."""

    day: date
    start: datetime = Field(description="On the clocks of the event")
    end: datetime
    cancelled: bool | None = None
    moved: bool | None = None
    seats_left: int | None = Field(None, description="Absent when there is no limit")


class EventOut(UsageOut):
    """An event and its next times, ten at most. Nobody is named; only counts are public."""

    state: str = Field(description="planned or cancelled")
    zone: str = Field(description="IANA time zone in which it repeats by the wall clock")
    first_day: date
    start_time: time | None = Field(None, description="Absent when it lasts whole days")
    last_day: date | None = None
    end_time: time | None = None
    where: str | None = Field(None, description="The room, or somewhere else than the place")
    online_url: str | None = None
    link: str | None = None
    min_age: int | None = None
    max_age: int | None = None
    entrance: str = Field(description="free, here or elsewhere: how one says that one comes")
    entrance_url: str | None = None
    seats: int | None = Field(None, description="Each time; absent when there is no limit")
    calendar: str = Field(description="Address of the event as iCalendar")
    gone_since: datetime | None = Field(
        None, description="Since when the calendar that it was read in no longer has it"
    )
    times: list[TimeOut] | None = None


class EventPage(Schema):
    items: list[EventOut]
    next: str | None = Field(None, description="Address of the following page; absent on the last")


class WantedOut(Schema):
    text: str
    concept: str | None = Field(None, description="Of the shared vocabulary: `scheme:id`")


class LinkOut(Schema):
    label: str
    url: str


class StepOut(Schema):
    on: date
    title: str
    text: str = ""


class ProjectOut(Schema):
    """What people make together, told in steps. How many take part, and nobody's name."""

    id: str
    url: str
    name: str
    concept: str | None = None
    description: str | None = None
    state: str = Field(description="idea, starting, running, done or paused")
    community: str | None = Field(None, description="Slug of its community")
    looking_for: list[WantedOut] | None = None
    steps: list[StepOut] | None = None
    people: int = Field(description="How many take part")
    places: list[str] | None = Field(None, description="Identifiers of the places it happens in")
    resources: list[str] | None = Field(None, description="Identifiers of what it uses")
    licence: str | None = None
    outputs: str | None = None
    links: list[LinkOut] | None = None
    place: str | None = Field(None, description="Identifier of its place")
    place_name: str | None = None
    city: str | None = None
    insee: str | None = None
    lat: float | None = None
    lon: float | None = None
    confirmed_on: date | None = None
    updated_at: datetime | None = None
    is_example: bool | None = Field(None, description="Invented for the demonstration")
    facts: dict[str, Any] | None = None


class ProjectPage(Schema):
    items: list[ProjectOut]
    next: str | None = Field(None, description="Address of the following page; absent on the last")


class FactOut(Schema):
    """One statement: who says what of which field, and whether the card shows it."""

    field: str
    value: Any
    source: str | None = Field(None, description="Slug of the source; absent when people said it")
    licence: str
    observed_on: date | None = None
    verified_at: datetime | None = None
    shown: bool
    why: str | None = Field(None, description="Why it is shown, on shown facts only")


class SourceOut(Schema):
    slug: str
    name: str
    publisher: str
    url: str
    licence: str
    licence_url: str
    attribution: str
    published_on: date | None = None
    places: int = Field(description="Places on the map that it tells of")


class CommunityOut(Schema):
    slug: str
    name: str
    kind: Literal["place", "network"]
    website: str
    places: list[str] = Field(description="Identifiers of its places")


class NearbyPlace(Schema):
    place: PlaceOut
    distance_km: float = Field(description="As the crow flies")


class FieldDispute(Schema):
    field: str
    before: Any = None
    theirs: Any = None
    yours: Any = None


class Problem(Schema):
    """RFC 9457 problem details."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: dict[str, str] | None = None
    conflicts: list[FieldDispute] | None = None


# What an action may answer beside what it does.
REFUSED = {403: Problem, 404: Problem, 409: Problem, 422: Problem}


class PlaceEdit(Schema):
    """Values to say, and the values that the card showed when they were written."""

    values: dict[str, Any]
    base: dict[str, Any] = {}
    note: str = Field("", max_length=300)


class SearchAnswer(Schema):
    """`total` and `facets` are exact. `version` names the atlas that answered."""

    version: str
    total: int
    page: int
    pages: int
    hits: list[dict[str, Any]] = Field(
        description=(
            "`called_otherwise` on a hit found by what it is, under a `name` that says none of "
            "the words searched: what they call it in its `city`"
        )
    )
    facets: dict[str, dict[str, int]]
    notes: list[str] = Field(description="What was understood, corrected or left out")
