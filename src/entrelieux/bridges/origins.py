"""Where a need comes from: a project that looks for something, a machine that is down, a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from entrelieux.bridges.queries import hosted_places
from entrelieux.inventory.permissions import can_edit_entry
from entrelieux.places.models import Place
from entrelieux.projects.models import Project
from entrelieux.resources.models import Resource


@dataclass(frozen=True, slots=True)
class Origin:
    """`sentence` to begin with, `values` columns of the need, `query` what the form keeps."""

    sentence: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    query: str = ""


def origin_of(request: HttpRequest) -> Origin:
    """What `?projet=`, `?ressource=` or `?lieu=` names, when this person may speak for it."""
    for name, read in (("projet", _project), ("ressource", _resource), ("lieu", _place)):
        public_id = request.GET.get(name, "")
        found = read(public_id, request.user) if public_id else None
        if found:
            sentence, values = found
            return Origin(sentence, values, urlencode({name: public_id}))
    return Origin()


Found = tuple[str, Mapping[str, Any]]


def _project(public_id: str, person: Any) -> Found | None:
    project = Project.objects.visible_to(person).filter(public_id=public_id).first()
    if project is None or not can_edit_entry(person, project):
        return None
    wanted = ", ".join(one["text"] for one in project.looking_for)
    sentence = _("Pour le projet « %(name)s », nous cherchons %(wanted)s") % {
        "name": project.name,
        "wanted": wanted or "…",
    }
    return sentence[:300], {"project": project, "place": project.place}


def _resource(public_id: str, person: Any) -> Found | None:
    resource = Resource.objects.visible_to(person).filter(public_id=public_id).first()
    if resource is None or not can_edit_entry(person, resource):
        return None
    sentence = _("Nous cherchons quelqu’un pour réparer : %(name)s") % {"name": resource.name}
    return sentence, {"place": resource.card}


def _place(public_id: str, person: Any) -> Found | None:
    place: Place | None = hosted_places(person).filter(public_id=public_id).first()
    return ("", {"place": place}) if place else None
