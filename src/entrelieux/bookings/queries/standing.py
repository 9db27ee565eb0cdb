"""What a person is to a place: does she keep it, belong to it, come from elsewhere?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from entrelieux.communities.models import Community, Membership
from entrelieux.communities.permissions import holds_any_role
from entrelieux.inventory.permissions import can_edit_entry
from entrelieux.resources.models import Resource


@dataclass(frozen=True)
class Standing:
    """Each is asked when it is needed."""

    person: Any
    resource: Resource

    @cached_property
    def communities(self) -> list[Community]:
        """Those that hold the resource."""
        return holders_of(self.resource)

    @cached_property
    def belongs(self) -> bool:
        return holds_any_role(self.person, self.communities, Membership.Role.values)

    @cached_property
    def keeps(self) -> bool:
        return can_edit_entry(self.person, self.resource)


def standing_of(person: Any, resource: Resource) -> Standing:
    return Standing(person, resource)


def holders_of(resource: Resource) -> list[Community]:
    """The community of a resource, else those of its place."""
    if resource.community:
        return [resource.community]
    place = resource.card
    return list(place.communities.all()) if place else []
