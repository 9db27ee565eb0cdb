"""What meetings show on the pages of a project and of a place, to those who may ask in its name."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from entrelieux.bridges.models import SourceKind
from entrelieux.meetings.page import meetings_page
from entrelieux.meetings.permissions import can_meet_for_place, can_meet_for_project
from entrelieux.meetings.queries import meetings_of
from entrelieux.places.models import Place
from entrelieux.places.sections import Section
from entrelieux.projects.models import Project

SHOWN = 3


def project_section(project: Project, request: HttpRequest) -> Section | None:
    if not can_meet_for_project(request.user, project):
        return None
    found = meetings_of(request.user, SourceKind.PROJECT, project.public_id)
    if found is None or not found.found:
        return None
    return Section(
        template="meetings/_section.html",
        title=_("Avec qui ce projet pourrait avancer"),
        anchor="meetings",
        context={"page": meetings_page(found, SHOWN), "has_more": len(found.found) > SHOWN},
    )


def place_section(place: Place, request: HttpRequest) -> Section | None:
    """A link alone: the page of a place is read often, and its pairs seldom change."""
    if not can_meet_for_place(request.user, place):
        return None
    return Section(
        template="meetings/_place.html",
        title=_("Avec quels lieux faire équipe"),
        anchor="meetings",
        rank=90,
        context={"place": place},
    )
