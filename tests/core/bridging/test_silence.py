"""When nothing answers, nothing is shown: what only looks like it casts no one on a false track."""

from __future__ import annotations

from dataclasses import replace

import pytest

from entrelieux.core.bridging.conditions import Condition
from entrelieux.core.bridging.explaining import improvements
from entrelieux.core.bridging.farther import with_what_is_farther
from entrelieux.core.bridging.matcher import Matcher as Engine
from entrelieux.core.bridging.model import Need, Offer
from entrelieux.core.bridging.suggestions import DOUBTFUL, doubt, hunch
from entrelieux.core.words import load_core

AMBERT = {"lat": 45.55, "lon": 3.75}
TROPHIES = Need(
    id="trophies",
    title="Je cherche quelqu’un pour graver trente trophées en bois",
    max_km=40,
    **AMBERT,
)
LASER = Offer("laser", "La Brûleuse, graveuse laser", "Bois, cuir.", kind="machine", **AMBERT)
WORKSHOP = Offer("workshop", "Graver son premier prénom", "Sur bois.", kind="event", **AMBERT)


def matcher(*offers: Offer) -> Engine:
    return Engine(offers, load_core())


def test_who_wants_a_work_done_is_led_to_what_does_it_before_a_lesson():
    found = matcher(WORKSHOP, LASER).suggest(TROPHIES)

    assert [one.offer.offer.id for one in found.ranked][:1] == ["laser"]


def test_who_wants_to_learn_is_still_led_to_the_lesson():
    wish = replace(TROPHIES, title="Apprendre à graver sur bois, pour débuter")
    found = matcher(WORKSHOP, replace(LASER, title="Camion-benne")).suggest(wish)

    assert found.ranked[0].offer.offer.id == "workshop"
    assert "only_teaches" not in found.ranked[0].parts


def test_where_nothing_answers_what_is_a_little_farther_is_told_with_how_much():
    away = replace(LASER, lat=AMBERT["lat"] + 0.54)  # 60 km to the north
    engine = matcher(away)
    found = engine.suggest(TROPHIES)
    assert found.shown == () and found.near_misses == ()

    told = with_what_is_farther(found, engine.suggest)
    (missed,) = told.near_misses
    assert (missed.offer.offer.id, missed.failed) == ("laser", (Condition.REACH,))
    (better,) = improvements(told)
    assert "min de plus" in better.sentence
    near = engine.suggest(replace(TROPHIES, max_km=missed.km))
    assert [one.offer.offer.id for one in near.shown] == ["laser"]


def test_who_has_an_answer_is_sent_no_farther():
    found = matcher(LASER).suggest(TROPHIES)

    assert with_what_is_farther(found, pytest.fail) is found


HALL = Offer("hall", "Salle des fêtes", "Soixante chaises.", kind="room", **AMBERT)
CROCKERY = Offer("crockery", "Vaisselle de fête", "Assiettes et verres.", kind="material", **AMBERT)


def test_what_looks_like_it_is_doubted_when_what_was_sought_cannot_be_had():
    need = Need("feast", "Une salle des fêtes pour cent vingt personnes", max_km=20, **AMBERT)
    found = matcher(HALL, CROCKERY).suggest(need)
    (crockery,) = found.ranked

    assert [one.offer.offer.id for one in found.near_misses] == ["hall"]
    assert doubt(found.ranked, found.near_misses) > 0
    assert crockery.score < found.threshold


def test_nothing_is_doubted_when_what_was_sought_can_be_had():
    need = Need("feast", "Une salle des fêtes pour trente personnes", max_km=20, **AMBERT)
    found = matcher(HALL, CROCKERY).suggest(need)

    assert [one.offer.offer.id for one in found.shown][:1] == ["hall"]


def test_another_of_the_same_kind_that_cannot_be_had_casts_no_doubt():
    (laser,) = matcher(LASER).suggest(TROPHIES).ranked

    assert doubt([laser], [replace(laser, score=laser.score + 2.0)]) == 0.0


def test_a_doubt_is_how_far_the_best_stays_behind():
    (laser,) = matcher(LASER).suggest(TROPHIES).ranked
    (hall,) = matcher(HALL).suggest(Need("hall", "Une salle des fêtes", **AMBERT)).ranked
    closer = replace(hall, score=laser.score + 1.0)

    assert doubt([laser], [closer]) == pytest.approx(1.0 + DOUBTFUL)
    assert doubt([laser], [replace(hall, score=laser.score - 1.0)]) == 0.0
    assert doubt([], [closer]) == 0.0


def test_a_hunch_is_believed_up_to_a_point():
    (laser,) = matcher(LASER).suggest(TROPHIES).ranked

    assert hunch([replace(laser, parts={"hinted": 0.6, "hinted_share": 0.3})]) == 0.0
    assert hunch([replace(laser, parts={"hinted": 1.5, "hinted_share": 0.3})]) == pytest.approx(0.8)
