"""What projects show on the page of a place."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from entrelieux.places.models import Place
from entrelieux.places.sections import Section
from entrelieux.projects.queries import projects_at

SHOWN = 6


def projects_section(place: Place, request: HttpRequest) -> Section | None:
    found = list(projects_at(place, request.user)[: SHOWN + 1])
    if not found:
        return None
    return Section(
        template="projects/_section.html",
        title=_("Ce qui s’y fabrique"),
        anchor="projects",
        rank=30,
        context={"projects": found[:SHOWN], "has_more": len(found) > SHOWN},
    )
