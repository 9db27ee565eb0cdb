"""Who follows the bridges of a network."""

from __future__ import annotations

from typing import Any

from entrelieux.accounts.permissions import is_operator
from entrelieux.communities.circles import circle_of
from entrelieux.communities.models import Community
from entrelieux.communities.permissions import coordinates_any


def can_follow_bridges(person: Any, network: Community) -> bool:
    """Its coordinators; operators."""
    return is_operator(person) or coordinates_any(person, [network])


def can_see_lessons(person: Any, network: Community) -> bool:
    """Members of its communities, its coordinators, operators."""
    return is_operator(person) or network.pk in circle_of(person).kin
