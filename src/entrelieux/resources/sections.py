"""What resources show on the page of a place."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from entrelieux.inventory.permissions import can_add_to
from entrelieux.places.models import Place
from entrelieux.places.sections import Section
from entrelieux.resources.listing import groups_at


def resources_section(place: Place, request: HttpRequest) -> Section | None:
    """What is there by kind; for those who keep the place, how to add to it."""
    groups = groups_at(place, request.user)
    keeps = can_add_to(request.user, place)
    if not groups and not keeps:
        return None
    return Section(
        template="resources/_section.html",
        title=_("Ce qu’on y trouve"),
        anchor="resources",
        rank=10,
        context={"place": place, "groups": groups, "keeps": keeps},
        stylesheet="css/inventory.css",
    )
