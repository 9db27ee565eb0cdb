"""What nobody says more of is put away after a stated time, kindly, and tells nothing."""

from datetime import timedelta

import pytest

from entrelieux.bridges.models import SideState, State
from entrelieux.introductions.actions import accept_bridge, expire_bridges, tell_happened
from entrelieux.platform.models import AuditEvent

pytestmark = pytest.mark.django_db


def days(count):
    return timedelta(days=count)


def test_a_yes_is_answered_within_a_month_or_put_away(cast, in_state, now, outbox):
    bridge = in_state("asked")  # Driss said yes twenty days ago
    before = len(outbox())
    assert expire_bridges(now=now + days(9)) == 0
    assert expire_bridges(now=now + days(10)) == 1
    bridge.refresh_from_db()
    assert (bridge.state, bridge.giver_state) == (State.EXPIRED, SideState.EXPIRED)
    (mail,) = outbox()[: len(outbox()) - before]
    assert mail.to == "driss@example.org"
    assert "Ce n’est pas un refus" in mail.text
    assert "alice" not in mail.text.lower()
    assert expire_bridges(now=now + days(40)) == 0
    assert AuditEvent.objects.filter(verb="expire_bridge").count() == 1


def test_the_yes_of_the_giver_alone_is_put_away_too(cast, bridge, now, outbox):
    bridge.is_by_hand = True
    bridge.save()
    accept_bridge(by=cast.alice, bridge=bridge, now=now)
    assert expire_bridges(now=now + days(31)) == 1
    assert outbox()[0].to == "alice@example.org"
    bridge.refresh_from_db()
    assert bridge.asker_state == SideState.EXPIRED


def test_what_nobody_accepted_is_left(bridge, now):
    assert expire_bridges(now=now + days(400)) == 0


def test_what_both_accepted_and_nobody_told_is_put_away_and_can_be_told_still(
    cast, client, client_of, in_state, now, outbox
):
    bridge = in_state("accepted")
    before = len(outbox())
    assert expire_bridges(now=now + days(39)) == 0
    assert expire_bridges(now=now + days(40)) == 1
    mails = outbox()[: len(outbox()) - before]
    assert {mail.to for mail in mails} == {"driss@example.org", "alice@example.org"}
    text = client_of(cast.driss).get(bridge.get_absolute_url()).content.decode()
    assert "Rien n’est perdu" in text
    link = next(word for word in mails[0].text.split() if "/fait/" in word)
    path = link[link.index("/fait/") :]
    assert "malgré tout" in client.get(path).content.decode()
    client.post(path, {"what": "happened"})
    bridge.refresh_from_db()
    assert (bridge.state, bridge.ended_at) == (State.HAPPENED, None)


def test_nobody_is_late_before_the_day_of_the_need(in_state, now):
    bridge = in_state("accepted")
    bridge.need.ends_on = (now + days(90)).date()
    bridge.need.save()
    assert expire_bridges(now=now + days(100)) == 0
    assert expire_bridges(now=now + days(151)) == 1


def test_what_happened_is_never_put_away(cast, in_state, now):
    bridge = in_state("accepted")
    tell_happened(by=cast.driss, bridge=bridge, now=now)
    assert expire_bridges(now=now + days(400)) == 0
