"""At the door, on a telephone and without a script: who registered is here, and somebody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from entrelieux.activities.actions import add_event
from entrelieux.activities.models import Event, Registration
from entrelieux.places.actions import create_place
from tests.cast import Cast
from tests.e2e.browsing import DESK, PHONE, Opens, faults_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def today(cast: Cast) -> Event:
    place = create_place(by=None, values={"name": "L’Atelier", "city": "Murat", "insee": "15138"})
    place.communities.add(cast.atelier)
    values = {"name": "Portes ouvertes", "first_day": timezone.localdate(), "entrance": "here"}
    event = add_event(by=cast.alice, place=place, values={**values, "seats": 12})
    told = {"name": "Ana", "email": "ana@example.org", "state": "registered"}
    Registration.objects.create(occurrence=event.occurrences.get(), **told)
    return event


def test_the_host_notes_who_is_here(cast: Cast, opens_as: Opens, today: Event) -> None:
    host = opens_as(today.get_absolute_url(), person=cast.alice, size=PHONE, script=False)
    host.get_by_role("link", name="Voir les inscrits").click()
    host.get_by_role("button", name="Ana est là").click()
    host.get_by_label("Prénom").fill("Zoé")
    host.get_by_role("spinbutton", name="Mineurs").fill("2")
    host.get_by_role("button", name="Noter", exact=True).click()
    expect(host.get_by_text("Demandez-le au parent ou au responsable.")).to_be_visible()
    host.get_by_label("Un parent ou un responsable est d’accord").check()
    host.get_by_role("button", name="Noter", exact=True).click()
    expect(host.get_by_text("4 sont là")).to_be_visible()
    rows = host.get_by_role("region", name="Inscrits").get_by_role("row")
    expect(rows).to_contain_text(["Nom", "Ana", "Zoé"])


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_door_and_leaving_pass_axe_and_fit_the_screen(
    cast: Cast, opens_as: Opens, today: Event, size: dict[str, Any]
) -> None:
    page = opens_as(f"/rendez-vous/{today.public_id}/inscrits/", person=cast.alice, size=size)
    assert faults_of(page) == []
