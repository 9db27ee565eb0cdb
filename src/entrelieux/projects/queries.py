"""Reads of projects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from entrelieux.communities.queries import communities_of
from entrelieux.inventory.models import EntryQuerySet
from entrelieux.people.models import Profile
from entrelieux.people.queries import ShownProfile, shown_to
from entrelieux.places.models import Place
from entrelieux.projects.models import Project
from entrelieux.resources.models import Resource


def find_project(public_id: str, person: Any) -> Project | None:
    """None when there is none, or it is not for this person: both look the same."""
    found = Project.objects.visible_to(person).filter(public_id=public_id)
    return found.select_related("community", "place__root").first()


def projects_for(
    person: Any, *, state: str = "", text: str = "", is_looking: bool = False
) -> EntryQuerySet:
    """Those that a person may see, the latest first; those that lack something, if `is_looking`."""
    projects = Project.objects.visible_to(person).select_related("community", "place")
    if state:
        projects = projects.filter(state=state)
    if text:
        projects = projects.filter(Q(name__icontains=text) | Q(description__icontains=text))
    if is_looking:
        projects = projects.exclude(looking_for=[])
    return projects.order_by("-updated_at", "-pk")


def projects_at(place: Place, person: Any) -> EntryQuerySet:
    """Those that happen at a card, or use it."""
    at_place = Q(place=place) | Q(place__root=place) | Q(places=place) | Q(places__root=place)
    return Project.objects.visible_to(person).filter(at_place).distinct().order_by("-updated_at")


def places_of(project: Project) -> list[Place]:
    """Its own place and those where it happens, each by the card that carries it, once."""
    listed = [*([project.place] if project.place else []), *_happens_at(project)]
    cards = {(place.root or place).pk: place.root or place for place in listed}
    return [card for card in cards.values() if card.hidden_in_id is None]


def _happens_at(project: Project) -> QuerySet[Place]:
    return project.places.filter(hidden_in=None).select_related("root").order_by("name", "pk")


def possible_places(person: Any, project: Project | None = None) -> QuerySet[Place]:
    """Those of the communities of a person, and those where the project happens already."""
    mine = Q(communities__in=communities_of(person))
    already = Q(projects=project) if project else Q(pk__in=[])
    return Place.objects.shown().filter(mine | already).distinct().order_by("name", "pk")


def possible_resources(person: Any, places: Iterable[int], project: Project | None) -> QuerySet:
    """What a person may see at these places, and what the project uses already."""
    at_places = Q(place__in=list(places)) | Q(place__root__in=list(places))
    already = Q(projects=project) if project else Q(pk__in=[])
    found = Resource.objects.visible_to(person).filter(at_places | already)
    return found.distinct().select_related("place").order_by("place", "name", "pk")


def people_of(project: Project, person: Any) -> tuple[list[tuple[ShownProfile, str]], int]:
    """Who takes part, as far as the reader may see them, and how many others there are."""
    parts = dict(project.participations.values_list("person", "part"))
    profiles = list(Profile.objects.filter(person__in=parts))
    by_id = {profile.public_id: profile for profile in profiles}
    shown = [(one, parts[by_id[one.public_id].person_id]) for one in shown_to(person, profiles)]
    return shown, len(parts) - len(shown)
