"""Who asks in the name of whom."""

from __future__ import annotations

from typing import Any

from entrelieux.bridges.permissions import can_post
from entrelieux.communities.permissions import hosts_any
from entrelieux.places.models import Place
from entrelieux.places.permissions import communities_of
from entrelieux.projects.models import Participation, Project


def can_meet_for_project(person: Any, project: Project) -> bool:
    """Adults who take part in it."""
    return (
        can_post(person) and Participation.objects.filter(project=project, person=person).exists()
    )


def can_meet_for_place(person: Any, place: Place) -> bool:
    """Its hosts."""
    return can_post(person) and hosts_any(person, communities_of(place))
