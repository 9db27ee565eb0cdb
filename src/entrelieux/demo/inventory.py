"""What the places of the demonstration hold, in their own words: invented, and marked as such."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.activities.actions import add_event, add_usage
from entrelieux.activities.models import Event, Usage
from entrelieux.communities.models import Community
from entrelieux.core.words import load_core
from entrelieux.core.words.lexicon import (
    Alignment,
    Relation,
    Subject,
    Term,
    TermKind,
    Unit,
    ValueType,
    core_uri,
    parse_value,
    store_value,
)
from entrelieux.lexicons.actions import add_term
from entrelieux.lexicons.models import LexiconTerm
from entrelieux.lexicons.queries import facts_about
from entrelieux.places.models import Place
from entrelieux.projects.actions import start_project, tell_step
from entrelieux.projects.models import Project
from entrelieux.resources.actions import add_resource
from entrelieux.resources.models import Kind, Resource

FOLDER = Path(__file__).resolve().parent
People = Mapping[str, Person]
# Rooms come first: the others are in them.
KINDS = (Kind.ROOM, *(kind for kind in Kind if kind != Kind.ROOM))


def fill_places(people: People) -> None:
    """Words, resources, projects, what happens; what is already there is left as it is."""
    for told in _read("words")["lexicon"]:
        _add_words(told)
    inventory = _read("inventory")
    for told in inventory["place"]:
        _fill_place(told, people)
    for told in inventory["project"]:
        _tell_project(told, people)
    happening = _read("activities")
    for told in happening["usage"]:
        _add_usage(told)
    for told in happening["event"]:
        _add_event(told)


def _place_of(told: Mapping[str, Any]) -> Place | None:
    return Place.objects.shown().filter(communities__slug=told["community"]).first()


def _add_usage(told: Mapping[str, Any]) -> None:
    place = _place_of(told)
    if place and not Usage.objects.of_place(place).filter(name=told["name"]).exists():
        values = {name: value for name, value in told.items() if name != "community"}
        add_usage(by=None, place=place, values=values, is_example=True)


def _add_event(told: Mapping[str, Any]) -> None:
    place = _place_of(told)
    if place is None or Event.objects.of_place(place).filter(name=told["name"]).exists():
        return
    apart = {"community", "in_days", "weekday"}
    values = {name: value for name, value in told.items() if name not in apart}
    day = timezone.localdate() + timedelta(days=told["in_days"])
    day += timedelta(days=(told["weekday"] - day.weekday()) % 7)
    for name in ("start_time", "end_time"):
        values[name] = time.fromisoformat(values[name])
    add_event(by=None, place=place, values={**values, "first_day": day}, is_example=True)


def _read(name: str) -> dict[str, Any]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def _add_words(told: Mapping[str, Any]) -> None:
    community = Community.objects.get(slug=told["community"])
    if LexiconTerm.objects.filter(lexicon__community=community).exists():
        return
    for word in told["word"]:
        add_term(by=None, community=community, term=_term(word))


def _term(word: Mapping[str, Any]) -> Term:
    means = [tuple(one.split(":")) for one in word.get("means", [])]
    means += [("verb", word["verb"])] if "verb" in word else []
    return Term(
        uri="",
        kind=TermKind(word["kind"]),
        labels={"fr": word["fr"], "en": word["en"]},
        alt_labels={"fr": tuple(word["alt"])} if "alt" in word else {},
        value_type=ValueType(word["type"]) if "type" in word else None,
        unit=Unit(word["unit"]) if "unit" in word else None,
        applies_to=tuple(Subject(one) for one in word.get("about", [])),
        alignments=tuple(
            Alignment(Relation.EXACT, core_uri(scheme, name)) for scheme, name in means
        ),
    )


def _fill_place(told: Mapping[str, Any], people: People) -> None:
    community = Community.objects.get(slug=told["community"])
    place = _place_of(told)
    if place is None or Resource.objects.of_place(place).exists():
        return
    rooms: dict[str, int] = {}
    for kind, entry in _entries(told):
        values = _values(entry, kind, community, people, rooms)
        resource = add_resource(by=None, place=place, values=values, is_example=True)
        if "key" in entry:
            rooms[entry["key"]] = resource.pk


def _entries(told: Mapping[str, Any]) -> Iterator[tuple[Kind, Mapping[str, Any]]]:
    return ((kind, entry) for kind in KINDS for entry in told.get(kind.value, []))


def _values(
    entry: Mapping[str, Any],
    kind: Kind,
    community: Community,
    people: People,
    rooms: Mapping[str, int],
) -> dict[str, Any]:
    values = {name: value for name, value in entry.items() if name != "key"}
    values["kind"] = kind.value
    if "inside" in values:
        values["inside"] = rooms[values["inside"]]
    if "holder" in values:
        values["holder"] = people[values["holder"]].pk
    if "specifications" in values:
        names = ("key", "value", "unit")
        values["specifications"] = [
            dict(zip(names, line, strict=True)) for line in values["specifications"]
        ]
    if "facts" in values:
        values["facts"] = _facts(values["facts"], community)
    return values


def _facts(told: Mapping[str, Any], community: Community) -> dict[str, Any]:
    terms = {
        fact.label("fr"): fact.term for fact in facts_about(Subject.RESOURCE, [community.pk]).in_use
    }
    return {
        terms[name].uri: store_value(parse_value(terms[name], str(value)))
        for name, value in told.items()
    }


def _tell_project(told: Mapping[str, Any], people: People) -> None:
    community = Community.objects.get(slug=told["community"])
    if Project.objects.filter(community=community, name=told["name"]).exists():
        return
    place = _place_of(told)
    values = {
        "name": told["name"],
        "description": told["description"],
        "state": told["state"],
        "licence": told.get("licence", ""),
        "looking_for": [{"text": text, "concept": _meant(text)} for text in told["looking_for"]],
    }
    by = people[told["by"]]
    project = start_project(by=by, community=community, values=values, place=place, is_example=True)
    for on, title, text in told["steps"]:
        tell_step(by=by, project=project, on=date.fromisoformat(on), title=title, text=text)


def _meant(text: str) -> str:
    found = load_core().find(text, ("skills", "disciplines", "machines", "materials"), 1)
    return f"{found[0].concept.scheme}:{found[0].concept.id}" if found else ""
