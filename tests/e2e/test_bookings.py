"""Booking a machine: found free, asked for, answered by its host, on a desk and on a phone."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from entrelieux.bookings.actions import book, offer_resource
from entrelieux.bookings.models import Reservation
from entrelieux.bookings.wanted import Wanted
from entrelieux.core.booking import Slot
from entrelieux.places.actions import create_place
from entrelieux.resources.actions import add_resource
from tests.cast import Cast
from tests.e2e.browsing import DESK, PHONE, Opens, faults_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_machine_from_its_page_to_the_day_of_its_host(
    cast: Cast, opens_as: Opens, size: dict[str, int]
) -> None:
    place = create_place(by=None, values={"name": "L’Atelier", "city": "Murat", "insee": "15138"})
    place.communities.add(cast.atelier)
    room, laser = (
        add_resource(by=None, place=place, values={"name": name, "scope": "public"})
        for name in ("Salle du haut", "Découpeuse laser")
    )
    for resource in (room, laser):
        offer_resource(by=None, resource=resource, values={"notice_minutes": 60})
    day = timezone.localdate() + timedelta(days=3)
    nine = datetime.combine(day, time(9))
    taken = Slot(nine, nine + timedelta(hours=3))
    book(by=cast.alice, wanted=Wanted(lines=[(laser, 1)], slot=taken, purpose="Formation"))

    page = opens_as(laser.get_absolute_url(), person=cast.chloe, size=size)
    page.get_by_role("link", name="Réserver", exact=True).click()
    assert faults_of(page) == []
    page.get_by_label("Quel jour").fill(day.isoformat())
    page.get_by_label("De", exact=True).fill("10:00")
    page.get_by_label("À", exact=True).fill("11:00")
    page.get_by_label("Pour quoi faire").fill("Trophées")
    page.get_by_role("button", name="Réserver", exact=True).click()
    page.get_by_text(re.compile("Déjà pris")).wait_for()
    assert faults_of(page) == []
    page.get_by_role("link", name=re.compile("de 12.h à 13.h")).first.click()
    page.get_by_label("Salle du haut").check()
    page.get_by_role("button", name="Réserver", exact=True).click()
    page.get_by_text("C’est demandé, et gardé pour vous").wait_for()
    assert faults_of(page) == []
    made = Reservation.objects.get(person=cast.chloe)
    assert (made.state, made.lines.count()) == ("held", 2)

    host = opens_as(
        f"/lieux/{place.public_id}/reservations/?jour={day}", person=cast.alice, size=size
    )
    assert faults_of(host) == []
    for name in ("Accepter : Chloe, Salle du haut", "Accepter : Chloe, Découpeuse laser"):
        host.get_by_role("button", name=re.compile(name.replace(" :", ".:"))).click()
        host.get_by_text("C’est répondu").wait_for()
    made.refresh_from_db()
    assert made.state == "confirmed"
    page.goto("/compte/reservations/")
    page.get_by_role("link", name=re.compile("^Déplacer")).wait_for()
    assert faults_of(page) == []
    for address in (
        f"/lieux/{place.public_id}/fermetures/",
        f"/ressources/{laser.public_id}/reglages/",
    ):
        host.goto(address)
        assert faults_of(host) == []
