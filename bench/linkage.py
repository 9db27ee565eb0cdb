"""What linkage gets right, what simpler rules get right in the same run, and what it costs.

    python bench/linkage.py                 # tables of docs/algorithms/linkage.md
    python bench/linkage.py --fit           # learn the shipped model again from the train split
    python bench/linkage.py --rows X.csv    # time on a table of your own instead of made rows
    python bench/linkage.py --words X.csv   # count again how common the words of names are

The labelled pairs are in tests/core/linkage/data. Everything is seeded: two runs agree.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import average_precision_score, log_loss
from sklearn.model_selection import GroupKFold

from entrelieux.core.linkage import LinkRow, PairModel, link, normalise
from entrelieux.core.linkage.columns import Columns, Floats, Ints, columns_of
from entrelieux.core.linkage.features import found
from entrelieux.core.linkage.fitting import fit
from entrelieux.core.linkage.folding import fold
from entrelieux.core.linkage.measures import distance_km, measure
from entrelieux.core.linkage.model import SET_BY_HAND
from entrelieux.core.linkage.names import name_of
from entrelieux.core.linkage.towns import town_words

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests/core/linkage/data"
SHIPPED = ROOT / "src/entrelieux/core/linkage/data"
# Chosen by cross-validation on the train split (table « learners » below).
STIFFNESS = 0.3
# The lowest that keeps precision over 0.96 on the hardest pairs of the train split.
MERGE_FROM, REVIEW_FROM = 0.6, 0.15
REPEATING_SOURCE = "data-inclusion-2023"
Labels = dict[str, int]
# From ranks of train pairs to the chances of all train pairs and of all held-back ones.
Learner = Callable[[Ints], tuple[Floats, Floats]]


@dataclass(frozen=True)
class Pair:
    left: str
    right: str
    verdict: str
    split: str
    region: str
    repeat: bool


def read_rows(path: Path) -> list[LinkRow]:
    with path.open(encoding="utf-8", newline="") as stream:
        return [row_of(told) for told in csv.DictReader(stream)]


def row_of(told: dict[str, str]) -> LinkRow:
    def number(name: str) -> float | None:
        return float(told[name]) if told.get(name) else None

    texts = ("row_id", "source", "source_id", "name", "address", "postcode", "city", "url", "date")
    types = tuple(told["types"].split(",")) if told.get("types") else ()
    return LinkRow(
        **{name: told.get(name) or "" for name in texts},
        lat=number("lat"),
        lon=number("lon"),
        types=types,
    )


def read_pairs() -> list[Pair]:
    with (DATA / "pairs.csv").open(encoding="utf-8", newline="") as stream:
        told = [Pair(**{**row, "repeat": row["repeat"] == "yes"}) for row in csv.DictReader(stream)]
    return [pair for pair in told if pair.verdict != "unsure"]


# ------------------------------------------------------------------------------ learning


class Bench:
    """The labelled rows as columns, and the pairs as arrays."""

    def __init__(self) -> None:
        self.regions = {
            "auvergne": read_rows(DATA / "rows.csv"),
            "elsewhere": read_rows(DATA / "elsewhere.csv"),
        }
        self.rows = [row for rows in self.regions.values() for row in rows]
        self.by_id = {row.row_id: rank for rank, row in enumerate(self.rows)}
        self.columns = columns_of([normalise(row) for row in self.rows])
        self.pairs = read_pairs()

    def ranks(self, pairs: Sequence[Pair]) -> tuple[Ints, Ints]:
        both = np.array([(self.by_id[pair.left], self.by_id[pair.right]) for pair in pairs])
        return both[:, 0], both[:, 1]

    def split(self, name: str) -> list[Pair]:
        return [pair for pair in self.pairs if pair.split == name]


def learn(
    findings: Floats, same: Floats, counts: Floats, stiffness: float = STIFFNESS
) -> PairModel:
    base = PairModel(0.0, SET_BY_HAND, MERGE_FROM, REVIEW_FROM)
    return fit(findings, same, base=base, stiffness=stiffness, counts=counts, free_intercept=True)


def told_of(bench: Bench, pairs: Sequence[Pair]) -> tuple[Floats, Floats, Floats, Floats]:
    """Return measures, findings, verdicts and counts (a repeat counts for half)."""
    measures = measure(bench.columns, *bench.ranks(pairs))
    same = np.array([pair.verdict == "same" for pair in pairs])
    counts = np.array([0.5 if pair.repeat and pair.region == "auvergne" else 1.0 for pair in pairs])
    return measures, found(measures), same, counts


def trees(seed: int = 0) -> GradientBoostingClassifier:
    return GradientBoostingClassifier(
        n_estimators=300,
        max_depth=3,
        learning_rate=0.08,
        subsample=0.6,
        max_features=0.4,
        random_state=seed,
    )


class Learners:
    """The train and held-back pairs as matrices, and what learns from them."""

    def __init__(self, bench: Bench) -> None:
        train, held = bench.split("train"), bench.split("held-back")
        measures, self.findings, self.same, self.counts = told_of(bench, train)
        far_measures, self.far_findings, self.far_same, _ = told_of(bench, held)
        self.everything = np.hstack([np.nan_to_num(measures, nan=-1), self.findings])
        self.far_everything = np.hstack([np.nan_to_num(far_measures, nan=-1), self.far_findings])
        self.hard = np.array([pair.region == "elsewhere" for pair in held])
        towns = [
            bench.rows[rank].postcode or bench.rows[rank].city for rank in bench.ranks(train)[0]
        ]
        self.folds = list(GroupKFold(8).split(self.findings, self.same, towns))

    def logistic(self, stiffness: float) -> Learner:
        """Return what learns from some train pairs and judges all pairs, near or far."""

        def learned(inside: Ints) -> tuple[Floats, Floats]:
            told = self.findings[inside], self.same[inside], self.counts[inside]
            model = learn(*told, stiffness)
            return chances(model.logits(self.findings)), chances(model.logits(self.far_findings))

        return learned

    def boosted(self, seed: int) -> Learner:
        """Return the same with trees."""

        def learned(inside: Ints) -> tuple[Floats, Floats]:
            forest = trees(seed)
            forest.fit(
                self.everything[inside], self.same[inside], sample_weight=self.counts[inside]
            )
            near, far = (
                forest.predict_proba(told) for told in (self.everything, self.far_everything)
            )
            return near[:, 1], far[:, 1]

        return learned

    def far(self, learner: Learner) -> Floats:
        return learner(np.arange(len(self.same)))[1]

    def row(self, name: str, learner: Learner) -> str:
        folded = np.zeros(len(self.same))
        for inside, outside in self.folds:
            folded[outside] = learner(inside)[0][outside]
        far, hard = self.far(learner), self.hard
        return (
            f"| {name} | {log_loss(self.same, folded, sample_weight=self.counts):.3f} | "
            f"{average_precision_score(self.same, folded):.3f} | "
            f"{log_loss(self.far_same, far):.3f} | "
            f"{log_loss(self.far_same[hard], far[hard]):.3f} | "
            f"{average_precision_score(self.far_same[hard], far[hard]):.3f} |"
        )

    def gain_of_trees(self) -> str:
        forests = np.mean([self.far(self.boosted(seed)) for seed in (0, 1, 2)], axis=0)
        plain = losses(self.far_same, self.far(self.logistic(STIFFNESS)))
        gain = plain - losses(self.far_same, forests)
        dice = np.random.default_rng(0)
        means = [gain[dice.integers(0, len(gain), len(gain))].mean() for _ in range(2000)]
        low, high = np.quantile(means, [0.025, 0.975])
        return (
            "Log-loss that the mean of three forests of trees gains over the logistic model on "
            f"held-back pairs: {gain.mean():.4f} (95 % bootstrap interval {low:.4f} to {high:.4f})."
        )


def compare_learners(bench: Bench) -> None:
    """Print log-loss and average precision: cross-validated on train, then on held-back."""
    learners = Learners(bench)
    print("\n## Learners (log-loss, average precision; hard = pairs elsewhere)\n")
    print("| learner | CV log-loss | CV AP | held-back log-loss | hard log-loss | hard AP |")
    print("|---|---|---|---|---|---|")
    for stiffness in (0.1, 0.3, 1.0, 3.0):
        print(learners.row(f"logistic, ridge {stiffness}", learners.logistic(stiffness)))
    for seed in (0, 1, 2):
        print(learners.row(f"300 boosted trees, seed {seed}", learners.boosted(seed)), flush=True)
    print(f"\n{learners.gain_of_trees()}")


def losses(same: Floats, chance: Floats) -> Floats:
    sure = np.clip(chance, 1e-6, 1 - 1e-6)
    return -np.where(same, np.log(sure), np.log(1 - sure))


def chances(logits: Floats) -> Floats:
    return 1 / (1 + np.exp(-np.clip(logits, -30, 30)))


# ------------------------------------------------------------------------------ scoring


def linked(bench: Bench, model: PairModel) -> Labels:
    labels: Labels = {}
    for rows in bench.regions.values():
        for cluster in link(rows, model=model).clusters:
            start = len(labels)
            labels.update(dict.fromkeys(cluster.members, start))
    return labels


def joined(bench: Bench, is_same: Callable[[Columns, int, int], bool]) -> Labels:
    """Return the places that a yes-or-no rule makes, pairs joined by transitivity."""
    labels: Labels = {}
    for rows in bench.regions.values():
        owner = list(range(len(rows)))
        columns = columns_of([normalise(row) for row in rows])
        for one in range(len(rows)):
            for two in range(one + 1, len(rows)):
                if owner[one] != owner[two] and is_same(columns, one, two):
                    gone, keep = owner[two], owner[one]
                    owner = [keep if at == gone else at for at in owner]
        start = len(labels)
        labels.update({row.row_id: start + owner[rank] for rank, row in enumerate(rows)})
    return labels


def exact_name_and_postcode(columns: Columns, one: int, two: int) -> bool:
    left, right = columns.rows[one], columns.rows[two]
    return bool(
        left.name.folded
        and left.name.folded == right.name.folded
        and left.postcode == right.postcode
    )


def fuzzy_name_and_distance(columns: Columns, one: int, two: int) -> bool:
    if fuzz.token_sort_ratio(columns.names[one], columns.names[two]) < 80:
        return False
    km = distance_km(columns, np.array([one]), np.array([two]))[0]
    return bool(km <= 0.5) or (np.isnan(km) and columns.rows[one].town == columns.rows[two].town)


def slices_of(bench: Bench) -> dict[str, Callable[[Pair], bool]]:
    """Return the slices of the pairs that the table shows."""
    fidelity = {row.row_id: row.fidelity for row in bench.columns.rows}
    source = {row.row_id: row.source for row in bench.rows}

    def vague(pair: Pair) -> bool:
        return "commune" in (fidelity[pair.left], fidelity[pair.right])

    def repeating(pair: Pair) -> bool:
        return REPEATING_SOURCE in (source[pair.left], source[pair.right])

    def home(pair: Pair, split: str) -> bool:
        return pair.region == "auvergne" and pair.split == split

    def held(pair: Pair) -> bool:
        return home(pair, "held-back")

    return {
        "train": lambda pair: home(pair, "train"),
        "**held-back**": held,
        "held-back, no data-inclusion row": lambda pair: held(pair) and not repeating(pair),
        "held-back, no exact repeat": lambda pair: held(pair) and not pair.repeat,
        "held-back, two sources": lambda pair: (
            held(pair) and source[pair.left] != source[pair.right]
        ),
        "held-back, one source": lambda pair: (
            held(pair) and source[pair.left] == source[pair.right]
        ),
        "held-back, both positions told": lambda pair: held(pair) and not vague(pair),
        "both splits, a commune centre": lambda pair: pair.region == "auvergne" and vague(pair),
        "elsewhere (hard), train": lambda pair: (
            pair.region == "elsewhere" and pair.split == "train"
        ),
        "elsewhere (hard), held-back": lambda p: p.region == "elsewhere" and p.split == "held-back",
        "elsewhere, audit of merged pairs": lambda pair: pair.split == "audit",
    }


def print_scores(bench: Bench, systems: dict[str, Labels]) -> None:
    """Print precision and recall of each system on each slice."""
    print("\n## Precision / recall on pairs implied by the places\n")
    print(f"| pairs | same | different | {' | '.join(systems)} |")
    print("|---|---|---|" + "---|" * len(systems))
    for name, inside in slices_of(bench).items():
        pairs = [pair for pair in bench.pairs if inside(pair)]
        same = sum(pair.verdict == "same" for pair in pairs)
        cells = " | ".join(score(pairs, labels) for labels in systems.values())
        print(f"| {name} | {same} | {len(pairs) - same} | {cells} |")


def score(pairs: Sequence[Pair], labels: Labels) -> str:
    told = Counter((labels[pair.left] == labels[pair.right], pair.verdict) for pair in pairs)
    right, wrong, missed = told[True, "same"], told[True, "different"], told[False, "same"]
    precision = right / (right + wrong) if right + wrong else float("nan")
    recall = right / (right + missed) if right + missed else float("nan")
    return f"{precision:.3f} / {recall:.3f}"


# ------------------------------------------------------------------------------ cost


def multiplied(rows: Sequence[LinkRow], size: int, dice: random.Random) -> list[LinkRow]:
    """Return `size` rows: copies of towns moved to other towns, each row typed a little wrong."""
    out: list[LinkRow] = []
    for copy in range(size // len(rows) + 1):
        south, east = dice.uniform(-2.5, 2.5), dice.uniform(-2.5, 2.5)
        for row in rows:
            out.append(moved(row, copy, south, east, dice))
    return out[:size]


def moved(row: LinkRow, copy: int, south: float, east: float, dice: random.Random) -> LinkRow:
    place = {"lat": None, "lon": None}
    if row.lat is not None and row.lon is not None:
        place = {"lat": row.lat + south, "lon": row.lon + east}
    postcode = (
        f"{(int(fold(row.postcode) or 0) + 37 * copy) % 95000:05d}"
        if row.postcode.isdigit()
        else ""
    )
    city = f"{row.city} {chr(97 + copy % 26)}{chr(97 + copy // 26)}ville" if copy else row.city
    return replace(
        row,
        row_id=f"{row.row_id}#{copy}",
        name=mistyped(row.name, dice),
        address=mistyped(row.address, dice),
        postcode=postcode,
        city=city,
        **place,
    )


def mistyped(text: str, dice: random.Random) -> str:
    if len(text) < 6 or dice.random() < 0.6:
        return text
    at = dice.randrange(1, len(text) - 1)
    return dice.choice((text.upper(), text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:]))


def print_cost(bench: Bench, model: PairModel, path: Path | None) -> None:
    print("\n## Cost (one process, one core)\n")
    print("| rows | places | pairs for review | seconds | peak memory (MB) |")
    print("|---|---|---|---|---|")
    dice = random.Random(1)
    tables = (
        [read_rows(path)]
        if path
        else [multiplied(bench.rows, size, dice) for size in (5_000, 50_000)]
    )
    for rows in tables:
        start = time.perf_counter()
        linkage = link(rows, model=model)
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"| {len(rows):,} | {len(linkage.clusters):,} | {len(linkage.review):,} | "
            f"{seconds:.1f} | {peak:.0f} |",
            flush=True,
        )


def count_words(path: Path) -> None:
    """Write data/words.json: in how many names each word stands, kinds and towns taken out."""
    counts: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for row in read_rows(path):
        name = name_of(row.name, town_words(row.city))
        if (name.folded, row.city.lower()) not in seen:
            seen.add((name.folded, row.city.lower()))
            counts.update(set(name.core))
    told = {word: count for word, count in sorted(counts.items()) if count >= 4}
    text = json.dumps(
        {"rows": len(seen), "counts": told}, ensure_ascii=False, separators=(",", ":")
    )
    (SHIPPED / "words.json").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--rows", type=Path)
    parser.add_argument("--words", type=Path)
    told = parser.parse_args()
    if told.words:
        count_words(told.words)
        return
    bench = Bench()
    if told.fit:
        _, findings, same, counts = told_of(bench, bench.split("train"))
        (SHIPPED / "model.json").write_text(
            learn(findings, same, counts).to_json(), encoding="utf-8"
        )
        PairModel.load_default()
    model = PairModel.load_default()
    if not told.rows:
        compare_learners(bench)
        print_scores(
            bench,
            {
                "Entrelieux": linked(bench, model),
                "same name and postcode": joined(bench, exact_name_and_postcode),
                "token sort ≥ 80 within 500 m": joined(bench, fuzzy_name_and_distance),
            },
        )
    print_cost(bench, model, told.rows)


if __name__ == "__main__":
    main()
