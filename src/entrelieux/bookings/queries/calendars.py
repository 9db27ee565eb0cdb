"""What is known of the time of resources: hours, closures, what is claimed. A few queries for any
number of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from entrelieux.activities.zones import zone_of
from entrelieux.bookings import models
from entrelieux.bookings.models import Bookable, Closure
from entrelieux.bookings.queries.resources import parents_of
from entrelieux.core.booking import Calendar, Claim, Span, Terms, around
from entrelieux.core.hours.evaluate import open_stretches
from entrelieux.core.hours.school import holidays_of
from entrelieux.core.interchange.records import PlaceField
from entrelieux.places.models import Place
from entrelieux.resources.models import Resource

# The longest that preparing or tidying may take, and the change of a clock.
SLACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Known:
    """A resource, how it lets itself be booked, and its time within a window."""

    resource: Resource
    bookable: Bookable
    terms: Terms
    calendar: Calendar


def known_of(
    pairs: Sequence[tuple[Resource, Bookable]],
    window: Span,
    *,
    but: Iterable[int] = (),
    parents: Mapping[int, int | None] | None = None,
) -> list[Known]:
    """In the order of `pairs`. `but` are keys of times that are not counted: those being moved.
    `parents` say in what each is, when that is known already."""
    if parents is None:
        parents = parents_of(resource.pk for resource, _bookable in pairs)
    wide = window.widened(SLACK, SLACK)
    claims = _claims(parents, wide, set(but))
    capacities = dict(
        Bookable.objects.filter(resource__in=parents).values_list("resource", "capacity")
    )
    closures = _closures(parents, {_place(resource) for resource, _b in pairs}, wide)
    hours: dict[int, list[Span] | None] = {}
    return [
        _known(resource, bookable, parents, claims, capacities, closures, hours, wide)
        for resource, bookable in pairs
    ]


def _known(
    resource: Resource,
    bookable: Bookable,
    parents: Mapping[int, int | None],
    claims: Mapping[int, list[Claim]],
    capacities: Mapping[int, int],
    closures: Mapping[tuple[str, int], list[Span]],
    hours: dict[int, list[Span] | None],
    window: Span,
) -> Known:
    above = around(resource.pk, parents)
    place = resource.card
    if place and place.pk not in hours and bookable.keeps_hours:
        hours[place.pk] = open_spans(place, window)
    shut = [closures.get(("resource", key), []) for key in (resource.pk, *above)]
    shut.append(closures.get(("place", place.pk), []) if place else [])
    return Known(
        resource,
        bookable,
        bookable.terms(zone_of(place)),
        Calendar(
            hours=hours.get(place.pk) if place and bookable.keeps_hours else None,
            closures=[span for spans in shut for span in spans],
            claims=claims.get(resource.pk, []),
            blocked=[
                claim.span
                for key in above
                for claim in claims.get(key, [])
                if claim.units >= capacities.get(key, 1)
            ],
        ),
    )


def open_spans(place: Place, window: Span) -> list[Span] | None:
    """When a place is surely open; None when nothing is known of its hours."""
    value = str((place.card.get(PlaceField.HOURS) or {}).get("osm") or "")
    if not value:
        return None
    zone = ZoneInfo(zone_of(place))
    start, end = (edge.astimezone(zone).replace(tzinfo=None) for edge in window)
    stretches = open_stretches(
        value, start, end, school_holidays=holidays_of(place.department or "")
    )
    spans = [Span(_utc(a, zone), _utc(b, zone)) for a, b in stretches]
    return [span for span in spans if span.start < span.end]


def _utc(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.replace(tzinfo=zone).astimezone(UTC)


def _claims(keys: Iterable[int], window: Span, but: set[int]) -> dict[int, list[Claim]]:
    found: dict[int, list[Claim]] = defaultdict(list)
    rows = models.Claim.objects.filter(
        resource__in=keys, starts_at__lt=window.end, ends_at__gt=window.start
    ).order_by()
    if but:
        rows = rows.exclude(time__in=but)
    for key, start, end, units in rows.values_list("resource", "starts_at", "ends_at", "units"):
        found[key].append(Claim(Span(start, end), units))
    return found


def _closures(
    keys: Iterable[int], places: set[int], window: Span
) -> dict[tuple[str, int], list[Span]]:
    found: dict[tuple[str, int], list[Span]] = defaultdict(list)
    rows = Closure.objects.filter(
        Q(resource__in=keys) | Q(place__in=places),
        starts_at__lt=window.end,
        ends_at__gt=window.start,
    ).order_by()
    for resource, place, start, end in rows.values_list(
        "resource", "place", "starts_at", "ends_at"
    ):
        found[("resource", resource) if resource else ("place", place)].append(Span(start, end))
    return found


def _place(resource: Resource) -> int:
    place = resource.card
    return place.pk if place else 0
