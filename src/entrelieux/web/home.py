"""The home page: a search, its list, its filters with exact counts, and the map of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from entrelieux.activities.wording import start_words
from entrelieux.core.atlas import Answer, Hit
from entrelieux.core.geo import Minutes, travel_time
from entrelieux.core.geo.drawing import MapPoint
from entrelieux.core.hours.evaluate import OpenStatus, status_at
from entrelieux.core.hours.school import holidays_of
from entrelieux.places.freshness import Freshness, freshness_of
from entrelieux.places.models import Place
from entrelieux.search.called import is_called_otherwise
from entrelieux.search.parameters import Search, read_search, unlimited
from entrelieux.search.reader import View, current_view
from entrelieux.web.facets import FacetGroup, FacetValue, facet_groups, tabs_of


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """One line of the list."""

    id: str
    name: str
    url: str
    kinds: Sequence[str]
    city: str
    postcode: str
    status: str
    is_approximate: bool
    open: OpenStatus | None
    is_open: bool | None
    freshness: Freshness
    distance_km: float | None
    minutes: Minutes | None


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One line of a list of resources, usages, events or projects."""

    what: str
    name: str
    url: str
    concept: str
    place: str
    city: str
    when: str
    state: str
    is_example: bool
    distance_km: float | None
    minutes: Minutes | None
    # Found by what it is, under a name that says none of the words searched.
    is_called_otherwise: bool = False


@dataclass(frozen=True, slots=True)
class HomePage:
    search: Search
    total: int
    places: Sequence[ListedPlace]
    entries: Sequence[ListedEntry]
    tabs: Sequence[FacetValue]
    facets: Sequence[FacetGroup]
    kind_chips: Sequence[FacetValue]
    version: str
    pages: int
    points: Sequence[MapPoint]

    @property
    def first(self) -> int:
        return self.search.query.offset + 1 if self.total else 0

    @property
    def previous(self) -> str:
        return page_address(self.search, self.search.page - 1) if self.search.page > 1 else ""

    @property
    def following(self) -> str:
        more = self.search.page < self.pages
        return page_address(self.search, self.search.page + 1) if more else ""

    @property
    def is_filtered(self) -> bool:
        return bool(self.search.parameters.keys() - {"q", "page", "taille"})

    @property
    def chosen_count(self) -> int:
        return sum(len(group.chosen) for group in self.facets)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The other filters, that a new search keeps."""
        parameters = self.search.parameters
        names = [name for name in parameters if name not in {"q", "page"}]
        return [(name, value) for name in names for value in parameters[name]]

    @property
    def tile_query(self) -> str:
        """What the tiles must obey: everything but the page and the box of the list."""
        return self.search.address(page=None, taille=None, tri=None, bbox=None).removeprefix("?")

    @property
    def bounds(self) -> str:
        """The box that the map opens on: that of the address, or of what was found."""
        if self.search.query.box:
            south, west, north, east = self.search.query.box
            return f"{west},{south},{east},{north}"
        return ""

    @property
    def notes(self) -> Sequence[str]:
        return self.search.understood.notes

    @property
    def sort(self) -> str:
        return next(iter(self.search.parameters.get("tri", ())), "pertinence")

    @property
    def sorts(self) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in SORT_LABELS.items()]

    @property
    def exports(self) -> list[tuple[str, str, str]]:
        """(format, label, address) of this same list."""
        query = self.search.address()
        return [
            (name, str(label), reverse("export", args=[name]) + query)
            for name, label in EXPORT_LABELS.items()
        ]


SORT_LABELS = {
    "pertinence": gettext_lazy("pertinence"),
    "distance": gettext_lazy("distance"),
    "fraicheur": gettext_lazy("fraîcheur de la fiche"),
    "nom": gettext_lazy("nom"),
}
EXPORT_LABELS = {"csv": "CSV", "xlsx": "Excel", "geojson": "GeoJSON"}


def home_page(parameters: Any, *, now: datetime | None = None) -> HomePage:
    """The page of an address (`parameters` is its QueryDict). Raises `BadParameter`."""
    moment = timezone.localtime(now)
    search = read_search(dict(parameters.lists()), now=moment)
    view = current_view()
    answer = view.snapshot.search(search.query)
    groups = facet_groups(search, answer)
    of_places = search.what == "place"
    return HomePage(
        search=search,
        total=answer.total,
        places=[listed(hit, search, moment) for hit in answer.hits] if of_places else [],
        entries=[] if of_places else [listed_entry(hit, search) for hit in answer.hits],
        tabs=tabs_of(search, answer),
        facets=[group for group in groups if group.parameter != "sorte"],
        kind_chips=next((group.values for group in groups if group.parameter == "sorte"), ()),
        version=view.version,
        pages=max(1, -(-answer.total // search.query.limit)),
        points=points_of(view, search, answer),
    )


def page_address(search: Search, page: int) -> str:
    return search.address(page=str(page)) if page > 1 else search.address()


def listed(hit: Hit, search: Search, now: datetime) -> ListedPlace:
    shown: Mapping[str, Any] = orjson.loads(hit.payload)
    department = search.origin.department if search.origin else ""
    return place_line(shown, now, distance_km=hit.distance_km, department=department)


def place_line(
    shown: Mapping[str, Any],
    now: datetime,
    *,
    distance_km: float | None = None,
    department: str = "",
) -> ListedPlace:
    """A place as `places.documents.payload_of` tells it; `department` is where one comes from."""
    hours = shown.get("hours", "")
    fresh_on = shown.get("fresh_on")
    holidays = holidays_of(shown.get("department", ""))
    status = status_at(hours, now, school_holidays=holidays) if hours else None
    fresh_day = datetime.fromisoformat(fresh_on).date() if fresh_on else None
    known = distance_km is not None
    return ListedPlace(
        id=shown["id"],
        name=shown["name"],
        url=shown["url"],
        kinds=shown.get("kinds", ()),
        city=shown.get("city", ""),
        postcode=shown.get("postcode", ""),
        status=shown.get("status", "open"),
        is_approximate=shown.get("fidelity") == "commune",
        open=status,
        is_open=status.is_open if status else None,
        freshness=freshness_of(fresh_day, now.date()),
        distance_km=distance_km,
        minutes=travel_time(distance_km, department=department) if known else None,
    )


def listed_entry(hit: Hit, search: Search) -> ListedEntry:
    shown: Mapping[str, Any] = orjson.loads(hit.payload)
    department = search.origin.department if search.origin else ""
    km = hit.distance_km
    return ListedEntry(
        what=shown["what"],
        name=shown["name"],
        url=shown["url"],
        concept=shown.get("concept", ""),
        place=shown.get("place", ""),
        city=shown.get("city", ""),
        when=_when(shown),
        state=shown.get("state", ""),
        is_example=shown.get("is_example", False),
        distance_km=km,
        minutes=travel_time(km, department=department) if km is not None else None,
        is_called_otherwise=is_called_otherwise(shown["name"], shown.get("concept", ""), search),
    )


def _when(shown: Mapping[str, Any]) -> str:
    """The next date of an event in the reader's language; what a usage says of its rhythm."""
    if "starts" not in shown:
        return str(shown.get("when", ""))
    start = datetime.fromisoformat(shown["starts"])
    return start_words(start, is_all_day=shown["is_all_day"])


def points_of(view: View, search: Search, answer: Answer) -> list[MapPoint]:
    """Every place found that has a position, once, for the map drawn by the server."""
    hits = view.snapshot.search(unlimited(search.query, min(answer.total, MAP_POINTS))).hits
    shown = [orjson.loads(hit.payload) for hit in hits]
    points = {
        found.get("place_id", found["id"]): MapPoint(
            found["lat"],
            found["lon"],
            key=found.get("place_id", found["id"]),
            tag=found.get("kind", ""),
        )
        for found in shown
        if "lat" in found
    }
    return list(points.values())


MAP_POINTS = 5_000


def filtered_places(parameters: Any) -> QuerySet[Place]:
    """The cards of the list that an address shows, all pages together."""
    search = read_search(dict(parameters.lists()), now=timezone.localtime())
    if not search.parameters:
        return Place.objects.shown()
    view = current_view()
    total = view.snapshot.search(search.query).total
    hits = view.snapshot.search(unlimited(search.query, total)).hits
    return Place.objects.shown().filter(pk__in=[hit.id for hit in hits])
