"""Who may start, change and join a project."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from entrelieux.communities.models import Community
from entrelieux.communities.queries import communities_of
from entrelieux.inventory.permissions import can_edit_entry
from entrelieux.projects.models import Participation, Project


def own_communities(person: Any) -> QuerySet[Community]:
    """Those in whose name a person may start a project: where she belongs."""
    return communities_of(person)


def can_start_project(person: Any) -> bool:
    return own_communities(person).exists()


def can_edit_project(person: Any, project: Project) -> bool:
    """Those who take part, and those who keep its community."""
    return can_edit_entry(person, project)


def can_join_project(person: Any, project: Project) -> bool:
    """Anybody signed in who sees it, and is not in it yet."""
    if not person.is_authenticated:
        return False
    is_in = Participation.objects.filter(project=project, person=person).exists()
    return not is_in and Project.objects.visible_to(person).filter(pk=project.pk).exists()
