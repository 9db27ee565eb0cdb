"""Projects that look for somebody: what one may join."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from entrelieux.bridges.models import SourceKind
from entrelieux.bridges.offering.shape import (
    FETCHED,
    JOINED,
    LiveOffer,
    holders_of,
    known,
    offer_id,
    position_of,
    told,
)
from entrelieux.bridges.offering.touched import Touched
from entrelieux.communities.circles import Scope
from entrelieux.core.bridging.model import Offer, OfferKind
from entrelieux.projects.documents import place_of
from entrelieux.projects.models import Project, State

LIVE = (State.IDEA, State.STARTING, State.RUNNING)


def project_offers(touched: Touched | None = None) -> Iterator[LiveOffer]:
    """Only those that say what they look for, at a place that has a position."""
    looking = Project.objects.present().filter(state__in=LIVE).exclude(looking_for=[])
    shared = looking.exclude(scope=Scope.PRIVATE).select_related(*JOINED)
    if touched is not None:
        there = Project.places.through.objects.filter(place__in=touched.places)
        happens = Q(pk__in=there.values("project"))
        shared = shared.filter(touched.entries(SourceKind.PROJECT) | happens)
    for project in shared.prefetch_related("places__root", *FETCHED):
        live = _live(project)
        if live:
            yield live


def _live(project: Project) -> LiveOffer | None:
    card = place_of(project)
    position = position_of(card)
    if card is None or position is None:
        return None
    wanted = [one["text"] for one in project.looking_for]
    return LiveOffer(
        kind=SourceKind.PROJECT,
        row=project.pk,
        public_id=project.public_id,
        offer=Offer(
            id=offer_id(SourceKind.PROJECT, project.public_id),
            title=project.name,
            description=told(f"Cherche {', '.join(wanted)}", project.description),
            kind=OfferKind.PROJECT.value,
            concepts=known(project.concept),
            **position,
        ),
        scope=Scope(project.scope),
        holders=holders_of(project),
        url=project.get_absolute_url(),
        place=card.pk,
        place_name=card.name,
        project=project.public_id,
    )
