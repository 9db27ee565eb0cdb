"""Profiles of those of the demonstration who wish to be introduced to other trades."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.communities.circles import Scope
from entrelieux.people.actions import agree_to_meet, save_profile
from entrelieux.people.models import Profile


def tell_profiles(people: Mapping[str, Person], described: Mapping[str, Any]) -> None:
    """Each shown to everybody, as she chose; what is already there is left as it is."""
    for name, facts in described.items():
        told: dict[str, Any] | None = facts.get("profile")
        if told and not Profile.objects.filter(person=people[name]).exists():
            shown = dict.fromkeys(Profile.FIELDS, Scope.PUBLIC.value)
            save_profile(by=people[name], values={**told, "visibility": shown}, is_adult=True)
            agree_to_meet(by=people[name], today=timezone.localdate())
