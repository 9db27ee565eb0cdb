"""What a person is to a place: does she keep it, belong to it, come from elsewhere?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from entrelieux.communities.circles import circle_of
from entrelieux.inventory.permissions import can_edit_entry
from entrelieux.resources.models import Resource


@dataclass(frozen=True, slots=True)
class Standing:
    """`communities` are those that hold the resource, `mine` all of hers."""

    keeps: bool
    belongs: bool
    communities: frozenset[int]
    mine: frozenset[int]


def standing_of(person: Any, resource: Resource) -> Standing:
    place = resource.card
    holders = set(place.communities.values_list("pk", flat=True)) if place else set()
    if resource.community_id:
        holders.add(resource.community_id)
    mine = circle_of(person).mine
    return Standing(
        keeps=can_edit_entry(person, resource),
        belongs=bool(mine & holders),
        communities=frozenset(holders),
        mine=mine,
    )
