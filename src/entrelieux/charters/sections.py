"""The charter of a place’s community, on the page of the place."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from entrelieux.charters.models import Charter
from entrelieux.places.models import Place
from entrelieux.places.sections import Section


def charter_section(place: Place, request: HttpRequest) -> Section | None:
    """Where its rules are read, and where to ask « puis-je ? »; nothing without a charter."""
    charters = Charter.objects.filter(community__in=place.communities.all())
    communities = [one.community for one in charters.select_related("community")]
    if not communities:
        return None
    return Section(
        template="charters/_section.html",
        title=_("Les règles du lieu"),
        anchor="rules",
        rank=9,
        context={"communities": communities},
    )
