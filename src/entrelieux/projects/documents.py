"""Public projects as the documents that the atlas finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import orjson

from entrelieux.core.atlas import Document
from entrelieux.core.geo import load_france
from entrelieux.core.text import fold
from entrelieux.core.understanding import place_tiers
from entrelieux.core.words import load_core
from entrelieux.places.models import Place
from entrelieux.projects.models import Project
from entrelieux.search.kinds import document_key

CHUNK = 1_000


class ProjectDocuments:
    """Only projects that everyone may see."""

    def count(self) -> int:
        return Project.objects.public().count()

    def documents(self, rows: Iterable[int] | None = None) -> Iterator[Document]:
        projects = Project.objects.public().select_related("place__root", "community")
        projects = projects.prefetch_related("places")
        if rows is not None:
            projects = projects.filter(pk__in=list(rows))
        last = 0
        while chunk := list(projects.filter(pk__gt=last).order_by("pk")[:CHUNK]):
            last = chunk[-1].pk
            yield from map(document_of, chunk)


def document_of(project: Project) -> Document:
    place = place_of(project)
    wanted = [one["text"] for one in project.looking_for]
    concepts: dict[str, list[str]] = {}
    for one in project.looking_for:
        scheme, _colon, concept = one["concept"].partition(":")
        if concept:
            concepts.setdefault(scheme, []).append(concept)
    return Document(
        id=document_key("project", project.pk),
        public_id=project.public_id,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        tiers=place_tiers(
            names=[project.name],
            concepts=concepts,
            types=wanted,
            where=[place.name, place.card.get("city", "")] if place else [],
            texts=[project.description, project.outputs],
            commune=load_france().by_code(place.insee) if place and place.insee else None,
            vocabulary=load_core(),
        ),
        facets=_facets(project, place),
        payload=orjson.dumps(payload_of(project, place)),
        sort_name=fold(project.name),
        updated_on=project.updated_at.toordinal(),
    )


def place_of(project: Project) -> Place | None:
    """Where it is: its own place, or the first of those where it happens."""
    own = project.place or next(iter(project.places.all()), None)
    return (own.root or own) if own else None


def _facets(project: Project, place: Place | None) -> dict[str, tuple[str, ...]]:
    facets = {"what": ("project",), "status": (project.state,)}
    if place and place.department:
        facets["department"] = (place.department,)
    return facets


def payload_of(project: Project, place: Place | None) -> dict[str, object]:
    """What a list shows of a project, and nobody's name."""
    payload = {
        "what": "project",
        "id": project.public_id,
        "name": project.name,
        "url": project.get_absolute_url(),
        "state": project.get_state_display(),
        "place": place.name if place else "",
        "place_id": place.public_id if place else "",
        "city": place.card.get("city", "") if place else "",
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "is_example": project.is_example,
    }
    return {key: value for key, value in payload.items() if value not in (None, "", False)}
