"""A machine travels: one place proposes, the other signs, it leaves, it comes back."""

from __future__ import annotations

import os
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from entrelieux.accounts.models import Person
from entrelieux.bookings.actions import book, offer_resource, propose_loan
from entrelieux.bookings.models import Loan, LoanState
from entrelieux.bookings.wanted import Wanted
from entrelieux.communities.actions import add_member, change_role, create_community
from entrelieux.core.booking import Slot
from entrelieux.places.actions import create_place
from entrelieux.places.models import Place
from entrelieux.resources.actions import add_resource
from entrelieux.resources.models import Resource
from tests.cast import Cast, Role
from tests.e2e.browsing import DESK, PHONE, Opens, faults_of

pytestmark = pytest.mark.django_db(transaction=True)


def keep(page: Page, name: str) -> None:
    """Pictures for who wants to look: ENTRELIEUX_PICTURES names the folder."""
    folder = os.environ.get("ENTRELIEUX_PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def lendable(cast: Cast) -> tuple[Place, Place, Resource]:
    """The place of Alice, that of Chloé, and a press of the first that travels."""
    change_role(by=None, person=cast.chloe, community=cast.bergerie, role=Role.HOST)
    place = create_place(by=None, values={"name": "L’Atelier"})
    place.communities.add(cast.atelier)
    barn = create_place(by=None, values={"name": "La Bergerie"})
    barn.communities.add(cast.bergerie)
    values = {"name": "Presse", "scope": "public", "portable": True}
    press = add_resource(by=None, place=place, values=values)
    offer_resource(by=None, resource=press, values={"keeps_hours": False})
    return place, barn, press


def ask_for_a_month(page: Page) -> None:
    """From the page of what is lent: to the Bergerie, from today on."""
    today = timezone.localdate()
    page.get_by_role("link", name="Prêter à un autre lieu").click()
    page.get_by_label("Le lieu qui l’accueille").select_option("La Bergerie")
    page.get_by_label("Du", exact=True).fill(today.isoformat())
    page.get_by_label("Au", exact=True).fill((today + timedelta(days=30)).isoformat())


def book_in(days: int, press: Resource, person: Person) -> None:
    day = timezone.localdate() + timedelta(days=days)
    slot = Slot(datetime.combine(day, time(10)), datetime.combine(day, time(11)))
    book(by=person, wanted=Wanted(lines=[(press, 1)], slot=slot))


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_loan_from_its_proposal_to_its_return(
    cast: Cast, opens_as: Opens, size: dict[str, int]
) -> None:
    place, barn, press = lendable(cast)
    wide = size["width"]
    today = timezone.localdate()

    page = opens_as(press.get_absolute_url(), person=cast.alice, size=size)
    ask_for_a_month(page)
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


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_whoever_signs_reads_first_what_is_booked_and_two_loans_never_meet(
    cast: Cast, opens_as: Opens, size: dict[str, int]
) -> None:
    _place, _barn, press = lendable(cast)
    wide = size["width"]
    book_in(3, press, cast.bob)

    page = opens_as(press.get_absolute_url(), person=cast.alice, size=size)
    ask_for_a_month(page)
    page.get_by_role("button", name="Proposer et signer").click()
    listed = page.get_by_text("Une réservation est déjà prise dans cette période")
    listed.wait_for()
    assert page.get_by_role("listitem").filter(has_text="Bob").count() == 1
    assert not Loan.objects.exists()
    assert faults_of(page) == []
    keep(page, f"deja-reservee-{wide}")
    page.get_by_role("button", name="J’ai lu").click()
    page.get_by_text("C’est proposé").wait_for()
    first = Loan.objects.get()

    cure = create_place(by=None, values={"name": "La Cure"})
    cure.communities.add(create_community(by=None, name="Cure", networks=(cast.network,)))
    host = {"community": cure.communities.get(), "role": Role.HOST}
    add_member(by=None, person=cast.driss, **host)
    second = propose_loan(
        by=cast.alice, side="lender", resource=press, borrower=cure, span=first.span
    )
    also = opens_as(second.get_absolute_url(), person=cast.driss, size=size)
    also.get_by_text("Une réservation est déjà prise dans cette période").wait_for()

    theirs = opens_as(first.get_absolute_url(), person=cast.chloe, size=size)
    theirs.get_by_text("Une réservation est déjà prise dans cette période").wait_for()
    assert theirs.get_by_text("Bob").count() == 0
    book_in(5, press, cast.bob)
    theirs.get_by_role("button", name="Signer pour La Bergerie").click()
    theirs.get_by_text("relisez, puis signez").wait_for()
    theirs.get_by_text("2 réservations sont déjà prises dans cette période").wait_for()
    theirs.get_by_role("button", name="Signer pour La Bergerie").click()
    theirs.get_by_text("C’est signé par les deux lieux").wait_for()

    also.reload()
    also.get_by_text("2 réservations sont déjà prises dans cette période").wait_for()
    also.get_by_role("button", name="Signer pour La Cure").click()
    also.get_by_text("Elle est déjà prêtée pendant cette période").wait_for()
    assert faults_of(also) == []
    keep(also, f"deja-pretee-{wide}")
    second.refresh_from_db()
    assert second.state == LoanState.PROPOSED
