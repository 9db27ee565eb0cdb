"""Booking by the API: as the page does, with the reasons as data."""

from __future__ import annotations

import json

import pytest

from entrelieux.bookings.actions import book
from entrelieux.bookings.models import Reservation
from tests.apps.bookings.conftest import monday, wanted

pytestmark = pytest.mark.django_db


def post(client, address, **body):
    return client.post(f"/api/v1{address}", json.dumps(body), content_type="application/json")


def asked(*resources, start="09:00", end="10:00", **more):
    things = [{"id": one.public_id} for one in resources]
    return {"resources": things, "start": f"{monday()}T{start}", "end": f"{monday()}T{end}", **more}


def test_free_times_are_told_to_whoever_sees_the_resource(cast, client, client_of, offered):
    laser = offered("Laser", after_minutes=30)
    book(by=cast.bob, wanted=wanted(laser, start="00:00", end="10:00"))
    address = f"/api/v1/resources/{laser.public_id}/availability?start={monday()}&days=1"
    told = client.get(address).json()
    assert [(s["start"][11:16], s["end"][11:16]) for s in told["free"]] == [("10:30", "23:59")] or [
        s["start"][11:16] for s in told["free"]
    ] == ["10:30"]
    assert "Bob" not in json.dumps(told)
    laser.scope = "place"
    laser.save()
    assert client.get(address).status_code == 404
    assert client_of(cast.bob).get(address).status_code == 200


def test_one_books_moves_and_cancels_and_others_do_not_see_it(cast, client, client_of, offered):
    laser = offered("Laser")
    bob = client_of(cast.bob)
    assert post(client, "/bookings", **asked(laser)).status_code == 403
    made = post(bob, "/bookings", **asked(laser, rule="FREQ=WEEKLY;COUNT=2", purpose="Essai"))
    told = made.json()
    assert (made.status_code, told["state"], len(told["times"])) == (201, "confirmed", 2)
    at = f"/bookings/{told['id']}"
    assert client_of(cast.chloe).get(f"/api/v1{at}").status_code == 404
    assert client_of(cast.alice).get(f"/api/v1{at}").json()["purpose"] == "Essai"
    day = {"day": str(monday())}
    moved = post(bob, f"{at}/move", **day, start=f"{monday()}T14:00", end=f"{monday()}T15:00")
    assert moved.json()["times"][0]["start"][11:16] == "14:00"
    given_up = post(bob, f"{at}/cancel", **day, reach="all").json()
    assert given_up["state"] == "cancelled"
    assert bob.get("/api/v1/bookings").json() == []


def test_refusals_come_with_every_reason(cast, client_of, offered):
    laser = offered("Laser", shortest_minutes=60)
    book(by=cast.alice, wanted=wanted(laser))
    refused = post(client_of(cast.bob), "/bookings", **asked(laser, end="09:30"))
    assert refused.status_code == 409
    (verdict,) = refused.json()["unavailable"]
    assert [one["reason"] for one in verdict["reasons"]] == ["too-short", "taken"]
    assert "Alice" not in refused.content.decode()
    late = post(client_of(cast.bob), "/bookings", **asked(laser, waits=True, end="10:00")).json()
    assert late["state"] == "waiting"


def test_an_hour_that_the_clocks_skip_is_said_not_to_be(cast, client_of, offered):
    """On 28 March 2027 the clocks of Paris go from two to three."""
    laser = offered("Laser", ahead_days=400)
    skipped = {**asked(laser), "start": "2027-03-28T02:30", "end": "2027-03-28T03:30"}
    refused = post(client_of(cast.bob), "/bookings", **skipped)
    (verdict,) = refused.json()["unavailable"]
    assert "l’heure n’existe pas cette nuit-là" in verdict["reasons"][0]["detail"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": "2026-05-12T14:00:00Z"},
        {"rule": "FREQ=WEEKLY"},
        {"resources": []},
        {"start": "9999-12-31T10:00", "end": "9999-12-31T11:00"},
    ],
)
def test_what_makes_no_sense_is_refused(cast, client_of, offered, wrong):
    refused = post(client_of(cast.bob), "/bookings", **{**asked(offered("Laser")), **wrong})
    assert refused.status_code == 422
    assert Reservation.objects.count() == 0
