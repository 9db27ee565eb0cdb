"""The figures of a run, worked out by hand on five offers."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from bench.judging import (
    Corpus,
    Suggestion,
    figure_rows,
    judge,
    judge_run,
    mean_figures,
    read_run,
    run_lines,
)

GRADES = {"best": 3, "useful": 2, "marginal": 1, "trap": 0, "far": 0}


def ranked(*offers: str, threshold: float = -math.inf) -> list[Suggestion]:
    return [Suggestion(offer, 1 - i / 10, threshold) for i, offer in enumerate(offers)]


def test_the_best_order_has_every_figure_at_its_best():
    figures = judge(ranked("best", "useful", "marginal"), GRADES)
    assert figures == {
        "nDCG@10": 1.0,
        "R@20": 1.0,
        "MRR": 1.0,
        "P@1": 1.0,
        "trap@5": 0.0,
        "shown": 1.0,
        "first shown is useful": 1.0,
    }


def test_a_trap_first_costs_a_place_to_each_of_the_others():
    figures = judge(ranked("trap", "unjudged", "useful", "best"), GRADES)
    ideal = 7 / math.log2(2) + 3 / math.log2(3) + 1 / math.log2(4)
    assert figures["nDCG@10"] == pytest.approx((3 / math.log2(4) + 7 / math.log2(5)) / ideal)
    assert figures["MRR"] == 1 / 4
    assert figures["P@1"] == 0.0
    assert figures["trap@5"] == 1 / 5
    assert figures["R@20"] == 1.0


def test_a_useful_offer_beyond_the_twentieth_is_not_found():
    figures = judge(ranked("best", *(f"other {i}" for i in range(19)), "useful"), GRADES)
    assert figures["R@20"] == 1 / 2


def test_what_is_listed_under_the_threshold_is_ranked_and_not_shown():
    figures = judge(ranked("marginal", "best", threshold=1.0), GRADES)
    assert (figures["shown"], figures["first shown is useful"]) == (1.0, 0.0)
    figures = judge(ranked("best", threshold=1.1), GRADES)
    assert (figures["shown"], figures["first shown is useful"]) == (0.0, 0.0)
    assert figures["P@1"] == 1.0


def test_silence_answers_a_need_that_only_marginal_offers_would():
    assert judge((), {"marginal": 1, "trap": 0}) == {"trap@5": 0.0, "none-ok": 1.0}
    said = judge(ranked("marginal", "trap"), {"marginal": 1, "trap": 0})
    assert said == {"trap@5": 1 / 5, "none-ok": 0.0}
    listed = judge(ranked("marginal", threshold=2.0), {"marginal": 1})
    assert listed["none-ok"] == 1.0


def test_a_need_with_nothing_suggested_has_found_nothing():
    figures = judge((), GRADES)
    assert {figures[name] for name in ("nDCG@10", "R@20", "MRR", "P@1", "shown")} == {0.0}


CORPUS = Corpus(
    needs=({"need_id": "A"}, {"need_id": "B"}, {"need_id": "C"}),
    offers=(),
    grades={"A": {"x": 3}, "B": {"y": 2, "x": 0}, "C": {"x": 0}},
    categories={"A": "time", "B": "time", "C": "none"},
    tags={"A": frozenset({"lang-en"}), "B": frozenset(), "C": frozenset({"lang-en"})},
)


@pytest.mark.parametrize(("threshold", "bridge_ok"), [(-math.inf, 0.25), (9.0, 0.5)])
def test_always_speaking_and_never_speaking_are_worth_half_at_most(threshold, bridge_ok):
    run = {need: ranked("x", threshold=threshold) for need in "ABC"}
    assert mean_figures(list(judge_run(CORPUS, run).values()))["bridge-ok"] == bridge_ok


def test_the_table_has_all_needs_then_categories_then_tags():
    rows = figure_rows(CORPUS, {"A": ranked("x")})
    assert [row[:3] for row in rows] == [
        ["all", 3, "0.500"],
        ["none", 1, "-"],
        ["time", 2, "0.500"],
        ["#lang-en", 2, "1.000"],
    ]


def test_a_run_is_ordered_by_score_then_by_rank_and_a_repeated_pair_counts_once():
    lines = ["A Q0 x 2 0.5 tag", "A\tQ0\ty\t1\t0.5\ttag\t0.4", "A Q0 x 3 0.9 tag", "# said", ""]
    assert read_run(lines) == {"A": [Suggestion("y", 0.5, 0.4), Suggestion("x", 0.5)]}


def test_a_run_is_read_as_it_was_written(tmp_path: Path):
    run = {"A": [Suggestion("x", 0.1 + 0.2, 0.3), Suggestion("y", 1e-9, 0.3)], "B": ranked("y")}
    assert read_run(run_lines(run, "tag")) == run
