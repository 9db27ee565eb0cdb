"""What is left unread could not have been told: the answers are those of reading everything."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from bench.judging import READABLE
from entrelieux.core.bridging import choosing
from entrelieux.core.bridging.features import FEATURES
from entrelieux.core.bridging.matcher import Matcher
from entrelieux.core.bridging.model import Need, Offer
from entrelieux.core.bridging.suggestions import Suggestion
from entrelieux.core.bridging.weights import Weights, load_weights
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


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("limit", [1, 5])
def test_whatever_the_weights_and_however_few_are_judged_first(
    offers, needs, monkeypatch, seed, limit
):
    """Lists, near misses and bars, of needs that state every circumstance."""
    draw = np.random.default_rng(seed)
    weights = Weights(-3.0, -6.0, {name: draw.normal(0, 1.5) for name in FEATURES})
    engine = Matcher(offers, load_core(), encoder=letters, weights=weights)
    asked = [one for need in needs[seed::4] for one in (need, with_everything(need))]
    monkeypatch.setattr(choosing, "READ_FIRST", 5)
    monkeypatch.setattr(choosing, "_SAMPLED", 2)
    monkeypatch.setattr(choosing, "_LIKELY", 1)
    quick = [engine.suggest(need, limit) for need in asked]
    everywhere = [engine.suggest(need, limit, everywhere=True) for need in asked]
    monkeypatch.setattr(choosing, "READ_FIRST", len(offers))
    monkeypatch.setattr(choosing.Prospect, "_likely_bar", lambda _self: -math.inf)
    slow = [engine.suggest(need, limit) for need in asked]
    assert sum(len(one.near_misses) for one in slow) > 10
    for some, others in ((quick, slow), (quick, everywhere)):
        for one, other in zip(some, others, strict=True):
            assert scores(one.ranked) == pytest.approx(scores(other.ranked), abs=2e-4)
    for one, other in zip(quick, slow, strict=True):
        assert scores(one.near_misses) == pytest.approx(scores(other.near_misses), abs=2e-4)
        assert one.threshold == pytest.approx(other.threshold, abs=4e-4)


def test_what_may_be_had_is_found_behind_a_thousand_twins_that_may_not():
    here = {"lat": 46.34, "lon": 2.6}
    twins = [Offer(f"t{rank}", "Tour à bois", terms="paid", **here) for rank in range(1000)]
    other = Offer("other", "Prêt d’une tondeuse", terms="free", **here)
    engine = Matcher([*twins, other], load_core())
    found = engine.suggest(Need("need", "Tour à bois", terms="free", **here))
    assert [one.offer.offer.id for one in found.ranked] == ["other"]


def with_everything(need: Need) -> Need:
    """The same, asked by somebody who says all that can be said."""
    return replace(
        need,
        description=f"{need.description} Une pièce de 40 x 30 cm, en bois, pour 6 personnes. "
        "Sans formation, pas de plastique. Je ne peux pas me déplacer, il faut venir.",
        who=f"{need.who}, menuisière, étudiante de 20 ans",
        when="lundi matin, en mars",
        terms="free",
        max_km=20.0,
    )


def test_distances_are_those_of_the_great_circle(offers, needs):
    from entrelieux.core.geo import distance_km

    engine = Matcher(offers[:50], load_core())
    for one in engine.suggest(needs[0], 50, everywhere=True).ranked:
        offer, need = one.offer.offer, needs[0]
        if one.km:
            expected = distance_km(need.lat, need.lon, offer.lat, offer.lon)
            assert one.km == pytest.approx(expected, abs=2e-3)
