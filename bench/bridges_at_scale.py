"""Matching at scale: needs against offers of the whole country, with reasons, on two processes.

    python bench/bridges_at_scale.py [--offers 1000000] [--needs 10000] [--sample 100]

Texts are those of the judged corpora, dealt by chance to real communes by their population, so that
towns are crowded; times, terms and access are dealt apart from texts. The same numbers always give
the same offers. A sample of needs is also answered without the grid, every offer of the country
being looked at, and both must list the same offers. BM25 is timed on the same needs.
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.atlas_documents import country  # noqa: E402
from bench.bm25 import Bm25  # noqa: E402
from bench.judging import READABLE  # noqa: E402
from bench.table import percentile, print_table  # noqa: E402
from entrelieux.core.bridging.explaining import reasons_for  # noqa: E402
from entrelieux.core.bridging.matcher import Matcher  # noqa: E402
from entrelieux.core.bridging.model import Need, Offer  # noqa: E402
from entrelieux.core.bridging.suggestions import Suggestions  # noqa: E402
from entrelieux.core.bridging.vectors import shipped_encoder  # noqa: E402
from entrelieux.core.interchange.bridges import read_needs, read_offers  # noqa: E402
from entrelieux.core.words import load_core  # noqa: E402

FOLDERS = tuple(READABLE.values())
PROCESSES = 2
TOP = 10
INTERACTIVE = 300
EDITS = 30
RADII = (10.0, 15.0, 20.0, 30.0, 40.0, None)
_shared: dict[str, Matcher] = {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offers", type=int, default=1_000_000)
    parser.add_argument("--needs", type=int, default=10_000)
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--without-meaning", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    started = time.perf_counter()
    encoder = None if options.without_meaning else shipped_encoder()
    matcher = Matcher(made_offers(options.offers), load_core(), encoder=encoder)
    _shared["matcher"] = matcher
    _reasons(matcher, matcher.suggest(made_needs(1)[0], TOP))  # all that is built at first use
    gc.freeze()  # what is shared between processes stays shared
    rows = [["offers read", options.offers, f"{time.perf_counter() - started:.0f} s"]]
    needs = made_needs(options.needs)
    rows.append(["all needs", options.needs, all_needs(needs)])
    rows.append(["one need", INTERACTIVE, one_by_one(matcher, needs[:INTERACTIVE])])
    rows.append(["like brute force", options.sample, compared(matcher, needs[: options.sample])])
    rows.append(["one edit, then found", EDITS, edited(matcher, needs[:EDITS])])
    rows.append(["peak memory", 1 + PROCESSES, peak_memory()])
    if options.offers <= 200_000:
        rows.append(["bm25-geo, one process", options.sample, bm25(options, needs)])
    print_table(f"{options.offers:,} offers", ("", "count", ""), rows)


def all_needs(needs: Sequence[Need]) -> str:
    """The whole list on two processes, each need with the reasons of its first ten."""
    started, spent = time.perf_counter(), _children_seconds()
    chunks = [needs[first : first + 100] for first in range(0, len(needs), 100)]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("fork")) as pool:
        told = sum(pool.map(_answered, chunks))
        peaks = list(pool.map(_peak, range(PROCESSES)))
    _shared_peaks.extend(peaks)
    took = time.perf_counter() - started
    busy = (_children_seconds() - spent) / PROCESSES
    return (
        f"{len(needs) / took:,.0f} needs a second, {len(needs) / busy:,.0f} of two processors "
        f"at work, {told:,} reasons"
    )


def _children_seconds() -> float:
    """Of processor, by the processes that have ended: a busy machine gives less than it has."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


_shared_peaks: list[int] = []


def _answered(needs: Sequence[Need]) -> int:
    matcher = _shared["matcher"]
    return sum(_reasons(matcher, found) for found in matcher.suggest_all(needs, TOP))


def _reasons(matcher: Matcher, found: Suggestions) -> int:
    return sum(len(reasons_for(one, found.need, matcher.answers, str)) for one in found.ranked)


def _peak(_rank: int) -> int:
    time.sleep(0.2)
    return _private_kb()


def _private_kb() -> int:
    """What a process has written of its own: the pages shared with its parent are not counted."""
    text = Path("/proc/self/smaps_rollup").read_text()
    told = {line.split(":")[0]: line.split()[1] for line in text.splitlines()[1:]}
    return int(told["Private_Dirty"])


def peak_memory() -> str:
    whole = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{whole / 1e6:.2f} GB, and {sum(_shared_peaks) / 1e6:.2f} GB of the two processes' own"


def one_by_one(matcher: Matcher, needs: Sequence[Need]) -> str:
    took, busy = [], []
    for need in needs:
        started, spent = time.perf_counter(), time.process_time()
        _reasons(matcher, matcher.suggest(need, TOP))
        took.append((time.perf_counter() - started) * 1000)
        busy.append((time.process_time() - spent) * 1000)
    return milliseconds(took, busy)


def edited(matcher: Matcher, needs: Sequence[Need]) -> str:
    """From an offer that is written anew to its being found by who needs just that, there: the
    other offers stay as they were read, the edits before this one are kept apart."""
    took, busy, found = [], [], 0
    offers = matcher.segments[0].offers
    for rank, need in enumerate(needs):
        said = {"title": need.title, "description": need.description, "lang": need.lang}
        open_to_all = {"kind": "service", "access": "public", "terms": need.terms}
        told = {**said, **open_to_all, "available": ""}
        fresh = replace(
            offers[rank * len(offers) // len(needs)],
            **told,
            lat=need.lat,
            lon=need.lon,
        )
        started, spent = time.perf_counter(), time.process_time()
        matcher = matcher.changed([fresh])
        ranked = matcher.suggest(need, TOP).ranked
        took.append((time.perf_counter() - started) * 1000)
        busy.append((time.process_time() - spent) * 1000)
        found += any(one.offer.offer is fresh for one in ranked)
    return f"{milliseconds(took, busy)}; {found} found"


def milliseconds(took: Sequence[float], busy: Sequence[float]) -> str:
    return (
        f"median {percentile(took, 0.5):.0f} ms, p95 {percentile(took, 0.95):.0f} ms; "
        f"of processor {percentile(busy, 0.5):.0f} and {percentile(busy, 0.95):.0f} ms"
    )


def compared(matcher: Matcher, needs: Sequence[Need]) -> str:
    """How many needs get the same scores when all the offers of the country are looked at."""
    same = sum(
        np.allclose(
            _scores(matcher.suggest(need, TOP)),
            _scores(matcher.suggest(need, TOP, everywhere=True)),
            atol=0.001,
        )
        for need in needs
    )
    return f"{same} the same"


def _scores(found: Suggestions) -> list[float]:
    told = [one.score for one in found.ranked]
    return told + [float("-inf")] * (TOP - len(told))


def bm25(options: argparse.Namespace, needs: Sequence[Need]) -> str:
    index = Bm25([_as_row(offer) for offer in made_offers(options.offers)])
    started = time.perf_counter()
    for need in needs[: options.sample]:
        index.suggest(_need_row(need), limit=TOP)
    return f"{options.sample / (time.perf_counter() - started):,.0f} needs a second"


def _as_row(offer: Offer) -> dict[str, str]:
    return {
        "offer_id": offer.id, "title": offer.title, "description": offer.description,
        "kind": offer.kind, "lat": str(offer.lat), "lon": str(offer.lon),
        "mobile_km": str(offer.mobile_km or ""),
    }  # fmt: skip


def _need_row(need: Need) -> dict[str, str]:
    return {
        "title": need.title, "description": need.description, "lat": str(need.lat),
        "lon": str(need.lon), "max_km": str(need.max_km or ""),
    }  # fmt: skip


def made_offers(count: int):
    """One by one: only what the matcher keeps of them stays in memory."""
    texts = [one for folder in FOLDERS for one in _offers(folder)]
    draw = np.random.default_rng(17)
    where = _places(draw, count)
    picks = draw.integers(0, len(texts), (count, 3))
    for rank in range(count):
        text, times, terms = (texts[place] for place in picks[rank])
        lat, lon = where[rank]
        yield replace(
            text,
            id=f"o{rank}",
            place="",
            lat=float(lat),
            lon=float(lon),
            commune_code="",
            available=times.available,
            terms=terms.terms,
            access=terms.access,
        )


def made_needs(count: int) -> list[Need]:
    texts = [one for folder in FOLDERS for one in _needs(folder)]
    draw = np.random.default_rng(23)
    where = _places(draw, count)
    picks = draw.integers(0, (len(texts), len(RADII)), (count, 2))
    return [
        replace(
            texts[pick],
            id=f"n{rank}",
            lat=float(lat),
            lon=float(lon),
            max_km=RADII[radius],
        )
        for rank, ((pick, radius), (lat, lon)) in enumerate(zip(picks, where, strict=True))
    ]


def _places(draw: np.random.Generator, count: int) -> np.ndarray:
    france = country()
    chosen = np.searchsorted(france.shares, draw.random(count))
    jitter = draw.normal(0, 0.02, (count, 2))
    return np.column_stack([france.lats[chosen], france.lons[chosen]]) + jitter


def _offers(folder: Path) -> tuple[Offer, ...]:
    return read_offers((folder / "offers.csv").read_text("utf-8"), [])


def _needs(folder: Path) -> tuple[Need, ...]:
    return read_needs((folder / "needs.csv").read_text("utf-8"), [])


if __name__ == "__main__":
    main()
