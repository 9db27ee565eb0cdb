"""A project in a real browser: it tells a step, says what it looks for, someone joins."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from entrelieux.communities.models import Community
from entrelieux.people.actions import save_profile
from entrelieux.places.actions import create_place
from entrelieux.projects.actions import start_project
from entrelieux.projects.models import Project
from tests.cast import Cast
from tests.e2e.browsing import DESK, PHONE, Opens, faults_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_project_tells_a_step_says_what_it_looks_for_and_someone_joins(
    cast: Cast, opens_as: Opens
) -> None:
    told = {"name": "Dri", "visibility": {"name": "public"}}
    save_profile(by=cast.driss, values=told, is_adult=True)
    bob = start(cast, opens_as)
    tell_a_step(bob)

    # Driss, who belongs nowhere yet, finds it by what it looks for, on his telephone.
    driss = opens_as("/projets/?cherche=1", person=cast.driss, size=PHONE, script=False)
    expect(driss.get_by_text("Un miroir, Quelqu’un qui sait souder")).to_be_visible()
    driss.get_by_role("link", name="Four solaire").click()
    expect(driss.get_by_role("heading", name="Premier essai")).to_be_visible()
    driss.get_by_label("Ce que vous apportez").fill("la soudure")
    driss.get_by_role("button", name="J’en suis").click()
    expect(driss.get_by_text("Vous prenez part à ce projet.").first).to_be_visible()

    # Everybody sees that he does, and with what; he may tell the next step.
    visitor = opens_as(driss.url)
    expect(visitor.get_by_role("link", name="Dri")).to_be_visible()
    expect(visitor.get_by_text("(la soudure)")).to_be_visible()
    expect(visitor.get_by_role("link", name="Se connecter pour en être")).to_be_visible()
    driss.reload()
    expect(driss.get_by_text("Raconter une étape")).to_be_visible()


def start(cast: Cast, opens_as: Opens) -> Page:
    page = opens_as("/projets/", person=cast.bob)
    page.get_by_role("link", name="Commencer un projet").click()
    page.get_by_label("Nom du projet").fill("Four solaire")
    page.get_by_label("Ce que vous cherchez").fill("Un miroir\nQuelqu’un qui sait souder")
    page.get_by_label("Au nom de").select_option(label="Atelier")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", name="Four solaire")).to_be_visible()
    return page


def tell_a_step(page: Page) -> None:
    page.get_by_label("Ce qui s’est passé").fill("Premier essai")
    page.get_by_label("Racontez").fill("Il a fumé, puis il a chauffé.")
    page.get_by_role("button", name="Raconter").click()
    expect(page.get_by_text("Il a fumé, puis il a chauffé.")).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_every_page_of_projects_passes_axe_and_fits_the_screen(
    cast: Cast, opens_as: Opens, size: dict[str, int]
) -> None:
    project = project_of(cast.bob, cast.atelier)
    pages = [
        ("/projets/", cast.bob),
        (project.get_absolute_url(), None),
        (project.get_absolute_url(), cast.bob),
        ("/projets/nouveau/", cast.bob),
        (f"/projets/{project.public_id}/modifier/", cast.bob),
        (f"/projets/{project.public_id}/historique/", cast.bob),
    ]
    for path, person in pages:
        page = opens_as(path, person=person, size=size)
        assert (path, faults_of(page)) == (path, [])
        page.context.close()


def project_of(by: Any, community: Community) -> Project:
    place = create_place(by=None, values={"name": "L’Atelier"})
    values = {
        "name": "Four solaire",
        "scope": "public",
        "looking_for": [{"text": "Un miroir", "concept": "materials:mirror"}],
        "places": [place.pk],
        "links": [{"label": "Plans", "url": "https://exemple.org/plans"}],
    }
    return start_project(by=by, community=community, values=values)
