"""What a place holds as a list: by kind, then by room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from entrelieux.core.words import label_key
from entrelieux.inventory.models import Photo
from entrelieux.inventory.queries import photos_of
from entrelieux.places.models import Place
from entrelieux.places.vocabulary import label_of
from entrelieux.platform import audit
from entrelieux.resources.models import Condition, Kind, Resource
from entrelieux.resources.queries import resources_of
from entrelieux.resources.wording import GROUPS, access_words, away_words
from entrelieux.resources.words import words_of

SHOWN_OF_A_KIND = 8
# What a line shows; descriptions and specifications are left in the database.
LINE_COLUMNS = (
    "public_id",
    "place_id",
    "name",
    "kind",
    "concept",
    "make",
    "model",
    "quantity",
    "unit",
    "condition",
    "condition_note",
    "access",
    "terms",
    "scope",
    "confirmed_on",
    "is_example",
    "inside__public_id",
    "inside__name",
    "lent_until",
    "lent_to__name",
    "lent_to__root__name",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One resource of a list; `room` is empty when the reader may not see it."""

    resource: Resource
    photo: Photo | None
    room: str
    how: str

    @property
    def said(self) -> list[str]:
        """What it is, unless its name says so; how one gets to it, on what terms."""
        resource = self.resource
        sort = label_of(resource.concept) if resource.concept else ""
        is_news = label_key(sort.partition(" (")[0]) not in label_key(resource.name)
        terms = resource.get_terms_display() if resource.terms else ""
        told = (sort if is_news else "", self.how, terms)
        return [str(words) for words in told if words]

    @property
    def away(self) -> str:
        return away_words(self.resource)

    @property
    def is_impaired(self) -> bool:
        return self.resource.condition != Condition.WORKS


@dataclass(frozen=True, slots=True)
class Group:
    """The resources of a kind by room, those in none first; `count` includes those not shown."""

    kind: str
    title: str
    count: int
    rooms: Sequence[tuple[str, Sequence[Line]]]

    @property
    def more(self) -> int:
        return self.count - sum(len(lines) for _room, lines in self.rooms)


def groups_at(place: Place, person: Any, most: int = SHOWN_OF_A_KIND) -> list[Group]:
    """The first `most` of each kind, as a person may see them: four queries, whatever there is."""
    visible = resources_of(place, person)
    rank = Window(
        RowNumber(), partition_by="kind", order_by=[F("inside__name").asc(nulls_first=True), "name"]
    )
    count = Window(Count("pk"), partition_by="kind")
    ranked = visible.annotate(rank=rank, of_kind=count).filter(rank__lte=most)
    first = list(ranked.only(*LINE_COLUMNS))
    if not first:
        return []
    counts = {resource.kind: resource.of_kind for resource in first}
    lines = lines_of(first, visible, words_of(place).verbs)
    by_kind: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_kind[line.resource.kind].append(line)
    return [
        Group(kind.value, str(GROUPS[kind]), counts[kind.value], by_room(by_kind[kind.value]))
        for kind in Kind
        if kind.value in counts
    ]


def lines_of(resources: Sequence[Resource], visible: Any, verbs: Mapping[str, str]) -> list[Line]:
    """Lines with their first photo, and their room when it is among those `visible`."""
    photos = photos_of(resources)
    rooms = {r.inside_id for r in resources if r.inside_id}
    seen = set(visible.filter(pk__in=rooms).values_list("pk", flat=True)) if rooms else set()
    return [
        Line(
            resource,
            next(iter(photos.get(audit.subject_of(resource), ())), None),
            resource.inside.name if resource.inside_id in seen else "",
            access_words(resource.access, verbs),
        )
        for resource in resources
    ]


def by_room(lines: Iterable[Line]) -> list[tuple[str, Sequence[Line]]]:
    rooms: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        rooms[line.room].append(line)
    in_order = sorted(rooms.items(), key=lambda pair: pair[0].casefold())
    return [
        (room, sorted(held, key=lambda line: line.resource.name.casefold()))
        for room, held in in_order
    ]
