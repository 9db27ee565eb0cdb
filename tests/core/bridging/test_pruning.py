"""What is left unread could not have been told: the answers are those of reading everything."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from bench.judging import READABLE
from entrelieux.core.bridging import matcher
from entrelieux.core.bridging.matcher import Matcher, Suggestion
from entrelieux.core.bridging.weights import load_weights
from entrelieux.core.interchange.bridges import read_needs, read_offers
from entrelieux.core.words import load_core

CORPUS = READABLE["tune_more"]


def letters(texts: Sequence[str]) -> np.ndarray:
    """An encoder that needs no model: how often each letter comes."""
    told = np.zeros((len(texts), 512), np.float32)
    for rank, text in enumerate(texts):
        for letter in text.casefold():
            told[rank, ord(letter) % 512] += 1
    return told


@pytest.fixture(scope="module")
def offers():
    read = read_offers((CORPUS / "offers.csv").read_text("utf-8"), [])
    return [
        replace(one, id=f"{one.id}-{copy}", lat=one.lat + copy * 0.05)
        for copy in range(5)
        for one in read
    ]


@pytest.fixture(scope="module")
def needs():
    return read_needs((CORPUS / "needs.csv").read_text("utf-8"), [])[:40]


def scores(found: Iterable[Suggestion]) -> list[float]:
    return [one.score for one in found]


@pytest.mark.parametrize("limit", [1, 10])
@pytest.mark.parametrize("meaning", [1.0, -1.0, 0.0])
def test_the_answers_are_those_of_looking_at_every_offer(offers, needs, limit, meaning):
    """However much sentences weigh, for or against."""
    shipped = load_weights(with_meaning=True)
    weighed = dict(shipped.by_feature)
    for name in ("meaning", "title_meaning"):
        weighed[name] *= meaning
    weights = replace(shipped, by_feature=weighed)
    engine = Matcher(offers, load_core(), encoder=letters, weights=weights)
    for need in needs:
        quick = engine.suggest(need, limit)
        slow = engine.suggest(need, limit, everywhere=True)
        assert scores(quick.ranked) == pytest.approx(scores(slow.ranked), abs=2e-4)


def test_near_misses_are_those_of_reading_every_offer_there(offers, needs, monkeypatch):
    engine = Matcher(offers, load_core(), encoder=letters)
    quick = [scores(engine.suggest(need, 2).near_misses) for need in needs]
    monkeypatch.setattr(matcher, "_READ_FIRST", len(offers))
    slow = [scores(engine.suggest(need, 2).near_misses) for need in needs]
    assert sum(map(len, quick)) > 10
    assert quick == [pytest.approx(some, abs=2e-4) for some in slow]


def test_distances_are_those_of_the_great_circle(offers, needs):
    from entrelieux.core.geo import distance_km

    engine = Matcher(offers[:50], load_core())
    for one in engine.suggest(needs[0], 50, everywhere=True).ranked:
        offer, need = one.offer.offer, needs[0]
        if one.km:
            expected = distance_km(need.lat, need.lon, offer.lat, offer.lon)
            assert one.km == pytest.approx(expected, abs=2e-3)
