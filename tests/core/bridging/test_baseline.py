"""The baseline's scores, worked out by hand on three offers of one commune, and far from it."""

from __future__ import annotations

import math

import pytest

from bench.bm25 import Bm25
from entrelieux.core.geo.distance import distance_km

AMBERT = {"lat": "45.55", "lon": "3.75"}
NORTH = {"lat": "45.73", "lon": "3.75"}  # 20 km from it


def offer(offer_id: str, title: str, **fields: str) -> dict[str, str]:
    kind = {"kind": "", "description": "", "mobile_km": ""}
    return {"offer_id": offer_id, "title": title, **kind, **AMBERT, **fields}


def need(title: str, **fields: str) -> dict[str, str]:
    return {"title": title, "description": "", "max_km": "10", **AMBERT, **fields}


def suggested(index: Bm25, asked: dict[str, str], **options: bool) -> dict[str, float]:
    return {one.offer_id: one.score for one in index.suggest(asked, **options)}


def test_a_word_earns_its_rarity_and_its_share_of_what_could_be_earned():
    index = Bm25([offer("a", "pressoir"), offer("b", "four"), offer("c", "four")])
    # One word twice in a title of mean length: 2 * 2.2 / (2 + 1.2) of the rarity, out of 2.2.
    assert suggested(index, need("pressoir")) == pytest.approx({"a": 2 / 3.2})
    rare, common = math.log1p(2.5 / 1.5), math.log1p(1.5 / 2.5)
    both = suggested(index, need("pressoir four"))
    assert both["a"] == pytest.approx(2 / 3.2 * rare / (rare + common))
    assert both["b"] == both["c"] == pytest.approx(2 / 3.2 * common / (rare + common))


def test_a_word_that_no_offer_has_lowers_every_score():
    index = Bm25([offer("a", "pressoir"), offer("b", "four")])
    rare, unknown = math.log1p(1.5 / 1.5), math.log1p(2)
    assert suggested(index, need("pressoir zinzin")) == pytest.approx(
        {"a": 2 / 3.2 * rare / (rare + unknown)}
    )


def test_accents_case_and_endings_do_not_matter():
    index = Bm25([offer("a", "Machines à découper"), offer("b", "four")])
    assert list(suggested(index, need("machine à DÉCOUPE"))) == ["a"]


def test_the_score_falls_beyond_the_radius_except_where_the_offer_travels():
    index = Bm25([offer("a", "four"), offer("b", "four", mobile_km="25")])
    found = suggested(index, need("four", **NORTH))
    beyond = distance_km(45.73, 3.75, 45.55, 3.75) - 10
    assert found["a"] / found["b"] == pytest.approx(math.exp(-beyond / (0.25 * 10 + 3)))
    assert list(found) == ["b", "a"]
    assert suggested(index, need("four", **NORTH), with_distance=False)["a"] == found["b"]


def test_without_a_radius_the_score_falls_from_the_first_kilometre():
    index = Bm25([offer("a", "four"), offer("b", "four", **NORTH)])
    found = suggested(index, need("four", max_km=""))
    assert found["b"] / found["a"] == pytest.approx(
        math.exp(-distance_km(45.73, 3.75, 45.55, 3.75) / 80)
    )


def test_only_the_best_are_listed_the_first_by_name_when_equal():
    index = Bm25([offer(name, "four") for name in "cab"])
    assert [one.offer_id for one in index.suggest(need("four"), limit=2)] == ["a", "b"]


def test_a_need_that_shares_no_word_finds_nothing():
    assert suggested(Bm25([offer("a", "four")]), need("scie")) == {}
