"""What resources keep of a person: above all, what she knows how to do."""

from __future__ import annotations

from entrelieux.accounts.models import Person
from entrelieux.accounts.personal import Erased, Kept
from entrelieux.inventory.actions import remove_entry
from entrelieux.places.personal import WRITTEN
from entrelieux.resources.models import Kind, Resource

KEPT = (
    Kept(
        "resources_confirmed",
        "resources.Resource.confirmed_by",
        Erased.NAMELESS,
        ("name", "confirmed_on"),
        stays=WRITTEN,
    ),
    Kept(
        "skills_held",
        "resources.Resource.holder",
        Erased.NAMELESS,
        ("name", "description", "place__name", "scope", "removed_at"),
        stays=WRITTEN,
    ),
    Kept(
        "documents",
        "resources.Sheet.added_by",
        Erased.NAMELESS,
        ("resource__name", "role", "added_at"),
        stays=WRITTEN,
    ),
)


def forget(person: Person) -> None:
    """A skill that nobody holds any more is taken off the pages."""
    for skill in Resource.objects.filter(holder=person, kind=Kind.SKILL, removed_at=None):
        remove_entry(by=None, entry=skill)
