"""Who hosts an activity, as far as they let it be known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from entrelieux.accounts.models import Person
from entrelieux.people.models import Profile
from entrelieux.people.queries import ShownProfile, shown_to


def shown_hosts(hosts: Iterable[Person], person: Any) -> tuple[list[ShownProfile], int]:
    """Who hosts, as far as the reader may see them, and how many others do."""
    listed = list(hosts)
    profiles = Profile.objects.filter(person__in=listed) if listed else ()
    shown = list(shown_to(person, profiles))
    return shown, len(listed) - len(shown)
