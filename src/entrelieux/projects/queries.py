"""Reads of projects."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from entrelieux.inventory.models import EntryQuerySet
from entrelieux.people.models import Profile
from entrelieux.people.queries import ShownProfile, shown_to
from entrelieux.places.models import Place
from entrelieux.projects.models import Project


def find_project(public_id: str, person: Any) -> Project | None:
    """None when there is none, or it is not for this person: both look the same."""
    found = Project.objects.visible_to(person).filter(public_id=public_id)
    return found.select_related("community", "place").first()


def projects_for(person: Any, *, state: str = "", text: str = "") -> EntryQuerySet:
    """Those that a person may see, the latest first."""
    projects = Project.objects.visible_to(person).select_related("community", "place")
    if state:
        projects = projects.filter(state=state)
    if text:
        projects = projects.filter(Q(name__icontains=text) | Q(description__icontains=text))
    return projects.order_by("-updated_at", "-pk")


def projects_at(place: Place, person: Any) -> EntryQuerySet:
    """Those that happen at a card, or use it."""
    at_place = Q(place=place) | Q(place__root=place) | Q(places=place) | Q(places__root=place)
    return Project.objects.visible_to(person).filter(at_place).distinct().order_by("-updated_at")


def people_of(project: Project, person: Any) -> tuple[list[tuple[ShownProfile, str]], int]:
    """Who takes part, as far as the reader may see them, and how many others there are."""
    parts = dict(project.participations.values_list("person", "part"))
    profiles = list(Profile.objects.filter(person__in=parts))
    by_id = {profile.public_id: profile for profile in profiles}
    shown = [(one, parts[by_id[one.public_id].person_id]) for one in shown_to(person, profiles)]
    return shown, len(parts) - len(shown)
