"""Reminders, answered by a link; the letter at a chosen rhythm."""

from datetime import timedelta

import pytest
from django.utils import timezone

from entrelieux.bridges.actions import post_need
from entrelieux.bridges.models import State
from entrelieux.introductions.actions import (
    ask_whether_it_happened,
    give_up,
    send_digests,
    set_digest,
)
from entrelieux.introductions.models import Digest

pytestmark = pytest.mark.django_db


def link_in(mail, path):
    return next(word[word.index(path) :] for word in mail.text.split() if path in word)


def test_both_are_asked_once_they_had_time_twice_at_most(cast, in_state, now, outbox):
    in_state("accepted")
    before = len(outbox())
    assert ask_whether_it_happened(now=now) == 2
    assert ask_whether_it_happened(now=now) == 0
    assert ask_whether_it_happened(now=now + timedelta(days=22)) == 2
    assert ask_whether_it_happened(now=now + timedelta(days=90)) == 0
    assert len(outbox()) == before + 4


def test_nobody_is_asked_too_early_nor_after_giving_up(cast, in_state, now):
    bridge = in_state("accepted")
    assert ask_whether_it_happened(now=now - timedelta(days=10)) == 0
    bridge.need.ends_on = (now + timedelta(days=3)).date()
    bridge.need.save()
    assert ask_whether_it_happened(now=now) == 0
    give_up(by=cast.driss, bridge=bridge, now=now)
    assert ask_whether_it_happened(now=now + timedelta(days=30)) == 0


def test_a_mail_scanner_that_opens_the_link_changes_nothing(cast, in_state, now, client, outbox):
    bridge = in_state("accepted")
    ask_whether_it_happened(now=now)
    path = link_in(next(m for m in outbox() if m.to == "driss@example.org"), "/fait/")
    assert client.get(path).status_code == client.head(path).status_code == 200
    bridge.refresh_from_db()
    assert bridge.state == State.ACCEPTED
    assert client.post(path, {"what": "happened"}).status_code == 302
    bridge.refresh_from_db()
    assert (bridge.state, bridge.happened_on) == (State.HAPPENED, timezone.localdate())
    assert "C’est noté comme fait" in client.get(path).content.decode()


def test_a_cut_link_says_so(client):
    assert client.get("/fait/cut/").status_code in {403, 404, 410}


def test_nobody_is_written_to_before_asking_for_it(cast, in_state, now, outbox):
    in_state("asked")
    before = len(outbox())
    assert send_digests(now=now, today=now.date()) == 0
    assert len(outbox()) == before


@pytest.mark.parametrize(("rhythm", "days"), [("daily", 1), ("weekly", 7), ("monthly", 30)])
def test_the_letter_comes_at_the_chosen_rhythm(cast, in_state, now, outbox, rhythm, days):
    in_state("asked")
    set_digest(by=cast.alice, rhythm=rhythm)
    today = now.date()
    assert send_digests(now=now, today=today) == 1
    assert send_digests(now=now, today=today + timedelta(days=days - 1)) == 0
    assert send_digests(now=now, today=today + timedelta(days=days)) == 1
    assert "Découpeuse laser" in outbox()[0].text
    assert "Driss" not in outbox()[0].text


def test_the_letter_tells_needs_that_its_reader_may_know(cast, now, outbox):
    for visibility, sentence in (("network", "Un four"), ("host", "Un secret")):
        post_need(
            by=cast.chloe,
            now=now,
            values={"sentence": sentence, "visibility": visibility, "department": "63"},
        )
    set_digest(by=cast.bob, rhythm="weekly", department="63")
    assert send_digests(now=now, today=now.date()) == 1
    text = outbox()[0].text
    assert "Un four" in text
    assert "Un secret" not in text


def test_the_letter_tells_needs_within_reach_of_a_place_of_hers(cast, now, atelier_place, outbox):
    told = {"near": 45.60, "far": 46.30}
    for name, lat in told.items():
        values = {"sentence": f"Un four {name}", "lat": lat, "lon": 3.74, "department": "63"}
        post_need(by=cast.chloe, now=now, values=values)
    secret = {"sentence": "Un secret", "visibility": "host", "lat": 45.55, "lon": 3.74}
    post_need(by=cast.chloe, now=now, values=secret)
    set_digest(by=cast.bob, rhythm="weekly", around=atelier_place, minutes=30)
    assert send_digests(now=now, today=now.date()) == 1
    text = outbox()[0].text
    assert "Un four near" in text
    assert "Un four far" not in text
    assert "Un secret" not in text


def test_one_is_told_around_a_place_of_ones_own_alone(cast, client_of, atelier_place):
    sent = {"rhythm": "weekly", "around": atelier_place.pk, "minutes": "45", "department": ""}
    assert client_of(cast.bob).post("/passerelles/rythme/", sent).status_code == 302
    kept = Digest.objects.get(person=cast.bob)
    assert (kept.around, kept.minutes) == (atelier_place, 45)
    client_of(cast.chloe).post("/passerelles/rythme/", sent)
    assert not Digest.objects.filter(around=atelier_place).exclude(person=cast.bob).exists()


def test_nothing_to_say_is_no_letter(cast, now):
    set_digest(by=cast.bob, rhythm="daily", department="63")
    assert send_digests(now=now, today=now.date()) == 0


def test_the_link_of_the_letter_stops_it_by_a_post_alone(cast, in_state, now, client, outbox):
    in_state("asked")
    set_digest(by=cast.alice, rhythm="daily")
    send_digests(now=now, today=now.date())
    mail = outbox()[0]
    path = link_in(mail, "/rythme/")
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert client.get(path).status_code == 200
    assert Digest.objects.get().rhythm == "daily"
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 204
    assert Digest.objects.get().rhythm == "never"
    assert send_digests(now=now, today=now.date() + timedelta(days=40)) == 0
