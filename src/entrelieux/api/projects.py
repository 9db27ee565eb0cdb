"""Projects: their story and what they look for; how many take part, and nobody's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch
from django.http import HttpRequest
from ninja import Query, Router

from entrelieux.api.entries import AFTER, LIMIT, entry_json, known, one_of, page_of
from entrelieux.api.places import wanted_place
from entrelieux.api.schemas import Problem, ProjectOut, ProjectPage
from entrelieux.core.words.lexicon import Subject
from entrelieux.inventory.columns import facts_json
from entrelieux.inventory.facts import facts_of_all
from entrelieux.inventory.models import EntryQuerySet
from entrelieux.places.models import Place
from entrelieux.projects.models import Participation, Project, State, Step
from entrelieux.resources.models import Resource

router = Router(tags=["projects"])
STATES = "|".join(State.values)


@router.get(
    "/projects",
    response={200: ProjectPage, 404: Problem, 422: Problem},
    exclude_none=True,
    summary="All projects that everyone may see, in a stable order",
)
def list_projects(
    request: HttpRequest,
    after: str = AFTER,
    limit: int = LIMIT,
    state: str = Query("", pattern=f"^({STATES})?$"),
    looking: bool = Query(False, description="Only those that look for something"),
    updated_since: date | None = Query(None, description="Only those changed since this day"),
) -> dict[str, Any]:
    found = Project.objects.public()
    if state:
        found = found.filter(state=state)
    if looking:
        found = found.exclude(looking_for=[])
    if updated_since:
        found = found.filter(updated_at__date__gte=updated_since)
    return page_of(request, _whole(found), after, limit, _projects)


@router.get(
    "/places/{id}/projects",
    response={200: ProjectPage, 404: Problem, 422: Problem},
    exclude_none=True,
    summary="What is made in one place, or with it",
)
def list_place_projects(
    request: HttpRequest, id: str, after: str = AFTER, limit: int = LIMIT
) -> dict[str, Any]:
    place = wanted_place(id)
    cards = Place.objects.filter(pk=place.pk) | Place.objects.filter(root=place)
    at_place = Project.objects.filter(places__in=cards) | Project.objects.filter(place__in=cards)
    found = Project.objects.public().filter(pk__in=at_place.values("pk"))
    return page_of(request, _whole(found), after, limit, _projects)


@router.get(
    "/projects/{id}",
    response={200: ProjectOut, 404: Problem},
    exclude_none=True,
    summary="One project",
)
def read_project(request: HttpRequest, id: str) -> dict[str, Any]:
    return one_of(_whole(Project.objects.public()), id, _projects)


def _whole(found: EntryQuerySet) -> EntryQuerySet:
    """With its steps, its places and its public resources: one query each, whatever the number."""
    steps = Prefetch("steps", Step.objects.filter(removed_at=None), to_attr="told")
    places = Place.objects.filter(hidden_in=None).select_related("root").order_by("pk")
    resources = Resource.objects.public().order_by("pk")
    return found.select_related("community").prefetch_related(
        steps,
        Prefetch("places", places, to_attr="cards"),
        Prefetch("resources", resources, to_attr="used"),
    )


def _projects(projects: Sequence[Any]) -> list[dict[str, Any]]:
    counted = Participation.objects.filter(project__in=projects).order_by()
    people = Counter(dict(counted.values_list("project").annotate(Count("pk"))))
    facts = facts_of_all(Subject.PROJECT)
    return [
        known({**_project(one), "facts": facts_json(one, facts)}) | {"people": people[one.pk]}
        for one in projects
    ]


def _project(project: Any) -> dict[str, Any]:
    cards = [place.root or place for place in project.cards]
    own = (project.place.root or project.place) if project.place else next(iter(cards), None)
    return {
        **entry_json(project, own),
        "state": project.state,
        "community": project.community.slug if project.community else None,
        "looking_for": [known(wanted) for wanted in project.looking_for],
        "steps": [{"on": one.on, "title": one.title, "text": one.text} for one in project.told],
        "places": list(dict.fromkeys(card.public_id for card in cards)),
        "resources": [resource.public_id for resource in project.used],
        "licence": project.licence,
        "outputs": project.outputs,
        "links": project.links,
    }
