"""What activities show on the page of a place."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from entrelieux.activities.queries import usages_of
from entrelieux.inventory.permissions import can_add_to
from entrelieux.places.models import Place
from entrelieux.places.sections import Section

SHOWN_USAGES = 12


def usages_section(place: Place, request: HttpRequest) -> Section | None:
    """What is done there again and again; for those who keep the place, how to add to it."""
    usages = list(usages_of(place, request.user)[: SHOWN_USAGES + 1])
    keeps = can_add_to(request.user, place)
    if not usages and not keeps:
        return None
    return Section(
        template="activities/_usages_section.html",
        title=_("Ce qu’on y fait"),
        anchor="usages",
        rank=6,
        context={
            "place": place,
            "usages": usages[:SHOWN_USAGES],
            "has_more": len(usages) > SHOWN_USAGES,
            "keeps": keeps,
        },
        stylesheet="css/activities.css",
    )
