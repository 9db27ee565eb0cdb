"""Everything that the page of a usage shows, as its reader may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from entrelieux.activities.listing import ListedTime, listed
from entrelieux.activities.models import Usage
from entrelieux.activities.queries import shown_hosts, times_of_usage
from entrelieux.activities.zones import zone_of
from entrelieux.core.booking import Series, Slot, occurrences, read_rhythm
from entrelieux.core.words.lexicon import Subject
from entrelieux.inventory.facts import facts_at, facts_said
from entrelieux.inventory.models import Photo
from entrelieux.inventory.queries import photos_of
from entrelieux.people.queries import ShownProfile
from entrelieux.places.freshness import Freshness, freshness_of
from entrelieux.places.models import Place
from entrelieux.places.vocabulary import label_of, labels_of
from entrelieux.platform import audit
from entrelieux.resources.models import Resource

NEXT_TIMES = 3
SHOWN_EVENTS = 6
LOOKED_AT = timedelta(days=100)


@dataclass(frozen=True, slots=True)
class UsagePage:
    """What is not known is empty, never invented."""

    usage: Usage
    place: Place | None
    sort: str
    audiences: Sequence[str]
    next_times: Sequence[tuple[datetime, datetime | None]]
    resources: Sequence[Resource]
    hosts: Sequence[ShownProfile]
    other_hosts: int
    events: Sequence[ListedTime]
    photos: Sequence[Photo]
    freshness: Freshness
    facts: Sequence[tuple[str, str]]


def usage_page(usage: Usage, person: Any, now: datetime) -> UsagePage:
    hosts, others = shown_hosts(usage.hosts.all(), person)
    return UsagePage(
        usage=usage,
        place=usage.card,
        sort=label_of(usage.concept) if usage.concept else "",
        audiences=labels_of(usage.audiences),
        next_times=next_times(usage, now),
        resources=list(usage.resources.visible_to(person)),
        hosts=hosts,
        other_hosts=others,
        events=[listed(one) for one in times_of_usage(usage, person, now)[:SHOWN_EVENTS]],
        photos=photos_of([usage]).get(audit.subject_of(usage), []),
        freshness=freshness_of(usage.confirmed_on, now.date()),
        facts=facts_said(usage, facts_at(Subject.USAGE, usage.card, person)),
    )


def next_times(usage: Usage, now: datetime) -> list[tuple[datetime, datetime | None]]:
    """On the clocks of the place; none when the words leave a doubt.

    One week in two leaves one: which week it begins with is not said.
    """
    rhythm = read_rhythm(usage.rhythm)
    if rhythm is None or rhythm.start is None or rhythm.rule.interval > 1:
        return []
    zone = ZoneInfo(zone_of(usage.card))
    # A series holds its first day whatever its rule: that one is over.
    yesterday = now.astimezone(zone).date() - timedelta(days=1)
    start = datetime.combine(yesterday, rhythm.start)
    end = datetime.combine(yesterday, rhythm.end or rhythm.start)
    series = Series(Slot(start, end), zone.key, rhythm.rule)
    found = occurrences(series, after=now, before=now + LOOKED_AT)
    return [
        (one.start.astimezone(zone), one.end.astimezone(zone) if rhythm.end else None)
        for one in found[:NEXT_TIMES]
    ]
