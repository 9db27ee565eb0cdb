"""What needs show on the page of a place."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.bridges.queries import needs_at
from entrelieux.places.models import Place
from entrelieux.places.sections import Section

SHOWN = 6


def needs_section(place: Place, _request: HttpRequest) -> Section | None:
    """Public needs told for the place; nothing of whose they are."""
    found = list(needs_at(place, timezone.now())[:SHOWN])
    if not found:
        return None
    return Section(
        template="bridges/_section.html",
        title=_("Ce que l’on cherche ici"),
        anchor="needs",
        rank=35,
        context={"needs": found},
    )
