"""What a profile keeps of a person."""

from __future__ import annotations

from typing import Any

from entrelieux.accounts.models import Person
from entrelieux.accounts.personal import Erased, Kept
from entrelieux.people.actions import erase_profile
from entrelieux.people.models import Profile


def _profile(person: Person) -> dict[str, Any]:
    choices = ("visibility", "accepts_messages", "is_listed", "said_adult_on", "meets_since")
    told = (*Profile.FIELDS, *choices)
    return Profile.objects.filter(person=person).values(*told).first() or {}


KEPT = (Kept("profile", "people.Profile.person", Erased.DELETED, told=_profile),)


def forget(person: Person) -> None:
    """Whoever keeps a reading of what people can do reads it again."""
    erase_profile(by=person)
