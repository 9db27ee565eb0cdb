"""The coordinator's view, and introducing by hand."""

import pytest

from entrelieux.bridges.actions import post_need
from entrelieux.bridges.errors import AlreadyOver
from entrelieux.bridges.models import Bridge
from entrelieux.introductions.actions import accept_bridge, introduce
from entrelieux.introductions.desk import desk_of, shared_out

pytestmark = pytest.mark.django_db


@pytest.fixture
def need(cast, now):
    values = {"sentence": "Un four à pain", "visibility": "network", "department": "63"}
    return post_need(by=cast.chloe, now=now, values=values)


def test_a_coordinator_introduces_both_sides_answer_and_she_reads_no_contact(
    cast, client_of, need, atelier_place, now, outbox
):
    bridge = introduce(
        by=cast.farid, need=need, place=atelier_place, because="Ils ont un four", now=now
    )
    assert {mail.to for mail in outbox()} == {"chloe@example.org", "alice@example.org"}
    assert all("Ils ont un four" in mail.text for mail in outbox())
    accept_bridge(by=cast.alice, bridge=bridge, now=now)
    accept_bridge(by=cast.chloe, bridge=bridge, now=now)
    text = client_of(cast.farid).get(bridge.get_absolute_url()).content.decode()
    assert "Ils ont un four" in text
    assert "chloe@example.org" not in text
    with pytest.raises(AlreadyOver):
        introduce(by=cast.farid, need=need, place=atelier_place, because="x", now=now)


def test_the_desk_is_the_coordinators(cast, client_of, need, atelier_place):
    address = f"/reseaux/{cast.network.slug}/passerelles/"
    told = cast.who(
        lambda one: client_of(one if one.is_authenticated else None).get(address).status_code == 200
    )
    assert told == {"farid", "opal"}
    client = client_of(cast.farid)
    sent = {"need": need.pk, "place": atelier_place.pk, "because": "Ils ont un four"}
    client_of(cast.alice).post(f"/reseaux/{cast.network.slug}/presenter/", sent)
    assert Bridge.objects.count() == 0
    client.post(f"/reseaux/{cast.network.slug}/presenter/", sent)
    assert Bridge.objects.get().made_by == cast.farid


def test_gaps_are_those_of_needs_that_she_may_read(cast, need, now):
    secret = post_need(by=cast.driss, now=now, values={"sentence": "Secret", "visibility": "host"})
    for one in (need, secret):
        one.gap_since = now
        one.save()
    desk = desk_of(cast.network, cast.farid, now)
    assert [(gap.what, gap.count) for gap in desk.gaps] == [("Un four à pain", 1)]


def test_who_gives_is_counted_once_both_accepted(cast, in_state, now):
    bridge = in_state("accepted")
    (exchange,) = desk_of(cast.network, cast.farid, now).exchanges
    assert (exchange.place, exchange.given, exchange.received) == (bridge.giver_place, 1, 0)


def test_no_place_is_given_more_than_it_can_look_at(cast, atelier_place, now):
    rows = []
    for rank in range(5):
        need = post_need(
            by=cast.chloe, now=now, values={"sentence": f"N{rank}", "visibility": "network"}
        )
        rows.append(
            Bridge.objects.create(
                need=need,
                asker=cast.chloe,
                source_kind="resource",
                source_id="x1",
                title="Four",
                giver_place=atelier_place,
                score=float(rank),
            )
        )
    assert shared_out(rows, now) == [rows[4], rows[3], rows[2]]
    assert desk_of(cast.network, cast.farid, now).waiting == 5
