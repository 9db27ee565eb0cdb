"""BM25 over the offers, with French stems, folded accents and a decay with distance: the baseline.

    python bench/bm25.py [--corpus tune|tune_more|…] [--runs FOLDER]

k1 = 1.2, b = 0.75, the title counts twice, as in Robertson and Zaragoza (2009) with
ln(1 + (N - n + .5) / (n + .5)) for the rarity. A score is a share of the most that the words of the
need could earn, so that one threshold serves all needs. The index holds one sparse row of weights
for each word, so that a million offers fit in memory.
"""

from __future__ import annotations

import argparse
import sys
from array import array
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.judging import (  # noqa: E402
    CORPORA,
    FIGURES,
    Row,
    Suggestion,
    figure_rows,
    read_corpus,
    run_lines,
)
from bench.table import print_table  # noqa: E402
from entrelieux.core.geo.distance import EARTH_RADIUS_KM  # noqa: E402
from entrelieux.core.text.tokens import analyse  # noqa: E402

K1, B = 1.2, 0.75
NEAR_KM = 80.0  # a need that says no radius: the score is divided by e at this distance
THRESHOLD = 0.1  # chosen on `tune`, by the best bridge-ok
LISTED = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", choices=sorted(CORPORA), help="all when not said")
    parser.add_argument("--runs", type=Path, help="a folder to write the runs to")
    options = parser.parse_args()
    for chosen in [options.corpus] if options.corpus else CORPORA:
        corpus = read_corpus(CORPORA[chosen])
        index = Bm25(corpus.offers)
        for name, with_distance in (("bm25", False), ("bm25-geo", True)):
            run = {n["need_id"]: index.suggest(n, with_distance) for n in corpus.needs}
            rows = figure_rows(corpus, run)
            print_table(f"{chosen}: {name}", ("", "n", *FIGURES), rows)
            if options.runs:
                text = "\n".join(run_lines(run, name)) + "\n"
                (options.runs / f"{chosen}-{name}.tsv").write_text(text, "utf-8")


class Bm25:
    """`weights`: a row for each known word, a column for each offer, what one occurrence earns."""

    def __init__(self, offers: Iterable[Row]) -> None:
        self.words: dict[str, int] = {}
        self._ids: list[str] = []
        where = array("d")
        rows, columns, counts = array("i"), array("i"), array("f")
        for column, offer in enumerate(offers):
            self._ids.append(offer["offer_id"])
            where.extend((float(offer["lat"]), float(offer["lon"]), float(offer["mobile_km"] or 0)))
            for stem, count in Counter(offer_stems(offer)).items():
                rows.append(self.words.setdefault(stem, len(self.words)))
                columns.append(column)
                counts.append(count)
        lat, lon, self._mobile_km = np.array(where).reshape(-1, 3).T.copy()
        self._where = unit_vectors(lat, lon)
        shape = (len(self.words), len(self._ids))
        places = (np.frombuffer(rows, np.int32), np.frombuffer(columns, np.int32))
        counted = coo_matrix((np.frombuffer(counts, np.float32), places), shape).tocsr()
        self.rarity, self.weights = weighted(counted)

    def suggest(
        self, need: Row, with_distance: bool = True, limit: int = LISTED
    ) -> list[Suggestion]:
        """The `limit` best offers that share a word with the need, the best first."""
        found, kept = self.scores(need)
        if with_distance:
            kept = kept * self._decay(need, found)
        if len(found) > limit:
            cut = np.partition(kept, -limit)[-limit]
            found, kept = found[kept >= cut], kept[kept >= cut]
        ranked = sorted((-score, self._ids[i]) for score, i in zip(kept, found, strict=True))
        return [Suggestion(offer, float(-score), THRESHOLD) for score, offer in ranked[:limit]]

    def scores(self, need: Row) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """The offers that share a word with the need, by their place in the index; for each, its
        share (0 to 1) of what the words of the need could earn.
        """
        total = np.zeros(len(self._ids))
        unreached = 0.0
        for stem, count in Counter(need_stems(need)).items():
            row = self.words.get(stem)
            if row is None:
                unreached += count * float(np.log1p(len(self._ids))) * (K1 + 1)
                continue
            unreached += count * float(self.rarity[row]) * (K1 + 1)
            part = slice(self.weights.indptr[row], self.weights.indptr[row + 1])
            total[self.weights.indices[part]] += count * self.weights.data[part]
        found = np.flatnonzero(total)
        return found, total[found] / unreached if unreached else total[found]

    def _decay(self, need: Row, found: NDArray[np.intp]) -> NDArray[np.float64]:
        """1 within reach, or where the offer travels to; then falls with what is beyond."""
        here = unit_vectors(np.array([float(need["lat"])]), np.array([float(need["lon"])]))
        km = EARTH_RADIUS_KM * np.arccos(np.minimum(1.0, self._where[found] @ here[0]))
        if need["max_km"]:
            reach = float(need["max_km"])
            beyond = np.exp(-np.maximum(0.0, km - reach) / (0.25 * reach + 3))
        else:
            beyond = np.exp(-km / NEAR_KM)
        travels = (self._mobile_km[found] > 0) & (km <= self._mobile_km[found])
        return np.where(travels, 1.0, beyond)


def weighted(counted: csr_matrix) -> tuple[NDArray[np.float64], csr_matrix]:
    """The rarity of each word, and what each of its occurrences earns in each offer."""
    words, offers = counted.shape
    holders = np.diff(counted.indptr)
    rarity = np.log1p((offers - holders + 0.5) / (holders + 0.5))
    lengths = np.asarray(counted.sum(axis=0)).ravel()
    norms = K1 * (1 - B + B * lengths / lengths.mean())
    of_word = np.repeat(np.arange(words), holders)
    counts = counted.data
    earned = rarity[of_word] * counts * (K1 + 1) / (counts + norms[counted.indices])
    return rarity, csr_matrix((earned.astype(np.float32), counted.indices, counted.indptr))


def offer_stems(offer: Row) -> list[str]:
    return [*2 * stems(offer["title"]), *stems(offer["description"]), *stems(offer["kind"])]


def need_stems(need: Row) -> list[str]:
    return [*2 * stems(need["title"]), *stems(need["description"])]


def stems(text: str) -> list[str]:
    return [token.stem for token in analyse(text) if not token.is_stop]


def unit_vectors(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points of the unit sphere, one a row; degrees in. The angle of two is their distance."""
    phi, theta = np.radians(lat), np.radians(lon)
    return np.column_stack([np.cos(phi) * np.cos(theta), np.cos(phi) * np.sin(theta), np.sin(phi)])


if __name__ == "__main__":
    main()
