"""Judged needs and offers, and how well a run of suggestions answers them.

A corpus is a folder of `offers.csv`, `needs.csv`, `qrels.tsv`, `traps.csv`, `need_categories.csv`
(tests/core/bridging/data/README.md). A run has a line per suggestion, `need_id Q0 offer_id rank
score tag [threshold]`: it is shown to a person when score >= threshold, always when there is none.

A need with an offer of grade 2 or 3 is answerable; the others should be answered by silence.
nDCG@10 (gain 2^grade - 1, discount log2, ideal over all judged offers), R@20 (of grades 2 and 3),
MRR (first grade 3) and P@1 (grade 2 or 3) are means over the answerable needs; trap@5 is the share
of judged grade 0 among five places, over all needs; none-ok, the silent needs for which nothing is
shown; shown, the answerable ones for which something is; bridge-ok, the mean of none-ok and of the
answerable needs whose first shown offer has grade 2 or 3: always or never speaking gives 0.5.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests/core/bridging/data"
# What may be read; `tune_opened` was held back until it had been measured eight times.
READABLE = {
    name: CORPUS / name
    for name in (
        "tune",
        "tune_opened",
        "tune_more",
        "tune_fresh",
        "tune_late",
        "tune_third",
        "tune_fourth",
    )
}
# Only for figures: never looked into. The third, the fourth and the fifth were written by hands
# that had not read the engine.
HELD_BACK = {name: CORPUS / name for name in ("held_back_late", "held_back_fifth")}
CORPORA = {**READABLE, **HELD_BACK}
FIGURES = ("nDCG@10", "R@20", "MRR", "P@1", "trap@5", "none-ok", "shown", "bridge-ok")
USEFUL, BEST = 2, 3  # grades
_FIRST_OK = "first shown is useful"

Row = Mapping[str, str]


class Suggestion(NamedTuple):
    offer_id: str
    score: float
    threshold: float = -math.inf

    @property
    def is_shown(self) -> bool:
        return self.score >= self.threshold


Run = Mapping[str, Sequence[Suggestion]]  # need id -> suggestions, the best first


@dataclass(frozen=True, slots=True)
class Corpus:
    """`grades`: need id → offer id → 0 to 3; `tags` are the category and the tags of a need."""

    needs: tuple[Row, ...]
    offers: tuple[Row, ...]
    grades: Mapping[str, Mapping[str, int]]
    categories: Mapping[str, str]
    tags: Mapping[str, frozenset[str]]


def read_corpus(folder: Path) -> Corpus:
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
        need, _, offer, grade = line.split()
        grades[need][offer] = int(grade)
    kinds = read_rows(folder / "need_categories.csv")
    return Corpus(
        needs=read_rows(folder / "needs.csv"),
        offers=read_rows(folder / "offers.csv"),
        grades=dict(grades),
        categories={row["need_id"]: row["category"] for row in kinds},
        tags={row["need_id"]: frozenset(row["tags"].split()) for row in kinds},
    )


def read_rows(path: Path) -> tuple[Row, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def read_run(lines: Iterable[str]) -> dict[str, list[Suggestion]]:
    """A run as it is written; ordered by score, then by the rank said. A repeated pair is one."""
    ranked: dict[str, dict[str, tuple[int, Suggestion]]] = defaultdict(dict)
    for line in lines:
        if line.strip() and not line.startswith("#"):
            need, _, offer, rank, score, _, *bar = line.split()
            suggestion = Suggestion(offer, float(score), float(bar[0]) if bar else -math.inf)
            ranked[need].setdefault(offer, (int(rank), suggestion))
    return {need: _in_order(found.values()) for need, found in ranked.items()}


def _in_order(found: Iterable[tuple[int, Suggestion]]) -> list[Suggestion]:
    keyed = sorted((-one.score, rank, one.offer_id, one) for rank, one in found)
    return [one for *_, one in keyed]


def run_lines(run: Run, tag: str) -> Iterable[str]:
    for need, suggestions in run.items():
        for rank, one in enumerate(suggestions, 1):
            bar = "" if one.threshold == -math.inf else f" {one.threshold!r}"
            yield f"{need} Q0 {one.offer_id} {rank} {one.score!r} {tag}{bar}"


def judge(suggestions: Sequence[Suggestion], grades: Mapping[str, int]) -> dict[str, float]:
    """The figures of one need; those that do not apply to it are absent."""
    found = [grades.get(one.offer_id) for one in suggestions]
    shown = [grades.get(one.offer_id) or 0 for one in suggestions if one.is_shown]
    figures = {"trap@5": sum(grade == 0 for grade in found[:5]) / 5}
    useful = sum(grade >= USEFUL for grade in grades.values())
    if not useful:
        return {**figures, "none-ok": float(not shown)}
    gained = [grade or 0 for grade in found]
    return {
        **figures,
        "nDCG@10": _dcg(gained) / _dcg(sorted(grades.values(), reverse=True)),
        "R@20": sum(grade >= USEFUL for grade in gained[:20]) / useful,
        "MRR": next((1 / rank for rank, grade in enumerate(gained, 1) if grade == BEST), 0.0),
        "P@1": float(gained[:1] >= [USEFUL]),
        "shown": float(bool(shown)),
        _FIRST_OK: float(shown[:1] >= [USEFUL]),
    }


def _dcg(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades[:10], 1))


def mean_figures(judged: Sequence[Mapping[str, float]]) -> dict[str, float | None]:
    """The means of FIGURES; None where no need of the group has the figure."""
    means = {name: _mean(judged, name) for name in (*FIGURES, _FIRST_OK)}
    spoken, silent = means.pop(_FIRST_OK), means["none-ok"]
    both = None if spoken is None or silent is None else (spoken + silent) / 2
    return {**means, "bridge-ok": both}


def _mean(judged: Sequence[Mapping[str, float]], name: str) -> float | None:
    values = [figures[name] for figures in judged if name in figures]
    return sum(values) / len(values) if values else None


def judge_run(corpus: Corpus, run: Run) -> dict[str, dict[str, float]]:
    """The figures of every need of the corpus; a need without a line has found nothing."""
    return {
        need["need_id"]: judge(run.get(need["need_id"], ()), corpus.grades.get(need["need_id"], {}))
        for need in corpus.needs
    }


def figure_rows(corpus: Corpus, run: Run) -> list[list[object]]:
    """For `print_table`: all needs, then each category, then each tag (as « #tag »)."""
    judged = judge_run(corpus, run)
    groups: dict[str, list[str]] = {"all": list(judged)}
    for need in judged:
        groups.setdefault(corpus.categories[need], []).append(need)
        for tag in corpus.tags[need]:
            groups.setdefault(f"#{tag}", []).append(need)
    names = sorted(groups, key=lambda name: (name != "all", name.startswith("#"), name))
    return [_row(name, [judged[need] for need in groups[name]]) for name in names]


def _row(name: str, judged: Sequence[Mapping[str, float]]) -> list[object]:
    means = mean_figures(judged)
    cells = ("-" if means[one] is None else f"{means[one]:.3f}" for one in FIGURES)
    return [name, len(judged), *cells]
