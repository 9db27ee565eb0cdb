"""Everything that the page of a resource shows, as its reader may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from entrelieux.core.words.lexicon import Subject
from entrelieux.inventory.facts import facts_at, facts_said
from entrelieux.inventory.models import Photo
from entrelieux.inventory.queries import photos_of
from entrelieux.places.freshness import Freshness, freshness_of
from entrelieux.places.models import Place
from entrelieux.places.vocabulary import label_of, labels_of
from entrelieux.platform import audit
from entrelieux.resources.holders import ShownHolder, shown_holder
from entrelieux.resources.listing import Line, lines_of
from entrelieux.resources.models import Resource, Sheet
from entrelieux.resources.queries import resources_of
from entrelieux.resources.wording import (
    access_words,
    away_words,
    measure_words,
    says_condition,
    specification_lines,
)
from entrelieux.resources.words import words_of


@dataclass(frozen=True, slots=True)
class ResourcePage:
    """What is not known is empty, never invented."""

    resource: Resource
    place: Place | None
    room: Resource | None
    photos: Sequence[Photo]
    sheets: Sequence[Sheet]
    contents: Sequence[Line]
    holder: ShownHolder | None
    freshness: Freshness
    sort: str
    how: str
    amount: str
    training: str
    specifications: Sequence[tuple[str, str]]
    works: Sequence[str]
    refuses: Sequence[str]
    says_condition: bool
    whereabouts: Place | None
    away: str
    facts: Sequence[tuple[str, str]]


def resource_page(resource: Resource, person: Any, today: date) -> ResourcePage:
    place = resource.card
    visible = resources_of(place, person) if place else Resource.objects.none()
    inside = visible.filter(pk=resource.inside_id).first() if resource.inside_id else None
    held = list(visible.filter(inside=resource)[:200])
    verbs = words_of(place).verbs
    return ResourcePage(
        resource=resource,
        place=place,
        room=inside,
        photos=photos_of([resource]).get(audit.subject_of(resource), []),
        sheets=list(resource.sheets.filter(removed_at=None)),
        contents=lines_of(held, visible, verbs),
        holder=shown_holder(resource, person),
        freshness=freshness_of(resource.confirmed_on, today),
        sort=label_of(resource.concept) if resource.concept else "",
        how=access_words(resource.access, verbs),
        amount=amount_of(resource),
        training=label_of(resource.training) if resource.training else "",
        specifications=specification_lines(resource.specifications),
        works=labels_of(resource.works),
        refuses=labels_of(resource.refuses),
        says_condition=says_condition(resource),
        whereabouts=resource.whereabouts,
        away=away_words(resource),
        facts=facts_said(resource, facts_at(Subject.RESOURCE, place, person)),
    )


def amount_of(resource: Resource) -> str:
    """« 12 planches »; nothing when nobody counted."""
    return "" if resource.quantity is None else measure_words(resource.quantity, resource.unit)
