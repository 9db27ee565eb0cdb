"""Who reads how strong a network is."""

from __future__ import annotations

from typing import Any

from entrelieux.accounts.permissions import is_operator, is_signed_in
from entrelieux.communities.circles import circle_of
from entrelieux.communities.models import Community


def can_read_strength(person: Any, network: Community) -> bool:
    """Its members and those of its communities: who is tied to whom is told among them."""
    if not is_signed_in(person):
        return False
    return is_operator(person) or network.pk in circle_of(person).kin
