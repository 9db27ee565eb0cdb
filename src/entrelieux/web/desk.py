"""What is behind a door of the one-stop desk: for each concern, the nearest that answer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs

from django.utils import timezone

from entrelieux.core.geo import Commune
from entrelieux.places.models import Place
from entrelieux.search.parameters import find_origin, read_search
from entrelieux.search.reader import View, current_view
from entrelieux.web.doors import Concern, Door
from entrelieux.web.home import ListedEntry, ListedPlace, listed, listed_entry

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """A concern with its nearest answers; `address` leads to all of them."""

    concern: Concern
    total: int
    places: Sequence[ListedPlace]
    entries: Sequence[ListedEntry]
    address: str


@dataclass(frozen=True, slots=True)
class Desk:
    door: Door
    origin: Commune | None
    answers: Sequence[Answer]
    callable_places: Sequence[Place]


def desk_of(door: Door, commune: str, *, now: datetime | None = None) -> Desk:
    """Raises `BadParameter` when no commune has that name."""
    moment = timezone.localtime(now)
    origin = find_origin(commune)
    view = current_view()
    answers = [_answer(one, origin, view, moment) for one in door.concerns]
    return Desk(door, origin, answers, _to_call(answers))


def _answer(concern: Concern, origin: Commune | None, view: View, now: datetime) -> Answer:
    address = concern.address(origin.code if origin else "")
    search = read_search({**parse_qs(address[1:]), "taille": [str(SHOWN)]}, now=now)
    found = view.snapshot.search(search.query)
    if search.what == "place":
        places, entries = [listed(hit, search, now) for hit in found.hits], []
    else:
        places, entries = [], [listed_entry(hit, search) for hit in found.hits]
    return Answer(concern, found.total, places, entries, address)


def _to_call(answers: Sequence[Answer]) -> Sequence[Place]:
    """The places just named that have a telephone: somebody to call, each once, in order."""
    ids = list(dict.fromkeys(place.id for answer in answers for place in answer.places))
    known = {place.public_id: place for place in Place.objects.shown().filter(public_id__in=ids)}
    named = [known[one] for one in ids if one in known]
    return [place for place in named if place.card.get("phone")][:SHOWN]
