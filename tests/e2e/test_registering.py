"""A workshop in a real browser: one registers by mail, waits, is given a seat; the host sees it."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from entrelieux.activities.actions import add_event
from entrelieux.activities.models import Event
from entrelieux.places.actions import create_place
from tests.cast import Cast
from tests.e2e.browsing import DESK, PHONE, Opens, faults_of

pytestmark = pytest.mark.django_db(transaction=True)

LINK = re.compile(r"(/inscriptions/lien/\S+)")


@pytest.fixture
def workshop(cast: Cast) -> Event:
    place = create_place(by=None, values={"name": "L’Atelier", "city": "Murat", "insee": "15138"})
    place.communities.add(cast.atelier)
    values = {
        "name": "Initiation à la découpe laser",
        "first_day": timezone.localdate() + timedelta(days=7),
        "start_time": time(14),
        "end_time": time(17),
        "entrance": "here",
        "seats": 1,
    }
    return add_event(by=cast.alice, place=place, values=values)


def test_a_visitor_waits_for_a_seat_is_given_it_and_the_host_sees_it(
    cast: Cast, opens_as: Opens, workshop: Event, outbox: Any
) -> None:
    # Ana takes the only seat, on her telephone, without an account nor a script.
    ana = opens_as("/rendez-vous/", size=PHONE, script=False)
    ana.get_by_role("link", name="Initiation à la découpe laser").click()
    register(ana, "Ana", "ana@example.org")
    follow_the_mail(ana, outbox, "Confirmer mon inscription")
    expect(ana.get_by_text("Vous êtes inscrit.").first).to_be_visible()

    # Zoé comes next: it is full.
    zoe = opens_as(workshop.get_absolute_url())
    expect(zoe.get_by_text("Complet")).to_be_visible()
    register(zoe, "Zoé", "zoe@example.org", button="S’inscrire sur la liste d’attente")
    follow_the_mail(zoe, outbox, "Confirmer mon inscription")
    expect(zoe.get_by_text("Vous êtes sur la liste d’attente").first).to_be_visible()

    # The host sees both, and nobody else does.
    host = opens_as(workshop.get_absolute_url(), person=cast.alice)
    host.get_by_role("link", name="Voir les inscrits").click()
    expect(host.get_by_role("region", name="Inscrits").get_by_role("row")).to_contain_text(
        ["Nom", "Ana"]
    )
    waiting = host.get_by_role("region", name="Liste d’attente, dans son ordre")
    expect(waiting.get_by_role("row")).to_contain_text(["Nom", "Zoé"])

    # Ana gives up: Zoé is written to, and has the seat.
    follow_the_mail(ana, outbox, "Je ne viens plus", to="ana@example.org")
    assert outbox()[0].to == "zoe@example.org"
    assert outbox()[0].subject == "Une place s’est libérée\xa0: Initiation à la découpe laser"
    host.reload()
    expect(host.get_by_role("region", name="Inscrits").get_by_role("row")).to_contain_text(
        ["Nom", "Zoé"]
    )
    expect(host.get_by_text("Liste d’attente")).to_have_count(0)


def register(page: Page, name: str, email: str, *, button: str = "S’inscrire") -> None:
    page.get_by_role("link", name=button, exact=True).click()
    page.get_by_label("Votre nom").fill(name)
    page.get_by_label("Votre adresse électronique").fill(email)
    page.get_by_label("J’ai 18 ans ou plus").check()
    page.get_by_role("button", name="S’inscrire").click()
    expect(page.get_by_text("Nous vous avons écrit")).to_be_visible()


def follow_the_mail(page: Page, outbox: Any, button: str, to: str = "") -> None:
    mail = next(mail for mail in outbox() if not to or mail.to == to)
    found = LINK.search(mail.text)
    assert found
    page.goto(found[1])
    page.get_by_role("button", name=button).click()


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_every_page_of_events_passes_axe_and_fits_the_screen(
    cast: Cast, opens_as: Opens, workshop: Event, size: dict[str, int]
) -> None:
    place = workshop.card
    assert place
    pages = [
        ("/rendez-vous/", None),
        ("/rendez-vous/?vue=mois", None),
        (workshop.get_absolute_url(), cast.alice),
        (f"/rendez-vous/{workshop.public_id}/inscription/", None),
        (f"/rendez-vous/{workshop.public_id}/inscrits/", cast.alice),
        (f"/rendez-vous/{workshop.public_id}/modifier/", cast.alice),
        (f"/rendez-vous/{workshop.public_id}/historique/", cast.alice),
        (
            f"/rendez-vous/{workshop.public_id}/le/{workshop.first_day}/",
            cast.alice,
        ),
        (f"/lieux/{place.public_id}/rendez-vous/", cast.alice),
        (f"/lieux/{place.public_id}/agendas/", cast.alice),
        (f"/lieux/{place.public_id}/usages/", cast.alice),
        (f"/lieux/{place.public_id}/usages/nouveau/", cast.alice),
        ("/compte/rendez-vous/", cast.alice),
    ]
    for path, person in pages:
        page = opens_as(path, person=person, size=size)
        assert (path, faults_of(page)) == (path, [])
        page.context.close()
