"""Whose skill it is, as far as that person lets it be known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from entrelieux.communities.circles import circle_of
from entrelieux.people.models import Profile
from entrelieux.people.permissions import communities_by_person, shown_fields
from entrelieux.resources.models import Resource

TOLD = {"name", "skills"}


@dataclass(frozen=True, slots=True)
class ShownHolder:
    """`name` and the public identifier of the profile, both empty for « un membre du lieu »."""

    name: str = ""
    profile: str = ""


def shown_holder(resource: Resource, person: Any) -> ShownHolder | None:
    """None when nobody holds it. The name only when the profile of the one who has the skill
    tells this reader both who she is and what she can do."""
    if not resource.holder_id:
        return None
    profile = Profile.objects.filter(person=resource.holder_id).first()
    if profile is None:
        return ShownHolder()
    theirs = communities_by_person([profile])[profile.person_id]
    fields = shown_fields(profile, theirs, person, circle_of(person))
    return ShownHolder(profile.name, profile.public_id) if fields >= TOLD else ShownHolder()
