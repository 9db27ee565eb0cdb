"""A machine travels: one place proposes, the other signs, it leaves, it comes back."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from entrelieux.bookings.actions import offer_resource
from entrelieux.bookings.models import Loan
from entrelieux.communities.actions import change_role
from entrelieux.places.actions import create_place
from entrelieux.resources.actions import add_resource
from tests.cast import Cast, Role
from tests.e2e.browsing import DESK, PHONE, Opens, faults_of

pytestmark = pytest.mark.django_db(transaction=True)


def keep(page: object, name: str) -> None:
    """Pictures for who wants to look: ENTRELIEUX_PICTURES names the folder."""
    folder = os.environ.get("ENTRELIEUX_PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_loan_from_its_proposal_to_its_return(
    cast: Cast, opens_as: Opens, size: dict[str, int]
) -> None:
    change_role(by=None, person=cast.chloe, community=cast.bergerie, role=Role.HOST)
    place = create_place(by=None, values={"name": "L’Atelier"})
    place.communities.add(cast.atelier)
    barn = create_place(by=None, values={"name": "La Bergerie"})
    barn.communities.add(cast.bergerie)
    values = {"name": "Presse", "scope": "public", "portable": True}
    press = add_resource(by=None, place=place, values=values)
    offer_resource(by=None, resource=press, values={"keeps_hours": False})
    wide = size["width"]
    today = timezone.localdate()

    page = opens_as(press.get_absolute_url(), person=cast.alice, size=size)
    page.get_by_role("link", name="Prêter à un autre lieu").click()
    page.get_by_label("Le lieu qui l’accueille").select_option("La Bergerie")
    page.get_by_label("Du", exact=True).fill(today.isoformat())
    page.get_by_label("Au", exact=True).fill((today + timedelta(days=30)).isoformat())
    page.get_by_label("Son état au départ").fill("Marche bien, une lame de rechange")
    page.get_by_label("Qui la transporte").fill("Bob, avec la remorque")
    assert faults_of(page) == []
    keep(page, f"proposer-{wide}")
    page.get_by_role("button", name="Proposer et signer").click()
    page.get_by_text("C’est proposé").wait_for()
    assert faults_of(page) == []
    loan = Loan.objects.get()

    theirs = opens_as(loan.get_absolute_url(), person=cast.chloe, size=size)
    assert faults_of(theirs) == []
    keep(theirs, f"signer-{wide}")
    theirs.get_by_role("button", name="Signer pour La Bergerie").click()
    theirs.get_by_text("C’est signé par les deux lieux").wait_for()
    assert faults_of(theirs) == []
    theirs.goto(barn.get_absolute_url())
    theirs.get_by_role("heading", name="Prêté par d’autres lieux").wait_for()
    theirs.goto(press.get_absolute_url())
    theirs.get_by_text("À La Bergerie jusqu’au").wait_for()
    assert faults_of(theirs) == []
    keep(theirs, f"ressource-{wide}")
    theirs.get_by_role("link", name="Réserver").click()
    theirs.get_by_text("alors elle s’utilise là-bas").wait_for()
    assert faults_of(theirs) == []

    page.reload()
    page.get_by_label("État vu").select_option("works")
    page.get_by_role("button", name="Elle est partie").click()
    page.get_by_text("Son départ est noté").wait_for()
    page.get_by_label("Le nouveau dernier jour").fill(today.isoformat())
    page.get_by_label("Pourquoi").fill("Elle nous manque")
    page.get_by_role("button", name="Proposer cette fin").click()
    page.get_by_text("l’autre lieu doit signer").wait_for()
    theirs.goto(loan.get_absolute_url())
    assert faults_of(theirs) == []
    keep(theirs, f"fin-{wide}")
    theirs.get_by_role("button", name="Signer cette fin").click()
    theirs.get_by_text("La nouvelle fin est signée").wait_for()
    theirs.get_by_label("État vu").select_option("degraded")
    theirs.get_by_label("Ce que l’on voit").fill("Une courroie à changer")
    theirs.get_by_role("button", name="Elle est rendue").click()
    theirs.get_by_text("Son retour est noté").wait_for()
    page.goto(loan.get_absolute_url())
    page.get_by_text("Une courroie à changer").wait_for()
    assert faults_of(page) == []
    keep(page, f"rendue-{wide}")
    page.goto(f"/lieux/{place.public_id}/prets/")
    assert faults_of(page) == []
