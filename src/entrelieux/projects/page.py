"""Everything that the pages of projects show, as their reader may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from entrelieux.inventory.facts import facts_said
from entrelieux.inventory.models import Photo
from entrelieux.inventory.queries import photos_of
from entrelieux.people.queries import ShownProfile
from entrelieux.places.freshness import Freshness, freshness_of
from entrelieux.places.models import Place
from entrelieux.platform import audit
from entrelieux.projects.models import Project, Step
from entrelieux.projects.permissions import can_edit_project, can_join_project
from entrelieux.projects.queries import people_of, places_of
from entrelieux.projects.words import facts_of
from entrelieux.resources.models import Resource


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """What is not known is empty, never invented. `people` are with what each brings."""

    project: Project
    steps: Sequence[Step]
    people: Sequence[tuple[ShownProfile, str]]
    others: int
    places: Sequence[Place]
    resources: Sequence[Resource]
    photos: Sequence[Photo]
    freshness: Freshness
    facts: Sequence[tuple[str, str]]
    keeps: bool
    can_join: bool
    is_in: bool


@dataclass(frozen=True, slots=True)
class ListedProject:
    """One slip of the list, with its first photo."""

    project: Project
    photo: Photo | None


def project_page(project: Project, person: Any, today: date) -> ProjectPage:
    people, others = people_of(project, person)
    return ProjectPage(
        project=project,
        steps=list(project.steps.filter(removed_at=None)),
        people=people,
        others=others,
        places=places_of(project),
        resources=list(project.resources.visible_to(person).select_related("place")),
        photos=photos_of([project]).get(audit.subject_of(project), []),
        freshness=freshness_of(project.confirmed_on, today),
        facts=facts_said(project, facts_of(project, person)),
        keeps=can_edit_project(person, project),
        can_join=can_join_project(person, project),
        is_in=person.is_authenticated and project.participations.filter(person=person).exists(),
    )


def listed_projects(projects: Sequence[Project]) -> list[ListedProject]:
    photos = photos_of(projects)
    return [
        ListedProject(one, next(iter(photos.get(audit.subject_of(one), ())), None))
        for one in projects
    ]
