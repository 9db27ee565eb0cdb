"""What contributions show on the page of a place."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from entrelieux.contributions.models import Proposal
from entrelieux.places.models import Place
from entrelieux.places.permissions import can_edit_place
from entrelieux.places.sections import Section


def contribute_section(place: Place, request: HttpRequest) -> Section:
    """How to correct, claim or follow the place; for who keeps it, what waits."""
    keeps = can_edit_place(request.user, place)
    waiting = []
    if keeps:
        open_states = [Proposal.State.WAITING, Proposal.State.APPEALED]
        waiting = list(Proposal.objects.filter(place=place, state__in=open_states))
    return Section(
        template="contributions/_section.html",
        title=_("Garder cette fiche vraie"),
        anchor="contribute",
        rank=90,
        context={"place": place, "waiting": waiting, "keeps": keeps},
    )
