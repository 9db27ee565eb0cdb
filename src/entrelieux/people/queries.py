"""Reads of profiles, as far as the reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from entrelieux.communities.circles import circle_of
from entrelieux.core.geo import load_france
from entrelieux.people.models import Profile
from entrelieux.people.permissions import communities_by_person, shown_fields
from entrelieux.places.vocabulary import label_of


@dataclass(frozen=True, slots=True)
class ShownProfile:
    """A profile as one reader sees it: what she may not see is empty."""

    public_id: str
    name: str
    headline: str
    skills: tuple[str, ...]
    disciplines: tuple[str, ...]
    availability: str
    commune: str
    about: str
    link: str
    is_own: bool
    accepts_messages: bool


def shown_to(person: Any, profiles: Iterable[Profile]) -> Iterator[ShownProfile]:
    """Those of which the person may see something; queries do not grow with their number."""
    listed = list(profiles)
    circle, theirs = circle_of(person), communities_by_person(listed)
    for profile in listed:
        fields = shown_fields(profile, theirs[profile.person_id], person, circle)
        if fields:
            yield _shown(profile, fields, person)


def _shown(profile: Profile, fields: set[str], person: Any) -> ShownProfile:
    values = {f: getattr(profile, f) for f in Profile.FIELDS if f in fields}
    commune = load_france().by_code(values.get("commune", "")) if values.get("commune") else None
    return ShownProfile(
        public_id=profile.public_id,
        name=values.get("name", ""),
        headline=values.get("headline", ""),
        skills=tuple(label_of(skill) for skill in values.get("skills", ())),
        disciplines=tuple(label_of(one) for one in values.get("disciplines", ())),
        availability=values.get("availability", ""),
        commune=commune.name if commune else "",
        about=values.get("about", ""),
        link=values.get("link", ""),
        is_own=person.is_authenticated and person.pk == profile.person_id,
        accepts_messages=profile.accepts_messages,
    )


def find_profile(public_id: str, person: Any) -> ShownProfile | None:
    """None when there is none, or nothing of it is for this person: both look the same."""
    profiles = Profile.objects.filter(public_id=public_id)
    return next(shown_to(person, profiles), None)


def directory_for(person: Any, skill: str = "") -> list[ShownProfile]:
    """Who is listed, as this person may see them; `skill` keeps those who have it."""
    listed = Profile.objects.filter(is_listed=True, person__is_active=True)
    shown = shown_to(person, listed)
    if not skill:
        return list(shown)
    wanted = label_of(skill).casefold()
    return [
        one
        for one in shown
        if wanted in {text.casefold() for text in (*one.skills, *one.disciplines)}
    ]
