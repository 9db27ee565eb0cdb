"""What activities show on the page of a place."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.activities.listing import listed
from entrelieux.activities.queries import times_at, usages_of
from entrelieux.inventory.permissions import can_add_to
from entrelieux.places.models import Place
from entrelieux.places.sections import Section

SHOWN_USAGES, SHOWN_TIMES = 12, 5


def events_section(place: Place, request: HttpRequest) -> Section | None:
    """What is coming; for those who keep the place, how to announce more."""
    times = list(times_at(place, request.user, timezone.now())[:SHOWN_TIMES])
    keeps = can_add_to(request.user, place)
    if not times and not keeps:
        return None
    return Section(
        template="activities/_events_section.html",
        title=_("Les prochains rendez-vous"),
        anchor="events",
        rank=4,
        context={"place": place, "times": [listed(time) for time in times], "keeps": keeps},
        stylesheet="css/activities.css",
    )


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
