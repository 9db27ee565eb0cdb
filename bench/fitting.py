"""Weights and threshold of the engine of bridges, from judged needs.

The weights maximise the likelihood of the useful offers, one by one (logistic) and against the
others of the same need (softmax), with the sign that each feature may have and a small ridge: Cao
et al., Learning to Rank, ICML 2007 (listwise), and Hastie et al., The Elements of Statistical
Learning, 2009, 4.4 (logistic). The threshold is where speaking and silence are right most often, on
needs that the weights have not seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from bench.judging import USEFUL, Suggestion, read_corpus
from entrelieux.core.bridging.choosing import SPREAD
from entrelieux.core.bridging.features import FEATURES
from entrelieux.core.bridging.matcher import CLOSEST, Matcher
from entrelieux.core.bridging.reading.offers import read_offer
from entrelieux.core.bridging.suggestions import (
    BELIEVED_HUNCH,
    CLARITY,
    DOUBTFUL,
    HUNCHES,
    central,
)
from entrelieux.core.bridging.table import table_of
from entrelieux.core.bridging.weights import Weights
from entrelieux.core.interchange.bridges import read_needs, read_offers
from entrelieux.core.words import load_core
from entrelieux.core.words.alignment.vectors import Encoder

Array = npt.NDArray[np.float64]
LISTED = 100
RIDGE = 0.02
USEFUL_COUNTS = 6.0  # how many useless offers a useful one weighs
AGAINST = {
    "unanswered", "unwished", "in_return", "members", "refused_words",
    "refuses_asked", "other_material", "stays", "reserved", "refused_kind",
    "only_teaches",
}  # fmt: skip
# What is believed of features that few of these needs can tell of.
BELIEVED = {
    "refused_words": -1.5, "refused_kind": -1.5, "refuses_asked": -0.6, "other_material": -0.8,
    "stays": -1.0, "reserved": -0.7,
    "role_wanted": 1.0, "only_teaches": -1.5,
}  # fmt: skip
EITHER = {"roams", "gathering"}
# How much less right than the best bar others may be, to be in the middle of which a bar is set.
AS_RIGHT = 0.02
HINTS_KEPT = 0.5


@dataclass(frozen=True)
class Case:
    """A need with the offers that no condition excludes: one row of `values`, one of `ids`, one
    grade and one nature each; and the features and natures of those that a condition excludes
    within reach. `judged` are the grades of all offers by id, `corpus` the folder of the need."""

    need_id: str
    corpus: str
    values: Array
    ids: npt.NDArray[np.str_]
    grades: npt.NDArray[np.int64]
    natures: Sequence[frozenset[str]]
    barred: Array
    barred_natures: Sequence[frozenset[str]]
    judged: Mapping[str, int]

    @property
    def is_answerable(self) -> bool:
        return max(self.judged.values(), default=0) >= USEFUL


def cases_of(folder: Path, encoder: Encoder | None) -> list[Case]:
    """The cases of one corpus."""
    problems: list[str] = []
    offers = read_offers((folder / "offers.csv").read_text("utf-8"), problems)
    needs = read_needs((folder / "needs.csv").read_text("utf-8"), problems)
    judged = read_corpus(folder).grades
    matcher = Matcher(offers, load_core(), encoder=encoder, weights=Weights(0, 0, {}))
    natures = {offer.id: central(read_offer(offer, matcher.spotter)) for offer in offers}
    return [_case(folder.name, matcher, need, natures, judged.get(need.id, {})) for need in needs]


def _case(corpus: str, matcher: Matcher, need, natures, judged: Mapping[str, int]) -> Case:
    query = matcher.query(need)
    (segment,) = matcher.segments
    table = table_of(query, segment, matcher.answers)
    judgment = table.judgment(np.arange(table.ranges.size))
    kept, barred = np.flatnonzero(judgment.is_kept), np.flatnonzero(judgment.is_barred)
    ids, out = (
        [segment.offers[table.ranges.position(place)].id for place in places]
        for places in (kept, barred)
    )
    return Case(
        need_id=need.id,
        corpus=corpus,
        values=table.values_at(kept).astype(float),
        ids=np.array(ids, np.str_),
        grades=np.array([judged.get(one, 0) for one in ids], np.int64),
        natures=[natures[one] for one in ids],
        barred=table.values_at(barred).astype(float),
        barred_natures=[natures[one] for one in out],
        judged=judged,
    )


def fitted(cases: Sequence[Case]) -> Weights:
    """What ships: weights of all these cases, and the threshold of those left out by turns."""
    weights = fit(cases)
    named = zip(FEATURES, weights[:-1], strict=True)
    return Weights(
        constant=round(float(weights[-1]), 3),
        threshold=round(threshold_of(cases), 3),
        by_feature={name: round(float(one), 3) for name, one in named if abs(one) >= 0.0005},
    )


def fit(cases: Sequence[Case]) -> Array:
    """Weights of the features, then the constant.

    The hints were written with many of these needs in sight: they are first fitted as they come,
    then held at a share of that while all the others are fitted again.
    """
    some = [one for one in cases if len(one.ids)]
    values = np.concatenate([one.values for one in some])
    grades = np.concatenate([one.grades for one in some])
    sizes = np.array([len(one.ids) for one in some])
    hints = [FEATURES.index(name) for name in HUNCHES]
    held = np.zeros(len(FEATURES))
    held[hints] = HINTS_KEPT * likeliest(values, grades, sizes, 0 * grades)[hints]
    others = values.copy()
    others[:, hints] = 0
    weights = likeliest(others, grades, sizes, values @ held)
    weights[hints] = held[hints]
    return weights


def likeliest(values: Array, grades, sizes, offset: Array) -> Array:
    """The weights that make the judgments likeliest, added to an `offset` of each score."""
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    useful = grades >= USEFUL
    gains = 2.0**grades - 1
    total = np.repeat(np.add.reduceat(gains, starts), sizes)
    target = np.where(total > 0, gains / np.maximum(total, 1), 0)
    counts = np.where(useful, USEFUL_COUNTS, 1.0)
    believed = np.array([BELIEVED.get(name, 0.0) for name in FEATURES])

    def loss(weights):
        scores = values @ weights[:-1] + weights[-1] + offset
        likely = 1 / (1 + np.exp(-scores))
        share = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        share /= np.repeat(np.add.reduceat(share, starts), sizes)
        told = np.where(useful, np.log(likely + 1e-9), np.log(1 - likely + 1e-9))
        value = -(counts * told).sum() - (target * np.log(share + 1e-12)).sum()
        slope = counts * (likely - useful) + (share - target) * (total > 0)
        away = weights[:-1] - believed
        by_feature = values.T @ slope / len(sizes) + 2 * RIDGE * away
        whole = value / len(sizes) + RIDGE * (away @ away)
        return whole, np.append(by_feature, slope.sum() / len(sizes))

    bounds = [
        (None, 0) if name in AGAINST else (None, None) if name in EITHER else (0, None)
        for name in FEATURES
    ]
    start = np.zeros(len(FEATURES) + 1)
    return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)]).x


def threshold_of(cases: Sequence[Case]) -> float:
    """The bar of the best, in the lower quarter of the bars that are nearly as right as the best
    one: one alone may owe its place to a single need, and a wrong suggestion is declined in one
    gesture where one that is kept back is lost. Each corpus is told by the others, for it has its
    own hand, its own share of needs that nothing answers and its own number of offers."""
    told: list[tuple[float, bool, bool]] = []
    for corpus in dict.fromkeys(one.corpus for one in cases):
        weights = fit([one for one in cases if one.corpus != corpus])
        for case in (one for one in cases if one.corpus == corpus):
            order, scores = ranked(case, weights)
            if len(order):
                is_right = case.grades[order[0]] >= USEFUL
                clear = scores[order[0]] - raised(case, order, scores, weights)
                told.append((clear, bool(is_right), case.is_answerable))
    bars = np.linspace(-1, 6, 281)
    rights = np.array([rightness(told, bar) for bar in bars])
    return float(np.quantile(bars[rights >= rights.max() - AS_RIGHT], 0.25))


def raised(case: Case, order, scores: Array, weights: Array) -> float:
    """By how much the bar of a need is over the threshold."""
    hints = [FEATURES.index(name) for name in HUNCHES]
    hunch = float(case.values[order[0], hints] @ weights[hints])
    doubted = doubt(case, order, scores, weights) + max(0.0, hunch - BELIEVED_HUNCH)
    return doubted - CLARITY * lead(case, order, scores)


def doubt(case: Case, order, scores: Array, weights: Array) -> float:
    """`suggestions.doubt` of the closest that are excluded."""
    out = np.round(case.barred @ weights[:-1] + weights[-1], 4)
    closest = np.argsort(-out, kind="stable")[:CLOSEST]
    nature = case.natures[order[0]]
    unlike = (out[one] for one in closest if not nature & case.barred_natures[one])
    first = next(unlike, -np.inf)
    return float(min(SPREAD, max(0.0, first + DOUBTFUL - scores[order[0]])))


def ranked(case: Case, weights: Array) -> tuple[npt.NDArray[np.int64], Array]:
    """The places of the offers, the best first, and the score of each place."""
    scores = np.round(case.values @ weights[:-1] + weights[-1], 4)
    return np.lexsort((case.ids, -scores)), scores


def lead(case: Case, order, scores: Array) -> float:
    """`suggestions.margin` of the first ten."""
    best = order[0]
    unlike = (
        scores[best] - scores[one]
        for one in order[1:10]
        if not case.natures[best] & case.natures[one]
    )
    return float(min(SPREAD, next(unlike, SPREAD)))


def rightness(told: Sequence[tuple[float, bool, bool]], bar: float) -> float:
    """`bridge-ok` of a bar."""
    spoken = [right and score >= bar for score, right, answerable in told if answerable]
    silent = [score < bar for score, _right, answerable in told if not answerable]
    return float(np.mean(spoken) + np.mean(silent)) / 2


def suggested(case: Case, weights: Weights) -> list[Suggestion]:
    """What the engine would list with these weights."""
    by_feature = [weights.by_feature.get(name, 0.0) for name in FEATURES]
    numbers = np.array([*by_feature, weights.constant])
    order, scores = ranked(case, numbers)
    if not len(order):
        return []
    bar = weights.threshold + raised(case, order, scores, numbers)
    near = [one for one in order[:LISTED] if scores[one] >= scores[order[0]] - SPREAD]
    return [Suggestion(str(case.ids[one]), float(scores[one]), bar) for one in near]
