"""The judged needs and offers keep the promises of their README."""

from __future__ import annotations

import pytest

from bench.judging import CORPORA, USEFUL, Corpus, read_corpus, read_rows
from entrelieux.core.geo import distance_km, load_france

KINDS = {
    "machine",
    "room",
    "desk",
    "skill",
    "service",
    "training",
    "material",
    "vehicle",
    "project-looking-for-people",
    "event",
}
CATEGORIES = {
    "exact",
    "synonym",
    "brand",
    "cross-language",
    "implicit",
    "constraint",
    "distance",
    "time",
    "audience",
    "people",
    "negation",
    "none",
}
ACCESS = {"public", "members", "students", "staff", "by-appointment"}
GIVES = ("free", "donation", "exchange", "paid")  # from the least to the most
REASONS = {
    "far",
    "time",
    "audience",
    "capacity",
    "material",
    "process",
    "negated",
    "same-side",
    "terms",
    "other",
}
AT_A_DISTANCE = ("distance", "visio", "online", "en ligne", "by phone")
REACH_KM = 45.0  # when the need says none
# Sets large enough for every promise.
COMPLETE = ("tune", "tune_opened", "tune_third", "tune_fourth", "held_back_fifth")
LATER = {name: folder for name, folder in CORPORA.items() if name not in COMPLETE}


@pytest.fixture(params=COMPLETE)
def half(request) -> str:
    return request.param


@pytest.fixture
def corpus(half) -> Corpus:
    return read_corpus(CORPORA[half])


def test_each_half_is_large_enough_to_tell_a_category_from_another(corpus):
    counts = [list(corpus.categories.values()).count(one) for one in sorted(CATEGORIES)]
    assert len(corpus.needs) >= 60
    assert len(corpus.offers) >= 160
    assert min(counts) >= 5


def test_every_need_has_one_category_and_every_id_is_used_once(corpus):
    needs = [need["need_id"] for need in corpus.needs]
    offers = [offer["offer_id"] for offer in corpus.offers]
    assert sorted(set(needs)) == sorted(needs)
    assert sorted(set(offers)) == sorted(offers)
    assert set(corpus.categories) == set(corpus.grades) == set(needs)
    assert set(corpus.categories.values()) == CATEGORIES


def test_the_fields_hold_only_the_values_of_the_format(corpus):
    rows = [*corpus.needs, *corpus.offers]
    assert {offer["kind"] for offer in corpus.offers} <= KINDS
    assert {offer["access"] for offer in corpus.offers} <= ACCESS
    assert {row["terms"] for row in rows} <= set(GIVES)
    assert {row["lang"] for row in rows} == {"fr", "en"}
    assert [row for row in rows if not row["title"].strip() or not row["description"]] == []


def test_places_and_people_are_where_their_commune_is(corpus):
    france = load_france()
    for row in (*corpus.needs, *corpus.offers):
        commune = france.by_code(row["commune_code"])
        assert commune is not None
        away = distance_km(float(row["lat"]), float(row["lon"]), commune.lat, commune.lon)
        assert away < 3


def test_judgments_name_offers_of_the_half_and_every_trap_says_why(half, corpus):
    offers = {offer["offer_id"] for offer in corpus.offers}
    judged = [(n, o, grade) for n, of in corpus.grades.items() for o, grade in of.items()]
    assert {offer for _, offer, _ in judged} <= offers
    assert {grade for *_, grade in judged} == {0, 1, 2, 3}
    traps = read_rows(CORPORA[half] / "traps.csv")
    assert sorted((t["need_id"], t["offer_id"]) for t in traps) == sorted(
        (need, offer) for need, offer, grade in judged if grade == 0
    )
    assert [trap for trap in traps if not trap["reason"]] == []


def test_every_trap_is_one_for_a_reason_of_the_format(half):
    assert {trap["reason"] for trap in read_rows(CORPORA[half] / "traps.csv")} <= REASONS


def test_a_useful_offer_asks_no_more_than_the_need_gives(half, corpus):
    needs = {need["need_id"]: GIVES.index(need["terms"]) for need in corpus.needs}
    offers = {offer["offer_id"]: GIVES.index(offer["terms"]) for offer in corpus.offers}
    assert [
        (need, offer)
        for need, of in corpus.grades.items()
        for offer, grade in of.items()
        if grade >= USEFUL and offers[offer] > needs[need]
    ] == []


def test_needs_of_the_category_none_are_those_without_a_useful_offer(corpus):
    silent = {n for n, of in corpus.grades.items() if max(of.values()) < USEFUL}
    assert {n for n, category in corpus.categories.items() if category == "none"} == silent
    assert len(silent) >= 0.15 * len(corpus.needs)
    assert all(0 in corpus.grades[need].values() for need in silent)


def test_what_is_judged_relevant_can_be_reached_and_what_is_far_cannot(half, corpus):
    needs = {need["need_id"]: need for need in corpus.needs}
    offers = {offer["offer_id"]: offer for offer in corpus.offers}
    far = {
        (trap["need_id"], trap["offer_id"])
        for trap in read_rows(CORPORA[half] / "traps.csv")
        if trap["reason"] == "far"
    }
    wrong = [
        (need, offer)
        for need, of in corpus.grades.items()
        for offer, grade in of.items()
        if (grade > 0 and not can_reach(needs[need], offers[offer]))
        or ((need, offer) in far and can_reach(needs[need], offers[offer]))
    ]
    assert wrong == []


def can_reach(need, offer) -> bool:
    away = distance_km(*(float(row[key]) for row in (need, offer) for key in ("lat", "lon")))
    return (
        away <= float(need["max_km"] or REACH_KM)
        or away <= float(offer["mobile_km"] or 0)
        or any(word in offer["available"] for word in AT_A_DISTANCE)
    )


@pytest.mark.parametrize("folder", LATER.values(), ids=LATER.keys())
def test_the_harder_needs_keep_the_same_promises(folder):
    corpus = read_corpus(folder)
    needs = {need["need_id"]: need for need in corpus.needs}
    offers = {offer["offer_id"]: offer for offer in corpus.offers}
    assert set(corpus.categories) == set(corpus.grades) == set(needs)
    silent = {n for n, of in corpus.grades.items() if max(of.values()) < USEFUL}
    assert {n for n, category in corpus.categories.items() if category == "none"} == silent
    unreachable = [
        (need, offer)
        for need, of in corpus.grades.items()
        for offer, grade in of.items()
        if grade > 0 and not can_reach(needs[need], offers[offer])
    ]
    assert unreachable == []
