"""Who said how often a month is asked no more than that, and the need goes elsewhere."""

from datetime import timedelta

import pytest
from django.utils import timezone

from entrelieux.bridges.actions import match_need, post_need, post_offer
from entrelieux.bridges.capacity import full_offers, rooms_left
from entrelieux.bridges.errors import TakesNoMore
from entrelieux.bridges.models import Bridge
from entrelieux.bridges.queries import bridges_of, needs_to_match
from entrelieux.introductions.actions import accept_bridge, decline_bridge
from entrelieux.introductions.desk import shared_out

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("live_offers")]

AMBERT = {"lat": 45.55, "lon": 3.74, "commune_code": "63003", "commune": "Ambert"}
PIANO = {"name": "J’accorde les pianos, à domicile", "kind": "skill", **AMBERT}
OTHER = {"name": "J’accorde des pianos, chez vous", "kind": "skill", **AMBERT}


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def tuner(cast, now):
    return post_offer(by=cast.bob, values={**PIANO, "capacity": 2}, now=now)


@pytest.fixture
def need_of(now):
    def make(person, sentence="Je cherche quelqu’un qui accorde les pianos"):
        return post_need(by=person, now=now, values={"sentence": sentence, **AMBERT})

    return make


@pytest.fixture
def asks(cast, need_of, now):
    """A need is matched, and its author asks for what is suggested first."""

    def make(person, when=now):
        need = match_need(need=need_of(person), now=when)
        return accept_bridge(by=person, bridge=bridges_of(need)[0], now=when)

    return make


def titles(need):
    return [bridge.title for bridge in bridges_of(need)]


def test_who_takes_two_a_month_is_not_flooded_and_the_need_goes_to_the_next(
    cast, tuner, asks, need_of, now, outbox
):
    asks(cast.chloe)
    assert full_offers(now) == {}
    asks(cast.driss)
    post_offer(by=cast.alice, values=OTHER, now=now)
    need = match_need(need=need_of(cast.farid), now=now)
    assert titles(need) == ["J’accorde des pianos, chez vous"]
    missed = need.near_misses[0]
    assert missed["title"] == "J’accorde les pianos, à domicile"
    (reason,) = missed["reasons"]
    assert reason["code"] == "full"
    assert "ce qu’elle prend en un mois (2)" in reason["sentence_fr"]
    assert "what it takes in a month (2)" in reason["sentence_en"]
    assert len([mail for mail in outbox() if mail.to == "bob@example.org"]) == 2


def test_a_suggestion_made_before_cannot_be_asked_for_beyond_what_it_takes(
    cast, tuner, asks, need_of, now
):
    late = match_need(need=need_of(cast.farid), now=now)
    asks(cast.chloe)
    asks(cast.driss)
    (bridge,) = bridges_of(late)
    with pytest.raises(TakesNoMore):
        accept_bridge(by=cast.farid, bridge=bridge, now=now)
    assert late in needs_to_match(timezone.now())


def test_a_refusal_was_a_request_and_a_month_later_there_is_room_again(
    cast, tuner, asks, need_of, now
):
    first = now - timedelta(days=20)
    bridge = asks(cast.chloe, first)
    decline_bridge(by=cast.bob, bridge=bridge, now=first, why="wrong_time")
    asks(cast.driss)
    again = timezone.localdate(first + timedelta(days=30))
    assert full_offers(now)[f"offer:{tuner.public_id}"].again == again
    assert full_offers(now + timedelta(days=11)) == {}


def test_who_asked_keeps_what_was_suggested(cast, tuner, asks, now):
    asks(cast.chloe)
    bridge = asks(cast.driss)
    need = match_need(need=bridge.need, now=now)
    assert titles(need) == ["J’accorde les pianos, à domicile"]
    assert need.is_gap is False


def test_who_said_nothing_is_asked_as_often_as_people_like(cast, asks, now):
    offer = post_offer(by=cast.bob, values=PIANO, now=now)
    for person in (cast.chloe, cast.driss, cast.farid):
        asks(person)
    assert (full_offers(now), rooms_left({offer.public_id}, now)) == ({}, {})


def test_a_coordinator_is_shown_no_more_than_what_an_offer_takes(
    cast, tuner, atelier_place, asks, need_of, now
):
    asks(cast.chloe)
    waiting = [
        Bridge.objects.create(
            need=need_of(cast.driss),
            asker=cast.driss,
            source_kind="offer",
            source_id=tuner.public_id,
            giver_place=atelier_place,
            score=float(rank),
        )
        for rank in range(4)
    ]
    assert shared_out(waiting, now) == [waiting[3]]
