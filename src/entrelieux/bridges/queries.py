"""Reads of needs, offers and bridges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Max, Q, QuerySet

from entrelieux.bridges.models import Bridge, Learned, Need, Offer
from entrelieux.communities.models import Community, Membership
from entrelieux.communities.queries import communities_of, current_memberships
from entrelieux.places.models import Place
from entrelieux.search.models import AtlasChange

DAY = timedelta(days=1)


def find_need(public_id: str, person: Any) -> Need | None:
    """None when there is none, or it is not for this person: both look the same."""
    found = Need.objects.visible_to(person).filter(public_id=public_id)
    return found.select_related("author", "community", "place__root", "project").first()


def find_offer(public_id: str, person: Any) -> Offer | None:
    found = Offer.objects.visible_to(person).filter(public_id=public_id)
    return found.select_related("author", "community", "place__root").first()


def find_bridge(public_id: str, person: Any) -> Bridge | None:
    found = Bridge.objects.visible_to(person).filter(public_id=public_id)
    return found.select_related("need", "asker", "giver", "asker_place", "giver_place").first()


def needs_for(
    person: Any,
    *,
    department: str = "",
    text: str = "",
    only_gaps: bool = False,
    by: Any = None,
) -> QuerySet[Need]:
    """Those that a person may read, the latest first; those of `by` alone when it is given."""
    needs = Need.objects.visible_to(person).select_related("community", "place", "project")
    if department:
        needs = needs.filter(department=department)
    if text:
        needs = needs.filter(sentence__icontains=text)
    if only_gaps:
        needs = needs.filter(gap_since__isnull=False)
    if by is not None:
        needs = needs.filter(author=by)
    return needs.order_by("-created_at", "-pk")


def offers_for(
    person: Any, now: datetime, *, department: str = "", text: str = "", kind: str = ""
) -> QuerySet[Offer]:
    """The live ones that a person may see, the latest first."""
    offers = Offer.objects.visible_to(person).select_related("community", "place__root")
    offers = offers.filter(pk__in=Offer.objects.live(now).values("pk"))
    if department:
        offers = offers.filter(department=department)
    if text:
        offers = offers.filter(name__icontains=text)
    if kind:
        offers = offers.filter(kind=kind)
    return offers.order_by("-created_at", "-pk")


def bridges_of(need: Need) -> QuerySet[Bridge]:
    """The suggestions of a need, the best first."""
    bridges = Bridge.objects.filter(need=need).select_related("giver_place")
    return bridges.order_by("-score", "pk")


def networks_of(need: Need) -> QuerySet[Community]:
    """Whose members it is told to: those of its community, else those of its author’s."""
    mine = current_memberships().filter(person=need.author_id).values("community")
    theirs = Q(communities=need.community_id) if need.community_id else Q(communities__in=mine)
    networks = Community.objects.filter(theirs, kind=Community.Kind.NETWORK)
    return networks.distinct().order_by("pk")


def factors_for(need: Need) -> Mapping[str, float]:
    """What its network learned, by reason; of several networks, the first that learned anything."""
    taught = Learned.objects.filter(network__in=networks_of(need)).exclude(lines=[])
    first = taught.order_by("network").first()
    return first.factors if first else {}


def needs_to_match(now: datetime) -> QuerySet[Need]:
    """The live ones whose answer is older than the last change of anything, or than a day."""
    changed = AtlasChange.objects.aggregate(last=Max("at"))["last"]
    is_old = Q(matched_at=None) | Q(matched_at__lt=now - DAY)
    if changed:
        is_old |= Q(matched_at__lt=changed)
    live = Need.objects.live(now).filter(is_old)
    return live.select_related("author", "community", "place__root", "project").order_by("pk")


def hosted_places(person: Any) -> QuerySet[Place]:
    """The cards of the communities that a person hosts: she may speak for them."""
    if not person.is_authenticated:
        return Place.objects.none()
    hosted = communities_of(person, [Membership.Role.HOST])
    return Place.objects.shown().filter(communities__in=hosted).distinct().order_by("name", "pk")


class NamedPlaces(NamedTuple):
    """`shared` are names that several cards have: nobody is told in the place of another."""

    found: list[Place]
    unknown: list[str]
    shared: list[str]


def named_places(names: Sequence[str], *, with_hosts: bool = False) -> NamedPlaces:
    """The cards that have these names, whatever the case; « L’Atelier (Thiers) » is that of Thiers.

    `with_hosts` keeps those that somebody hosts here: nobody would read what is given to others.
    """
    told = NamedPlaces([], [], [])
    for name in names:
        places = _named(name, with_hosts=with_hosts)
        if len(places) == 1:
            told.found.append(places[0])
        else:
            (told.shared if places else told.unknown).append(name)
    return told


def _named(name: str, *, with_hosts: bool) -> list[Place]:
    """Two at most: enough to know that a name is shared."""
    shown = Place.objects.shown().order_by("pk")
    if with_hosts:
        shown = shown.filter(_is_hosted()).distinct()
    whole = list(shown.filter(name__iexact=name)[:2])
    bare, _bracket, commune = name.removesuffix(")").rpartition(" (")
    if whole or not bare:
        return whole
    return list(shown.filter(name__iexact=bare, card__city__iexact=commune)[:2])


def _is_hosted() -> Q:
    hosts = current_memberships().filter(role=Membership.Role.HOST)
    return Q(communities__in=hosts.values("community"))


def public_needs() -> QuerySet[Need]:
    """Those that everybody may read, without whose they are."""
    return Need.objects.public().order_by("-created_at", "-pk")


def needs_at(place: Place, now: datetime) -> QuerySet[Need]:
    """The public ones that are looked for in the name of a card, the latest first."""
    told = Q(place=place) | Q(place__root=place)
    return Need.objects.public().live(now).filter(told).order_by("-created_at", "-pk")
