"""What is known of the time of resources: hours, closures, what is claimed. A few queries for any
number of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import DateTimeField, F, Q, QuerySet, Value

from entrelieux.activities.zones import zone_of
from entrelieux.bookings import models
from entrelieux.bookings.models import Bookable, Closure, Loan, Side
from entrelieux.bookings.queries.resources import parents_of
from entrelieux.core.booking import Calendar, Claim, Span, Terms, around, common, merged, without
from entrelieux.core.hours.evaluate import open_stretches
from entrelieux.core.hours.school import holidays_of
from entrelieux.core.interchange.records import PlaceField
from entrelieux.places.models import Place
from entrelieux.resources.models import Resource

# The longest that preparing or tidying may take, and the change of a clock.
SLACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Known:
    """A resource, how it lets itself be booked, and its time within a window; the loans in it."""

    resource: Resource
    bookable: Bookable
    terms: Terms
    calendar: Calendar
    loans: Sequence[Loan] = ()


class Row(IntEnum):
    """What a row of `read_books` tells."""

    CLAIM = 1
    CLOSURE = 2
    CAPACITY = 3
    INSIDE = 4
    LOAN = 5


@dataclass(slots=True)
class Books:
    """What is taken, closed and held of some resources within a window, as rows said it."""

    claims: dict[int, list[Claim]] = field(default_factory=lambda: defaultdict(list))
    closures: dict[tuple[str, int], list[Span]] = field(default_factory=lambda: defaultdict(list))
    capacities: dict[int, int] = field(default_factory=dict)
    inside: dict[int, int | None] = field(default_factory=dict)
    lent: list[int] = field(default_factory=list)
    loans: dict[int, list[Loan]] = field(default_factory=lambda: defaultdict(list))

    def add(self, kind: int, key: int, start: Any, end: Any, number: Any) -> None:
        match kind:
            case Row.CLAIM:
                self.claims[key].append(Claim(Span(start, end), number))
            case Row.CLOSURE:
                of = ("resource", key) if key else ("place", number)
                self.closures[of].append(Span(start, end))
            case Row.CAPACITY:
                self.capacities[key] = number
            case Row.INSIDE:
                self.inside[key] = number
            case Row.LOAN:
                self.lent.append(number)


def known_of(
    pairs: Sequence[tuple[Resource, Bookable]],
    window: Span,
    *,
    but: Iterable[int] = (),
    parents: Mapping[int, int | None] | None = None,
) -> list[Known]:
    """In the order of `pairs`. `but` are keys of times that are not counted: those being moved.
    `parents` say in what each is, when that is known already: then it is one query."""
    if parents is None:
        parents = parents_of(resource.pk for resource, _bookable in pairs)
    books = read_books(parents, places_of(pairs), window, but=but)
    return known_by(books, pairs, parents, window)


def known_by(
    books: Books,
    pairs: Sequence[tuple[Resource, Bookable]],
    parents: Mapping[int, int | None],
    window: Span,
) -> list[Known]:
    """Of what was read already; no query."""
    hours: dict[int, list[Span] | None] = {}
    wide = window.widened(SLACK, SLACK)
    return [_known(resource, bookable, parents, books, hours, wide) for resource, bookable in pairs]


def read_books(
    keys: Collection[int], places: Collection[int], window: Span, *, but: Iterable[int] = ()
) -> Books:
    """One query, so that as little as possible is asked under a lock."""
    wide = window.widened(SLACK, SLACK)
    books = Books()
    for kind, *row in _claims(keys, wide, but).union(
        _closures(keys, places, wide), *_things(keys), _loans(keys, wide), all=True
    ):
        books.add(kind, *row)
    if books.lent:
        _add_loans(books, wide)
    return books


def _add_loans(books: Books, window: Span) -> None:
    """Two more queries, for what is lent alone: where it is, and when nothing is done there."""
    loans = list(Loan.objects.filter(pk__in=books.lent).select_related("lender", "borrower__root"))
    for loan in loans:
        books.loans[loan.resource_id].append(loan)
    there = {loan.place_of(Side.BORROWER).pk for loan in loans}
    for kind, *row in _closures((), there, window):
        books.add(kind, *row)


def places_of(pairs: Iterable[tuple[Resource, Bookable]]) -> set[int]:
    return {place.pk for resource, _bookable in pairs if (place := resource.card)}


def _known(
    resource: Resource,
    bookable: Bookable,
    parents: Mapping[int, int | None],
    books: Books,
    hours: dict[int, list[Span] | None],
    window: Span,
) -> Known:
    above = around(resource.pk, parents)
    place = resource.card
    if place and place.pk not in hours and bookable.keeps_hours:
        hours[place.pk] = open_spans(place, window)
    around_it = [books.closures.get(("resource", key), []) for key in above]
    around_it.append(books.closures.get(("place", place.pk), []) if place else [])
    open_hours = hours.get(place.pk) if place and bookable.keeps_hours else None
    blocked = [
        claim.span
        for key in above
        for claim in books.claims.get(key, [])
        if claim.units >= books.capacities.get(key, 1)
    ]
    closures = [span for spans in around_it for span in spans]
    loans = books.loans.get(resource.pk, [])
    if loans:
        away = [loan.span for loan in loans]
        open_hours = _hours_lent(open_hours, bookable, loans, hours, window)
        closures = [*without(closures, away), *_closures_lent(books, loans)]
        blocked = without(blocked, away)
    return Known(
        resource,
        bookable,
        bookable.terms(zone_of(place)),
        Calendar(
            hours=open_hours,
            closures=[*books.closures.get(("resource", resource.pk), []), *closures],
            claims=books.claims.get(resource.pk, []),
            blocked=blocked,
        ),
        loans,
    )


def _hours_lent(
    at_home: list[Span] | None,
    bookable: Bookable,
    loans: Sequence[Loan],
    hours: dict[int, list[Span] | None],
    window: Span,
) -> list[Span] | None:
    """Those of the place where it is, day by day."""
    if not bookable.keeps_hours:
        return None
    found = without([window] if at_home is None else at_home, [loan.span for loan in loans])
    for loan in loans:
        place = loan.place_of(Side.BORROWER)
        if place.pk not in hours:
            hours[place.pk] = open_spans(place, window)
        told = hours[place.pk]
        found += common([window] if told is None else told, [loan.span])
    return merged(found)


def _closures_lent(books: Books, loans: Sequence[Loan]) -> list[Span]:
    return [
        span
        for loan in loans
        for span in common(
            books.closures.get(("place", loan.place_of(Side.BORROWER).pk), []), [loan.span]
        )
    ]


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


def _claims(keys: Collection[int], window: Span, but: Iterable[int]) -> Any:
    rows = models.Claim.objects.filter(
        resource__in=keys, starts_at__lt=window.end, ends_at__gt=window.start
    ).order_by()
    return _rows(
        rows.exclude(time__in=set(but)) if but else rows,
        Row.CLAIM,
        F("resource"),
        F("starts_at"),
        F("ends_at"),
        F("units"),
    )


def _closures(keys: Collection[int], places: Collection[int], window: Span) -> Any:
    rows = Closure.objects.filter(
        Q(resource__in=keys) | Q(place__in=places),
        starts_at__lt=window.end,
        ends_at__gt=window.start,
    ).order_by()
    return _rows(rows, Row.CLOSURE, F("resource"), F("starts_at"), F("ends_at"), F("place"))


def _loans(keys: Collection[int], window: Span) -> Any:
    rows = Loan.objects.in_force().over(window).filter(resource__in=keys).order_by()
    return _rows(rows, Row.LOAN, F("resource"), F("starts_at"), F("ends_at"), F("pk"))


def _things(keys: Collection[int]) -> tuple[Any, Any]:
    """How many there are of each, and in what each is."""
    never = Value(None, DateTimeField())
    held = Bookable.objects.filter(resource__in=keys).order_by()
    rows = Resource.objects.filter(pk__in=keys).order_by()
    return (
        _rows(held, Row.CAPACITY, F("resource"), never, never, F("capacity")),
        _rows(rows, Row.INSIDE, F("pk"), never, never, F("inside")),
    )


def _rows(rows: QuerySet[Any], kind: Row, *columns: Any) -> Any:
    """The five columns that all that is read at once has."""
    names = ("row_kind", "row_key", "row_start", "row_end", "row_number")
    told = dict(zip(names, (Value(kind), *columns), strict=True))
    return rows.annotate(**told).values_list(*names)
