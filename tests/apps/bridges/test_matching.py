"""What the engine answers to a need, and what is kept of it."""

import pytest

from entrelieux.bridges.actions import change_need, match_need, post_offer
from entrelieux.bridges.matching import answer_for
from entrelieux.bridges.models import Bridge, SideState
from entrelieux.bridges.queries import bridges_of, needs_to_match
from entrelieux.inventory.actions import remove_entry
from entrelieux.resources.actions import add_resource

pytestmark = pytest.mark.django_db

LASER = {"name": "Découpeuse laser CO2", "concept": "machines:co2-laser", "kind": "machine"}
TROPHIES = "Je cherche un laser pour graver trente trophées en bois"


@pytest.fixture
def laser(cast, atelier_place):
    return add_resource(by=cast.alice, place=atelier_place, values=LASER)


@pytest.fixture
def matched(need_of, now):
    def make(person, **values):
        need = need_of(person, **{"sentence": TROPHIES, "max_minutes": 60, **values})
        return match_need(need=need, now=now)

    return make


def test_a_need_meets_what_a_place_has_with_reasons_that_sum_to_the_score(cast, laser, matched):
    need = matched(cast.chloe)
    bridge = bridges_of(need).get()
    assert (bridge.source_kind, bridge.source_id) == ("resource", laser.public_id)
    assert (bridge.asker, bridge.giver, bridge.giver_place) == (cast.chloe, None, laser.place)
    points = sum(reason["points"] for reason in bridge.reasons)
    assert points + bridge.constant == pytest.approx(bridge.score, abs=0.001)
    assert all(reason["sentence_fr"] and reason["sentence_en"] for reason in bridge.reasons)
    assert need.is_gap is False


def test_a_machine_that_does_not_take_the_material_is_excluded_with_the_reason(
    cast, laser, matched
):
    need = matched(cast.chloe, sentence="Découper un prototype en acier au laser")
    assert bridges_of(need).count() == 0
    assert need.is_gap is True
    missed = need.near_misses[0]
    assert missed["title"] == "Découpeuse laser CO2"
    assert [reason["code"] for reason in missed["reasons"]] == ["material"]


def test_no_good_answer_makes_a_gap_until_somebody_offers_it(cast, laser, matched, now):
    need = matched(cast.chloe, sentence="Je cherche quelqu’un qui accorde les pianos")
    assert (need.gap_since, bridges_of(need).count()) == (now, 0)
    post = {"name": "J’accorde les pianos, à domicile", "kind": "skill", "lat": 45.5, "lon": 3.7}
    post_offer(by=cast.bob, values=post, now=now)
    again = match_need(need=need, now=now)
    assert again.gap_since is None
    assert bridges_of(again).get().giver == cast.bob


def test_what_is_beyond_reach_nearly_answers_and_says_what_would_help(cast, laser, matched):
    need = matched(cast.chloe, lat=45.40, lon=3.74, max_minutes=20)
    assert bridges_of(need).count() == 0
    assert [one["reasons"][0]["code"] for one in need.near_misses] == ["reach"]
    assert "min de plus" in need.better[0]["sentence_fr"]


def test_a_person_is_not_sent_to_what_she_offers_herself(cast, matched, now):
    post = {"name": "Je grave au laser des trophées en bois", "lat": 45.55, "lon": 3.74}
    post_offer(by=cast.bob, values=post, now=now)
    assert bridges_of(matched(cast.bob)).count() == 0
    assert bridges_of(matched(cast.chloe)).count() == 1


def test_what_others_may_not_see_is_not_suggested_to_them(cast, atelier_place, matched):
    add_resource(by=cast.alice, place=atelier_place, values={**LASER, "scope": "place"})
    assert bridges_of(matched(cast.chloe)).count() == 0
    assert bridges_of(matched(cast.bob)).count() == 1


def test_the_words_that_a_person_struck_out_are_not_read(cast, laser, matched):
    sentence = "Je cherche un laser"
    assert bridges_of(matched(cast.chloe, sentence=sentence)).count() == 1
    assert bridges_of(matched(cast.chloe, sentence=sentence, dismissed=["laser"])).count() == 0


def test_matching_again_changes_only_what_nobody_answered(cast, laser, matched, now):
    need = matched(cast.chloe)
    bridge = bridges_of(need).get()
    match_need(need=need, now=now)
    assert bridges_of(need).get() == bridge
    Bridge.objects.filter(pk=bridge.pk).update(asker_state=SideState.ACCEPTED)
    remove_entry(by=cast.alice, entry=laser)
    match_need(need=need, now=now)
    assert bridges_of(need).get() == bridge
    Bridge.objects.filter(pk=bridge.pk).update(asker_state=SideState.SEEN)
    match_need(need=need, now=now)
    assert bridges_of(need).count() == 0


def test_needs_are_matched_again_when_something_changed(cast, laser, need_of, now):
    need = need_of(cast.chloe)
    assert list(needs_to_match(now)) == [need]
    match_need(need=need, now=now)
    assert list(needs_to_match(now)) == []
    remove_entry(by=cast.alice, entry=laser)
    assert list(needs_to_match(now)) == [need]


def test_changing_what_is_asked_changes_the_answer(cast, laser, matched, now):
    need = matched(cast.chloe)
    values = {"sentence": "Je cherche quelqu’un qui accorde les pianos"}
    changed = change_need(by=cast.chloe, need=need, values=values)
    assert answer_for(changed, cast.chloe).is_gap is True


def test_a_host_is_not_sent_to_the_place_that_she_answers_for(cast, laser, matched):
    assert bridges_of(matched(cast.alice)).count() == 0
    assert bridges_of(matched(cast.bob)).count() == 1


def test_what_is_her_own_does_not_hide_what_others_offer(cast, matched, now):
    post = {"kind": "skill", "lat": 45.55, "lon": 3.74}
    weaker = {**post, "name": "Bricolage du bois"}
    better = {**post, "name": TROPHIES, "description": "Graver trente trophées en bois au laser"}
    post_offer(by=cast.bob, values=weaker, now=now)
    post_offer(by=cast.chloe, values=better, now=now)
    assert [one.giver for one in bridges_of(matched(cast.driss))] == [cast.chloe]
    assert [one.giver for one in bridges_of(matched(cast.chloe))] == [cast.bob]
