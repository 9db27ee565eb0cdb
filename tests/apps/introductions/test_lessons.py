"""What a network learns from its answers: in the open, limited, forgotten, never about anybody."""

from datetime import timedelta

import pytest

from entrelieux.bridges.actions import match_need, post_need
from entrelieux.bridges.models import Bridge, Learned
from entrelieux.bridges.queries import factors_for
from entrelieux.core.bridging.explaining.reasons import GROUPS
from entrelieux.introductions.actions import (
    accept_bridge,
    decline_bridge,
    forget_lessons,
    learn,
    limit_learning,
)
from entrelieux.introductions.lessons import ABOUT
from entrelieux.platform.models import AuditEvent
from entrelieux.resources.actions import add_resource

pytestmark = pytest.mark.django_db
ADDRESS = "/reseaux/{}/appris/"
REASONS = [{"code": "words", "points": 2.0, "sentence_fr": "x", "sentence_en": "x"}]


@pytest.fixture
def answered(cast, now):
    """``answered(6, "too_far")``: as many refusals of Bob’s; acceptances without a reason."""

    def answer(count, why="", asker=cast.bob, giver=cast.chloe):
        for _one in range(count):
            need = post_need(by=asker, now=now, values={"sentence": "Une scie"})
            source = {"source_kind": "offer", "source_id": need.public_id}
            bridge = Bridge.objects.create(
                need=need, asker=asker, giver=giver, reasons=REASONS, **source
            )
            accept_bridge(by=asker, bridge=bridge, now=now)
            if why:
                decline_bridge(by=giver, bridge=bridge, now=now, why=why, because="Un secret")
            else:
                accept_bridge(by=giver, bridge=bridge, now=now)

    return answer


def test_every_reason_of_the_engine_is_told_in_words():
    assert ABOUT.keys() == GROUPS.keys()


def test_answers_move_what_counts_within_the_limit_of_the_network(cast, answered, now):
    answered(6)
    answered(5, "too_far")
    learned = learn(network=cast.network, now=now)
    lines = {line["reason"]: (line["answers"], line["factor"]) for line in learned.lines}
    assert {name: count for name, (count, _factor) in lines.items()} == {
        "words": 6,
        "near": 5,
        "stays": 5,
    }
    assert all(1 < factor < 1.2 for _count, factor in lines.values())
    more = limit_learning(by=cast.farid, network=cast.network, limit="much", now=now)
    assert more.factors["words"] > lines["words"][1]
    none = limit_learning(by=cast.farid, network=cast.network, limit="nothing", now=now)
    assert set(none.factors.values()) == {1.0}


def test_few_answers_teach_nothing_and_tell_nothing(cast, answered, now):
    answered(4, "too_dear")
    assert learn(network=cast.network, now=now).lines == []


def test_what_is_forgotten_teaches_no_more(cast, answered, now):
    answered(6)
    forget_lessons(by=cast.farid, network=cast.network, now=now + timedelta(seconds=1))
    assert learn(network=cast.network, now=now).lines == []
    assert AuditEvent.objects.filter(verb="forget_lessons", by=cast.farid).count() == 1


def test_only_what_its_own_members_asked_teaches_a_network(cast, answered, now):
    answered(6, asker=cast.driss)
    assert learn(network=cast.network, now=now).lines == []


def test_a_need_is_answered_with_what_its_network_learned(cast, atelier_place, now, live_offers):
    laser = {"name": "Découpeuse laser CO2", "concept": "machines:co2-laser", "kind": "machine"}
    add_resource(by=cast.alice, place=atelier_place, values=laser)
    values = {"sentence": "Je cherche un laser", "lat": 45.55, "lon": 3.74}

    def meaning_of(person):
        need = match_need(need=post_need(by=person, now=now, values=values), now=now)
        reasons = Bridge.objects.get(need=need).reasons
        return next(one["points"] for one in reasons if one["code"] == "hinted")

    before = meaning_of(cast.chloe)
    line = {"reason": "hinted", "for_it": 9, "against_it": 0, "factor": 1.2, "answers": 9}
    Learned.objects.create(network=cast.network, lines=[line])
    assert meaning_of(cast.chloe) == pytest.approx(1.2 * before, rel=0.001)
    assert meaning_of(cast.driss) == pytest.approx(before, rel=0.001)


def test_the_page_is_for_the_network_and_its_coordinator_decides(cast, client_of, answered, now):
    answered(6, "too_far")
    learn(network=cast.network, now=now)
    address = ADDRESS.format(cast.network.slug)
    pages = {
        name: client_of(person if person.is_authenticated else None).get(address)
        for name, person in cast.everyone()
    }
    read = {name for name, page in pages.items() if page.status_code == 200}
    assert read == {"chloe", "bob", "alice", "farid", "opal"}
    text = pages["bob"].content.decode()
    assert "La distance" in text
    assert not any(leak in text for leak in ("Un secret", "Chloé", "chloe@", "trop loin"))
    decide = {name for name in read if "Oublier ce qui est appris" in pages[name].content.decode()}
    assert decide == {"farid", "opal"}
    assert client_of(cast.alice).post(address, {"what": "forget"}).status_code == 403
    client_of(cast.farid).post(address, {"what": "limit", "limit": "nothing"})
    assert Learned.objects.get().limit == "nothing"
    client_of(cast.farid).post(address, {"what": "forget"})
    assert Learned.objects.get().lines == []


def test_the_page_is_read_in_as_many_queries_whatever_was_learned(
    cast, client_of, django_assert_max_num_queries
):
    line = {"reason": "near", "for_it": 6, "against_it": 0, "factor": 1.1, "answers": 6}
    learned = Learned.objects.create(network=cast.network, lines=[line])
    client, counts = client_of(cast.farid), []
    for lines in ([line], [line, {**line, "reason": "words"}, {**line, "reason": "time"}]):
        learned.lines = lines
        learned.save()
        with django_assert_max_num_queries(30) as queries:
            client.get(ADDRESS.format(cast.network.slug))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_no_answer_yet_says_so(cast, client_of, now):
    page = client_of(cast.bob).get(ADDRESS.format(cast.network.slug))
    assert "Rien n’est encore appris." in page.content.decode()
    assert factors_for(post_need(by=cast.bob, now=now, values={})) == {}
