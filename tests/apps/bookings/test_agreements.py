"""People of a community that has an agreement with the place book within what it gives."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from entrelieux.bookings.actions import book, move
from entrelieux.bookings.errors import RefusedByRules
from entrelieux.bookings.models import Reservation
from entrelieux.bookings.tasks import tell_ended
from entrelieux.exchanges.actions.agreements import (
    ENDED,
    end_agreement,
    propose_agreement,
    sign_agreement,
)
from entrelieux.platform.models import Job
from entrelieux.resources.models import Resource
from tests.apps.bookings.conftest import monday, slot, wanted

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed(cast):
    """Of the Bergerie with the Atelier, signed by both."""

    def agree(**values):
        proposed = propose_agreement(
            by=cast.chloe,
            first=cast.bergerie,
            second=cast.atelier,
            values={"scope": "les machines", "review_on": in_a_year(), **values},
        )
        return sign_agreement(by=cast.alice, agreement=proposed)

    return agree


def in_a_year():
    return timezone.localdate() + timedelta(days=365)


def test_who_comes_by_an_agreement_needs_no_other_and_others_still_do(cast, offered, agreed):
    laser, room = offered("Laser"), offered("Salle")
    agreed(concepts=["machines:laser-cutter"])
    Resource.objects.filter(pk=laser.pk).update(concept="machines:laser-cutter")
    laser.refresh_from_db()
    mine = book(by=cast.chloe, wanted=wanted(laser))
    assert (mine.state, mine.community) == ("confirmed", cast.bergerie)
    assert book(by=cast.driss, wanted=wanted(laser, day=1)).state == "held"
    assert book(by=cast.chloe, wanted=wanted(room)).state == "held"


def test_the_allowance_is_kept_and_says_what_is_left(cast, offered, agreed):
    """« 2 jours par mois » ; the first days of the month after next are all in it."""
    laser = offered("Laser", ahead_days=200)
    agreed(days_per_month=2)
    first = (monday().replace(day=1) + timedelta(days=70)).replace(day=1)
    ahead = (first - monday()).days
    book(by=cast.chloe, wanted=wanted(laser, day=ahead))
    second = book(by=cast.chloe, wanted=wanted(laser, day=ahead + 1))
    book(by=cast.chloe, wanted=wanted(laser, day=ahead + 1, start="14:00", end="15:00"))
    with pytest.raises(RefusedByRules) as refused:
        book(by=cast.chloe, wanted=wanted(laser, day=ahead + 2))
    (reason,) = refused.value.ruling.reasons
    assert "donne 2 jours par mois : il en reste 0" in reason.replace("\xa0", " ")
    assert book(by=cast.chloe, wanted=wanted(laser, day=ahead + 40)).state == "confirmed"
    move(by=cast.chloe, time=second.times.get(), slot=slot("16:00", "17:00", day=ahead + 1))


def test_when_it_ends_what_is_booked_is_flagged_to_both_and_never_cancelled(
    cast, offered, agreed, outbox
):
    laser = offered("Laser")
    mine = agreed()
    theirs = book(by=cast.chloe, wanted=wanted(laser))
    own = book(by=cast.bob, wanted=wanted(laser, day=1))
    past = book(by=cast.chloe, wanted=wanted(laser, day=3))
    ago = F("starts_at") - timedelta(days=30), F("ends_at") - timedelta(days=30)
    past.times.update(starts_at=ago[0], ends_at=ago[1])
    end_agreement(by=cast.alice, agreement=mine, community=cast.atelier)
    assert Job.objects.filter(kind=ENDED).count() == 1
    tell_ended(agreement=mine.pk)
    flags = dict(Reservation.objects.values_list("pk", "flag"))
    assert flags == {theirs.pk: "agreement", own.pk: "", past.pk: ""}
    theirs.refresh_from_db()
    assert (theirs.state, theirs.times.filter(is_cancelled=False).count()) == ("confirmed", 1)
    told = {mail.to for mail in outbox() if mail.subject.startswith("À revoir")}
    assert told == {"chloe@example.org", "alice@example.org"}
    assert book(by=cast.chloe, wanted=wanted(laser, day=2)).state == "held"
