"""Reads of reservations: one, a person's, those of a place on a day, those that wait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db.models import F, Prefetch, Q, QuerySet

from entrelieux.accounts.models import Person
from entrelieux.bookings.models import Closure, Line, Reservation, State, Time
from entrelieux.bookings.models.reservation import TimeQuerySet
from entrelieux.charters.models import Habilitation
from entrelieux.communities.models import Community
from entrelieux.core.booking import Span
from entrelieux.exchanges.models import Agreement
from entrelieux.places.models import Place
from entrelieux.resources.models import Resource

LINES = Prefetch(
    "reservation__lines",
    queryset=Line.objects.select_related("resource__place__root", "loan__borrower__root"),
)


def find_reservation(public_id: str) -> Reservation | None:
    found = Reservation.objects.filter(public_id=public_id).select_related(
        "person", "community", "group"
    )
    return found.prefetch_related(
        "lines__resource__place__root", "lines__loan__borrower__root"
    ).first()


def own_times(person: Person, now: datetime) -> TimeQuerySet:
    """Hers to come, what waits for an answer or for its turn too; with their resources."""
    coming = Time.objects.to_come(now).filter(
        reservation__person=person, reservation__state__in=Reservation.LIVE
    )
    return coming.select_related("reservation").prefetch_related(LINES)


def times_at_place(place: Place, span: Span) -> TimeQuerySet:
    """What is taken at a card during a span, with who and what; each once."""
    here = Line.objects.filter(_used_at(place)).values("reservation")
    found = Time.objects.taking_place().filter(
        reservation__in=here, starts_at__lt=span.end, ends_at__gt=span.start
    )
    return (
        found.order_by("starts_at", "pk")
        .select_related("reservation__person", "reservation__community", "reservation__group")
        .prefetch_related(LINES)
    )


def taken_since(
    subject: Place | Resource, since: datetime
) -> Iterator[tuple[str, str, datetime, datetime]]:
    """Which resource (its public id, its name), from when to when; nobody’s name. Of a place,
    what is used there: its own but while it is lent, what is lent to it then."""
    of = _used_at(subject) if isinstance(subject, Place) else Q(resource=subject)
    lines = Line.objects.filter(
        of,
        resource__removed_at=None,
        reservation__times__claims__resource=F("resource"),
        reservation__times__ends_at__gt=since,
    )
    times = ("reservation__times__starts_at", "reservation__times__ends_at")
    yield from lines.order_by().values_list("resource__public_id", "resource__name", *times)


def lines_to_answer(place: Place) -> QuerySet[Line]:
    """What waits for the agreement of a card, the first asked first."""
    waiting = Line.objects.filter(_used_at(place), agreed_at=None, reservation__state=State.HELD)
    return (
        waiting.select_related(
            "reservation__person",
            "reservation__group",
            "resource__place__root",
            "loan__borrower__root",
        )
        .prefetch_related("reservation__times")
        .order_by("reservation__asked_at", "pk")
    )


def waiting_for(resources: Iterable[int], now: datetime) -> QuerySet[Reservation]:
    """The waiting list, in its order, of what takes any of these resources."""
    waiting = Reservation.objects.filter(
        state=State.WAITING,
        lines__resource__in=resources,
        times__starts_at__gt=now,
        times__is_cancelled=False,
    )
    return waiting.distinct().order_by("asked_at", "pk")


def times_under(resources: Iterable[int], span: Span) -> TimeQuerySet:
    """What takes something of these resources, or is inside them, during a span."""
    return Time.objects.taking_place().filter(
        claims__resource__in=resources, starts_at__lt=span.end, ends_at__gt=span.start
    )


def closures_at(place: Place, now: datetime) -> QuerySet[Closure]:
    """Those of a card and of what it holds that are not over, told here."""
    of_resources = Q(resource__place=place) | Q(resource__place__root=place)
    found = Closure.objects.filter(Q(place=place) | of_resources, ends_at__gt=now, calendar=None)
    return found.select_related("resource").order_by("starts_at", "pk")


def past_at(person: Person, resource: Resource, place: Place | None, *, but: int = 0) -> list[Span]:
    """All that a person took or takes, at a place and of the same kind: what charters limit. `but`
    is the key of a reservation that is not counted: the one that is asked about."""
    beside = _used_at(place) if place else Q(resource=resource)
    there = Line.objects.filter(beside, resource__kind=resource.kind, reservation__person=person)
    taken = there.exclude(reservation=but).values("reservation")
    times = Time.objects.taking_place().filter(reservation__in=taken)
    return [Span(*edges) for edges in times.values_list("starts_at", "ends_at")]


def used_by_agreement(
    person: Person, community: Community, holders: Iterable[int], *, but: int = 0
) -> list[Span]:
    """What a person took or takes in the name of a community at the places of others."""
    held = Place.objects.filter(communities__in=holders).values("pk")
    lines = Line.objects.filter(
        Q(resource__place__in=held)
        | Q(resource__place__root__in=held)
        | Q(resource__community__in=holders),
        reservation__person=person,
        reservation__community=community,
    ).exclude(reservation=but)
    times = Time.objects.taking_place().filter(reservation__in=lines.values("reservation"))
    return [Span(*edges) for edges in times.values_list("starts_at", "ends_at")]


def agreements_between(
    holders: frozenset[int], theirs: frozenset[int], day: date
) -> list[tuple[Agreement, Community]]:
    """Agreements in force by which people of `theirs` may use what `holders` hold, each with the
    community whose people they are."""
    found = Agreement.objects.in_force(day).filter(
        Q(first__in=holders, second__in=theirs - holders)
        | Q(first__in=theirs - holders, second__in=holders)
    )
    return [
        (one, one.second if one.first_id in holders else one.first)
        for one in found.select_related("first", "second").order_by("pk")
    ]


def coming_by_agreement(first: Community, second: Community, now: datetime) -> list[Reservation]:
    """What people of one booked at the places of the other, either way, still to come."""
    found: list[Reservation] = []
    for theirs, holder in ((first, second), (second, first)):
        found += _coming(Line.objects.filter(_held_by(holder), reservation__community=theirs), now)
    return found


def coming_by_badge(
    giving: Community, badge: str, holder: Community, now: datetime
) -> list[Reservation]:
    """What those to whom one gave a badge booked, still to come, of what the other holds."""
    held = Habilitation.objects.filter(community=giving, badge=badge, revoked_on=None)
    lent = Q(loan__borrower__communities=holder) | Q(loan__borrower__root__communities=holder)
    lines = Line.objects.filter(
        Q(loan=None) & _held_by(holder) | lent, reservation__person__in=held.values("person")
    )
    return _coming(lines, now)


def coming_of(person: Person, now: datetime) -> list[Reservation]:
    return _coming(Line.objects.filter(reservation__person=person), now)


def _coming(lines: QuerySet[Line], now: datetime) -> list[Reservation]:
    found = Reservation.objects.filter(
        pk__in=lines.values("reservation"),
        state__in=Reservation.LIVE,
        times__ends_at__gt=now,
        times__is_cancelled=False,
    )
    return list(found.select_related("person", "group").distinct())


def _held_by(community: Community) -> Q:
    """Of what is a community’s own, or of a place that it runs."""
    return (
        Q(resource__place__communities=community)
        | Q(resource__place__root__communities=community)
        | Q(resource__community=community)
    )


def _used_at(place: Place) -> Q:
    """Of what is a card's own, but while it is lent; of what is lent to it, then."""
    own = Q(resource__place=place) | Q(resource__place__root=place)
    borrowed = Q(loan__borrower=place) | Q(loan__borrower__root=place)
    return Q(loan=None) & own | borrowed
