"""Builds the demonstration: the cast, then each list read as its coordinator would."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.bridges.models import Bridge
from entrelieux.communities.actions import add_member, create_community
from entrelieux.communities.models import Community, Membership
from entrelieux.demo.agreements import make_agreements
from entrelieux.demo.bookings import make_bookings
from entrelieux.demo.bridges import make_bridges
from entrelieux.demo.charters import write_charters
from entrelieux.demo.inventory import fill_places
from entrelieux.demo.loans import make_loans
from entrelieux.demo.meetings import tell_profiles
from entrelieux.demo.needs import tell_needs
from entrelieux.places.actions import create_place
from entrelieux.places.models import Place
from entrelieux.sources.actions import apply_run, declare_source, preview_run, propose_run
from entrelieux.strength.actions import measure_networks
from entrelieux.strength.models import NetworkReading

FOLDER = Path(__file__).resolve().parent
Progress = Callable[[str], None]


def is_built() -> bool:
    """Whether the last steps are done: a build that was stopped goes on where it was."""
    has_bridges = Bridge.objects.filter(is_example=True, is_by_hand=True).exists()
    return has_bridges and NetworkReading.objects.exists()


def build_demo(progress: Progress) -> None:
    """Fills an empty database; each step is whole or absent, so that it can be run again."""
    people = gather_people()
    progress("people")
    for source in sources():
        read_source(source, by=people["farid"])
        progress(source["slug"])
    add_invented_places()
    give_places_to_communities()
    make_agreements(people)
    progress("communities")
    write_charters(people)
    progress("charters")
    fill_places(people)
    progress("inventory")
    make_bookings(people)
    progress("bookings")
    make_loans(people)
    progress("loans")
    tell_needs(people)
    progress("needs")
    make_bridges(people)
    tell_profiles(people, cast()["people"])
    progress("bridges")
    measure_networks(now=timezone.now(), today=timezone.localdate())
    progress("strength")


def sources() -> list[dict[str, Any]]:
    with (FOLDER / "sources.toml").open("rb") as file:
        return tomllib.load(file)["source"]


def read_source(source: dict[str, Any], *, by: Person) -> None:
    facts = {key: value for key, value in source.items() if key not in {"file", "format"}}
    reading = {"format": source["format"], "departments": settings.TERRITORY_DEPARTMENTS}
    feed = declare_source(by=by, reading=reading, **facts)
    content = ContentFile((FOLDER / "data" / source["file"]).read_bytes(), name=source["file"])
    run = propose_run(by=by, feed=feed, file=content, name=source["file"])
    preview_run(run=run)
    apply_run(by=by, run=run)


def cast() -> dict[str, Any]:
    with (FOLDER / "people.toml").open("rb") as file:
        return tomllib.load(file)


def gather_people() -> dict[str, Person]:
    """The invented people of the demonstration, their communities and roles."""
    described = cast()
    people = {
        name: _person(facts["email"], facts["name"], is_operator=facts.get("operator", False))
        for name, facts in described["people"].items()
    }
    for facts in described["communities"]:
        community = _community(facts, by=people["opale"])
        for name, role in facts.get("members", {}).items():
            if not Membership.objects.filter(person=people[name], community=community).exists():
                add_member(by=people["opale"], community=community, person=people[name], role=role)
    return people


def _person(email: str, name: str, *, is_operator: bool) -> Person:
    person = Person.objects.filter(email=email).first()
    return person or Person.objects.create_user(email, name=name, is_operator=is_operator)


def _community(facts: dict[str, Any], *, by: Person) -> Community:
    known = Community.objects.filter(slug=facts["slug"]).first()
    if known:
        return known
    networks = Community.objects.filter(slug__in=facts.get("networks", []))
    return create_community(
        by=by, slug=facts["slug"], name=facts["name"], kind=facts["kind"], networks=tuple(networks)
    )


def add_invented_places() -> None:
    """Places that the demonstration needs and that no list has; their cards say so."""
    for values in cast()["places"]:
        if not Place.objects.shown().filter(name=values["name"]).exists():
            create_place(by=None, values=values)


def give_places_to_communities() -> None:
    for facts in cast()["communities"]:
        community = Community.objects.get(slug=facts["slug"])
        for place in _places_named(facts.get("places", [])):
            place.communities.add(community)


def _places_named(names: list[str]) -> Iterator[Place]:
    for name in names:
        found = Place.objects.shown().filter(name__iexact=name).first()
        if found:
            yield found
