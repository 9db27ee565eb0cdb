"""Who may see who comes."""

from __future__ import annotations

from typing import Any

from entrelieux.accounts.permissions import is_operator, is_signed_in
from entrelieux.activities.models import Event, Registration
from entrelieux.communities.models import Community
from entrelieux.communities.permissions import hosts_any
from entrelieux.inventory.permissions import can_edit_entry


def can_see_registrations(person: Any, event: Event) -> bool:
    """Hosts of its place or community, those who host it, operators; nobody else's business.

    Where nobody hosts, those who keep the card are told who comes.
    """
    if not is_signed_in(person):
        return False
    if is_operator(person) or event.hosts.filter(pk=person.pk).exists():
        return True
    communities = communities_of(event)
    return hosts_any(person, communities) if communities else can_edit_entry(person, event)


def communities_of(event: Event) -> list[Community]:
    own = [event.community] if event.community else []
    return [*own, *(event.card.communities.all() if event.card else ())]


def is_own(person: Any, registration: Registration) -> bool:
    """Made by her account, or with her address, which signing in proved to be hers."""
    if not is_signed_in(person) or registration.forgotten_at:
        return False
    return person.pk == registration.person_id or person.email == registration.email
