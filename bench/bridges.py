"""The engine of bridges against BM25, by category, whole and with parts of it taken away.

    python bench/bridges.py [--corpus tune|tune_more|…] [--whole]

Every system is run on the same needs and offers. Without the vocabulary, concepts are not read;
without hints, only what is named is; without meaning, no sentence vectors; without conditions,
nothing excludes. `--whole` prints the first line of each table only. A reading of what is
held back is told in docs/algorithms/bridges.md: it may be measured, never looked into.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.bm25 import Bm25  # noqa: E402
from bench.judging import (  # noqa: E402
    CORPORA,
    FIGURES,
    Corpus,
    Row,
    Run,
    Suggestion,
    figure_rows,
    read_corpus,
    read_rows,
)
from bench.table import print_table  # noqa: E402
from entrelieux.core.bridging.matcher import Matcher  # noqa: E402
from entrelieux.core.bridging.suggestions import HUNCHES  # noqa: E402
from entrelieux.core.bridging.vectors import shipped_encoder  # noqa: E402
from entrelieux.core.bridging.weights import load_weights  # noqa: E402
from entrelieux.core.interchange.bridges import read_needs, read_offers  # noqa: E402
from entrelieux.core.words import load_core  # noqa: E402

NAMED = ("subject", "unanswered")
LISTED = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", choices=sorted(CORPORA), default="tune_more")
    parser.add_argument("--whole", action="store_true", help="no categories")
    options = parser.parse_args()
    folder = CORPORA[options.corpus]
    corpus = read_corpus(folder)
    for name, run in systems(folder):
        rows = figure_rows(corpus, run)
        print_table(
            f"{options.corpus}: {name}", ("", "n", *FIGURES), rows[:1] if options.whole else rows
        )
        print_table("traps among the first five, by reason", ("reason", "judged", "found"), [
            [reason, *counts] for reason, counts in trap_rows(folder, corpus, run).items()
        ])  # fmt: skip


def trap_rows(folder: Path, corpus: Corpus, run: Run) -> dict[str, tuple[int, int]]:
    """By reason, how many traps were judged, and how many are among the first five."""
    reasons = {(row["need_id"], row["offer_id"]): row["reason"] for row in traps_of(folder)}
    found = {
        (need["need_id"], one.offer_id)
        for need in corpus.needs
        for one in run.get(need["need_id"], ())[:5]
    }
    judged = Counter(reasons.values())
    fallen = Counter(reason for pair, reason in reasons.items() if pair in found)
    return {reason: (count, fallen[reason]) for reason, count in sorted(judged.items())}


def traps_of(folder: Path) -> Sequence[Row]:
    return read_rows(folder / "traps.csv")


def systems(folder: Path) -> Iterator[tuple[str, Run]]:
    corpus = read_corpus(folder)
    index = Bm25(corpus.offers)
    yield "bm25-geo", {need["need_id"]: index.suggest(need) for need in corpus.needs}
    problems: list[str] = []
    offers = read_offers((folder / "offers.csv").read_text("utf-8"), problems)
    needs = read_needs((folder / "needs.csv").read_text("utf-8"), problems)
    encoder = shipped_encoder()
    weights = load_weights(with_meaning=encoder is not None)
    matcher = Matcher(offers, load_core(), encoder=encoder, weights=weights)
    yield "engine", run_of(matcher, needs)
    if encoder is not None:
        yield "without meaning", run_of(Matcher(offers, load_core()), needs)
    matcher.weights = weights.without(*HUNCHES)
    yield "without hints", run_of(matcher, needs)
    matcher.weights = weights.without(*HUNCHES, *NAMED)
    yield "without vocabulary nor hints", run_of(matcher, needs)
    matcher.weights = weights
    matcher.keeps_excluded = True
    yield "without conditions", run_of(matcher, needs)


def run_of(matcher: Matcher, needs) -> Run:
    return {
        need.id: [
            Suggestion(one.offer.offer.id, one.score, found.threshold) for one in found.ranked
        ]
        for need in needs
        for found in [matcher.suggest(need, LISTED)]
    }


if __name__ == "__main__":
    main()
