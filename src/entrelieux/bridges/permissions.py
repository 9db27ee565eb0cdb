"""Who reads a need, whose it is, and how to reach her; who answers for a bridge."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.permissions import is_operator, is_signed_in
from entrelieux.bridges.errors import ForAdults
from entrelieux.bridges.models import Bridge, Need, NeedState, Offer, Visibility
from entrelieux.charters.queries import is_known_minor
from entrelieux.communities.circles import circle_of
from entrelieux.communities.models import Community
from entrelieux.communities.permissions import hosts_any
from entrelieux.inventory.permissions import can_edit_entry, can_see_entry
from entrelieux.places.models import Place


def can_post(person: Any) -> bool:
    """Anybody who signed in may look for something, and offer it; a minor asks an adult to."""
    return is_signed_in(person) and not is_known_minor(person, timezone.localdate())


def refuse_minors(person: Any) -> None:
    """Raises `ForAdults`."""
    if not can_post(person):
        raise ForAdults(
            _("Une de vos communautés a noté que vous avez moins de 18 ans : demandez à un adulte.")
        )


def can_see_need(person: Any, need: Need) -> bool:
    return Need.objects.visible_to(person).filter(pk=need.pk).exists()


def can_see_author(person: Any, need: Need) -> bool:
    """Herself, operators, hosts to whom she gave it to forward, and who accepted her bridge.

    Not her hosts, nor her network's coordinators: a need may be what one does not tell there.
    """
    return can_see_contact(person, need) or is_forwarder(person, need)


def can_see_contact(person: Any, need: Need) -> bool:
    """Herself, operators, and the giver of a bridge that both sides accepted."""
    if not is_signed_in(person):
        return False
    if is_operator(person) or need.author_id == person.pk:
        return True
    mutual = Bridge.objects.filter(need=need, accepted_at__isnull=False)
    return any(is_giver(person, bridge) for bridge in mutual.select_related("giver_place"))


def is_forwarder(person: Any, need: Need) -> bool:
    """A host of the one place to which a need was given to be passed on."""
    if need.visibility != Visibility.HOST or need.state == NeedState.EXPIRED:
        return False
    theirs = Community.objects.filter(places__in=_cards(need))
    return hosts_any(person, theirs)


def _cards(need: Need) -> list[int]:
    return [place.root_id or place.pk for place in need.shown_at.all()]


def can_change_need(person: Any, need: Need) -> bool:
    """Its author; operators."""
    return is_signed_in(person) and (is_operator(person) or need.author_id == person.pk)


def can_see_offer(person: Any, offer: Offer) -> bool:
    return can_see_entry(person, offer)


def can_change_offer(person: Any, offer: Offer) -> bool:
    """Its author, those who keep its place or its community."""
    return can_edit_entry(person, offer)


def is_asker(person: Any, bridge: Bridge) -> bool:
    return is_signed_in(person) and bridge.asker_id == person.pk


def is_giver(person: Any, bridge: Bridge) -> bool:
    """Who answers on the giver's side: its person, or the hosts of its place when it names none."""
    if not is_signed_in(person):
        return False
    if bridge.giver_id is not None:
        return bridge.giver_id == person.pk
    return bridge.giver_place is not None and _hosts(person, bridge.giver_place)


def _hosts(person: Any, place: Place) -> bool:
    card = place.root_id or place.pk
    held = circle_of(person).hosted
    return Community.objects.filter(pk__in=held, places=card).exists()


def can_see_bridge(person: Any, bridge: Bridge) -> bool:
    return Bridge.objects.visible_to(person).filter(pk=bridge.pk).exists()
