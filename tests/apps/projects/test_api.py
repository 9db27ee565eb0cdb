"""The API of projects: their story, how many take part, and nobody's name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from entrelieux.people.actions import save_profile
from entrelieux.places.actions import create_place
from entrelieux.projects.actions import join_project, remove_step, start_project, tell_step
from entrelieux.projects.models import Project
from entrelieux.resources.actions import add_resource
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def project_of(cast: Cast, **values: Any) -> Project:
    told = {"name": "Four solaire", "state": "running", "scope": "public", **values}
    return start_project(by=cast.bob, community=cast.atelier, values=told)


def names(client: Any, path: str, **asked: Any) -> list[str]:
    return [item["name"] for item in client.get(f"/api/v1{path}", asked).json()["items"]]


def test_a_project_tells_its_story_what_it_looks_for_and_how_many_take_part(
    cast: Cast, client: Any
) -> None:
    save_profile(
        by=cast.bob, values={"name": "Bobine", "visibility": {"name": "public"}}, is_adult=True
    )
    place = create_place(by=None, values={"name": "Atelier", "city": "Murat", "insee": "15138"})
    saw = add_resource(by=None, place=place, values={"name": "Scie"})
    safe = add_resource(by=None, place=place, values={"name": "Coffre", "scope": "place"})
    project = project_of(
        cast,
        looking_for=[{"text": "Un miroir", "concept": "materials:mirror"}],
        places=[place.pk],
        resources=[saw.pk, safe.pk],
        links=[{"label": "Plans", "url": "https://exemple.org/plans"}],
    )
    tell_step(by=cast.bob, project=project, on=date(2026, 11, 1), title="Essai", text="Il fume.")
    taken_back = tell_step(by=cast.bob, project=project, on=date(2026, 11, 2), title="Erreur")
    remove_step(by=cast.bob, step=taken_back)
    join_project(by=cast.driss, project=project, part="la soudure")
    answer = client.get(f"/api/v1/projects/{project.public_id}")
    told = answer.json()
    assert {name: told[name] for name in ("state", "community", "people", "city")} == {
        "state": "running",
        "community": cast.atelier.slug,
        "people": 2,
        "city": "Murat",
    }
    assert told["looking_for"] == [{"text": "Un miroir", "concept": "materials:mirror"}]
    assert told["steps"] == [{"on": "2026-11-01", "title": "Essai", "text": "Il fume."}]
    assert (told["places"], told["resources"]) == ([place.public_id], [saw.public_id])
    text = answer.content.decode().lower()
    assert [one for one in ("bob", "driss", "soudure", "coffre") if one in text] == []


def test_only_public_ones_are_told_whoever_asks(cast: Cast, client_of: Any) -> None:
    project_of(cast, name="Public")
    secret = project_of(cast, name="Secret", scope="network")
    for person in (None, cast.bob, cast.opal):
        client = client_of(person)
        assert names(client, "/projects") == ["Public"]
        assert client.get(f"/api/v1/projects/{secret.public_id}").status_code == 404


def test_filters_join_and_pages_follow(cast: Cast, client: Any) -> None:
    place = create_place(by=None, values={"name": "Atelier"})
    looking = [{"text": "Un agronome", "concept": ""}]
    project_of(cast, name="Idée", state="idea")
    project_of(cast, name="Cherche", looking_for=looking, places=[place.pk])
    assert names(client, "/projects", state="idea") == ["Idée"]
    assert names(client, "/projects", looking="true") == ["Cherche"]
    assert names(client, f"/places/{place.public_id}/projects") == ["Cherche"]
    first = client.get("/api/v1/projects", {"limit": 1}).json()
    assert names(client, first["next"].partition("/api/v1")[2]) == ["Cherche"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_whatever_it_holds(
    cast: Cast, client: Any, django_assert_num_queries: Any, count: int
) -> None:
    place = create_place(by=None, values={"name": "Atelier"})
    for rank in range(count):
        project = project_of(cast, name=f"Projet {rank}", places=[place.pk])
        tell_step(by=cast.bob, project=project, on=date(2026, 11, 1), title="Début")
    with django_assert_num_queries(6):
        assert len(names(client, "/projects")) == count
