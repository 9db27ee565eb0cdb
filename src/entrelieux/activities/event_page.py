"""Everything that the page of an event shows, as its reader may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from entrelieux.activities.entrance import door_refusal_of, refusal_of
from entrelieux.activities.linked_data import event_json_ld
from entrelieux.activities.listing import ListedTime, listed
from entrelieux.activities.models import Entrance, Event, Occurrence, Registration
from entrelieux.activities.permissions import can_see_registrations
from entrelieux.activities.queries import find_own, seats_left, shown_hosts, time_to_show
from entrelieux.activities.series import series_of
from entrelieux.activities.wording import rule_words
from entrelieux.communities.circles import Scope
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

OTHER_TIMES = 12


@dataclass(frozen=True, slots=True)
class EntranceBox:
    """How to come to the time that is shown; `left` seats, None when there is no limit."""

    is_open: bool = False
    left: int | None = None
    own: Registration | None = None
    can_see_all: bool = False

    @property
    def is_full(self) -> bool:
        return self.left == 0


@dataclass(frozen=True, slots=True)
class EventPage:
    """`time` is the one that is shown; None when all are gone. What is not known is empty."""

    event: Event
    place: Place | None
    time: ListedTime | None
    others: Sequence[ListedTime]
    rhythm: str
    sort: str
    audiences: Sequence[str]
    resources: Sequence[Resource]
    hosts: Sequence[ShownProfile]
    other_hosts: int
    photos: Sequence[Photo]
    freshness: Freshness
    facts: Sequence[tuple[str, str]]
    is_over: bool
    entrance: EntranceBox
    json_ld: dict[str, Any]


def event_page(event: Event, person: Any, now: datetime, day: date | None) -> EventPage:
    time = time_to_show(event, day, now)
    if time:
        time.event = event
    shown = listed(time) if time else None
    coming = event.occurrences.to_come(now).with_taken().select_related("event")[: OTHER_TIMES + 1]
    hosts, others = shown_hosts(event.hosts.all(), person)
    rule = series_of(event).rule
    box = entrance_box(event, time, person, now)
    is_public = event.scope == Scope.PUBLIC
    return EventPage(
        event=event,
        place=event.card,
        time=shown,
        others=[listed(one) for one in coming if time is None or one.pk != time.pk][:OTHER_TIMES],
        rhythm=rule_words(rule, event.first_day) if rule else "",
        sort=label_of(event.concept) if event.concept else "",
        audiences=labels_of(event.audiences),
        resources=list(event.resources.visible_to(person)),
        hosts=hosts,
        other_hosts=others,
        photos=photos_of([event]).get(audit.subject_of(event), []),
        freshness=freshness_of(event.confirmed_on, now.date()),
        facts=facts_said(event, facts_at(Subject.EVENT, event.card, person)),
        is_over=time is None or time.ends_at <= now,
        entrance=box,
        json_ld=event_json_ld(event, shown, box.left) if shown and is_public else {},
    )


def entrance_box(event: Event, time: Occurrence | None, person: Any, now: datetime) -> EntranceBox:
    if time is None:
        return EntranceBox()
    if event.entrance != Entrance.HERE:
        is_day = not door_refusal_of(time, now)
        return EntranceBox(can_see_all=is_day and can_see_registrations(person, event))
    return EntranceBox(
        is_open=not refusal_of(time, now),
        left=seats_left(time),
        own=find_own(time, person),
        can_see_all=can_see_registrations(person, event),
    )
