"""Who may see and write what a place holds."""

from __future__ import annotations

from typing import Any

from entrelieux.accounts.permissions import is_operator
from entrelieux.communities.circles import circle_of
from entrelieux.inventory.models import Entry
from entrelieux.places.models import Place
from entrelieux.places.permissions import can_edit_place


def can_add_to(person: Any, place: Place) -> bool:
    """Those who keep the place's card keep what it holds."""
    return can_edit_place(person, place)


def can_see_entry(person: Any, entry: Entry) -> bool:
    return type(entry).objects.visible_to(person).filter(pk=entry.pk).exists()


def can_edit_entry(person: Any, entry: Entry) -> bool:
    """Hosts of its community or of its place, coordinators of their networks, operators.

    And those whom its app says (`Entry.is_kept_by`): people who take part in a project.
    """
    if not person.is_authenticated:
        return False
    if is_operator(person) or entry.is_kept_by(person):
        return True
    if entry.community_id and entry.community_id in circle_of(person).kept:
        return True
    return entry.place is not None and can_edit_place(person, entry.place)
