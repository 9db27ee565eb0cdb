"""Several offers make one answer, at the fewest places."""

from __future__ import annotations

import pytest

from entrelieux.core.bridging.answers import Answers
from entrelieux.core.bridging.composing import compose
from entrelieux.core.bridging.model import Need, Offer
from entrelieux.core.bridging.reading.mentions import Spotter
from entrelieux.core.bridging.reading.needs import read_need
from entrelieux.core.bridging.reading.offers import read_offer
from entrelieux.core.words import load_core

VOCABULARY = load_core()


@pytest.fixture(scope="module")
def answers():
    return Answers(VOCABULARY)


@pytest.fixture(scope="module")
def spotter():
    return Spotter(VOCABULARY)


def offered(spotter, **titles: str):
    """An offer a name, « place_rank »: those of one place share what stands before the mark."""
    return [
        read_offer(Offer(name, title, place=name.split("_")[0]), spotter)
        for name, title in titles.items()
    ]


def needed(spotter, title: str):
    return read_need(Need("n", title), spotter)


def chosen(composition) -> set[str]:
    return {part.offer.offer.id for part in composition.parts}


def test_one_offer_is_enough_when_it_answers_all(spotter, answers):
    offers = offered(spotter, a_1="Découpeuse laser", b_1="Machine à coudre")
    found = compose(needed(spotter, "Une machine à coudre"), offers, answers)
    assert chosen(found) == {"b_1"}


def test_two_things_are_found_at_one_place_rather_than_at_two(spotter, answers):
    offers = offered(
        spotter,
        a_1="Machine à coudre",
        b_1="Vidéoprojecteur",
        c_1="Machine à coudre",
        c_2="Vidéoprojecteur",
    )
    found = compose(needed(spotter, "Une machine à coudre et un vidéoprojecteur"), offers, answers)
    assert chosen(found) == {"c_1", "c_2"}
    assert found.places == {"c"}


def test_a_second_place_is_worth_going_to_for_what_only_it_has(spotter, answers):
    offers = offered(spotter, a_1="Machine à coudre", b_1="Vidéoprojecteur")
    found = compose(needed(spotter, "Une machine à coudre et un vidéoprojecteur"), offers, answers)
    assert chosen(found) == {"a_1", "b_1"}


def test_what_nothing_answers_is_told(spotter, answers):
    offers = offered(spotter, a_1="Machine à coudre")
    found = compose(needed(spotter, "Une machine à coudre et un vidéoprojecteur"), offers, answers)
    assert "vidéoprojecteur" in found.missing
    assert found.covered < 1


def test_each_part_says_what_it_takes_care_of(spotter, answers):
    offers = offered(spotter, a_1="Machine à coudre", a_2="Vidéoprojecteur")
    found = compose(needed(spotter, "Une machine à coudre et un vidéoprojecteur"), offers, answers)
    told = {part.offer.offer.id: part.covers for part in found.parts}
    assert "vidéoprojecteur" in told["a_2"]
    assert "vidéoprojecteur" not in told["a_1"]


def test_nothing_is_composed_of_what_answers_nothing(spotter, answers):
    offers = offered(spotter, a_1="Parasol")
    assert compose(needed(spotter, "Une machine à coudre"), offers, answers) is None
