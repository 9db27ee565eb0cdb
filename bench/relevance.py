"""How well the search answers, against plainer ones over the same places and judgments.

    python bench/relevance.py [--set tuned|held-back|all] [--queries FILE] [--show]

nDCG@10 (gains 2 and 1), mean reciprocal rank of the first best answer, and how often a best answer
is among the first three.
"""

from __future__ import annotations

import argparse
import math
import sqlite3
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.territory_corpus import CorpusPlace, demo_places  # noqa: E402
from entrelieux.core.atlas import (  # noqa: E402
    Alternative,
    Atlas,
    Document,
    Near,
    Query,
    Snapshot,
    build,
)
from entrelieux.core.geo import load_france  # noqa: E402
from entrelieux.core.interchange.records import PlaceField as F  # noqa: E402
from entrelieux.core.text import TypoIndex, fold, telling  # noqa: E402
from entrelieux.core.text.tokens import analyse  # noqa: E402
from entrelieux.core.understanding import AtlasWords, Reader, place_tiers  # noqa: E402
from entrelieux.core.words import load_core  # noqa: E402

QUERIES = ROOT / "tests/core/understanding/data/queries.toml"
AUVERGNE = ("03", "15", "43", "63")
SHOWN = 10
SCHEMES = {F.SERVICES: "services", F.AUDIENCES: "audiences", F.LABELS: "labels"}
Ranking = list[int]
Search = Callable[[str], Ranking]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="all", choices=["tuned", "held-back", "all"])
    parser.add_argument("--queries", type=Path, default=QUERIES)
    parser.add_argument("--show", action="store_true", help="print the queries answered badly")
    options = parser.parse_args()
    places = demo_places()
    queries = tomllib.loads(options.queries.read_text("utf-8"))["query"]
    wanted = [q for q in queries if options.set in ("all", q["set"])]
    print(f"{len(places)} places, {len(wanted)} queries ({options.set})")
    searches: dict[str, Search] = {
        "Entrelieux": entrelieux(places),
        "every word (plain AND)": plain_and(places),
        "FTS5 unicode61, BM25": fts5(places, "unicode61 remove_diacritics 2"),
        "FTS5 trigram, BM25": fts5(places, "trigram"),
    }
    print(f"{'':26}{'nDCG@10':>9}{'MRR':>8}{'top 3':>8}{'empty':>8}{'ms':>8}")
    for name, search in searches.items():
        print_line(name, search, wanted, places, show=options.show and name == "Entrelieux")


def print_line(
    name: str,
    search: Search,
    queries: Sequence[dict[str, Any]],
    places: Sequence[CorpusPlace],
    *,
    show: bool,
) -> None:
    figures, spent = [], 0.0
    search("premier essai à Moulins, à vide")  # what is made once is not counted
    for query in queries:
        gains = judged(query, places)
        started = time.perf_counter()
        ranking = search(query["text"])
        spent += time.perf_counter() - started
        figures.append(figure(ranking[:SHOWN], gains))
        if show and figures[-1][0] < 0.8:
            shown = ", ".join(f"{places[i].name[:24]}@{places[i].city}" for i in ranking[:4])
            print(f"   {figures[-1][0]:.2f} « {query['text']} »: {shown or '(nothing)'}")
    means = [sum(column) / len(figures) for column in zip(*figures, strict=True)]
    empty = sum(1 for query in queries if not search(query["text"]))
    print(
        f"{name:26}{means[0]:9.3f}{means[1]:8.3f}{means[2]:8.3f}{empty:8d}"
        f"{1000 * spent / len(queries):8.2f}"
    )


def figure(ranking: Ranking, gains: dict[int, int]) -> tuple[float, float, float]:
    """nDCG@10, reciprocal rank of the first best answer, a best answer among the first three."""
    found = sum(gains.get(i, 0) / math.log2(rank + 2) for rank, i in enumerate(ranking))
    ideal = sorted(gains.values(), reverse=True)[:SHOWN]
    best = sum(gain / math.log2(rank + 2) for rank, gain in enumerate(ideal))
    first = next((rank for rank, i in enumerate(ranking) if gains.get(i, 0) == 2), None)
    if first is None:
        return found / best, 0.0, 0.0
    return found / best, 1 / (first + 1), float(first < 3)


def judged(query: dict[str, Any], places: Sequence[CorpusPlace]) -> dict[int, int]:
    """The gain of each place that answers. Stops when a judgment names no place."""
    gains: dict[int, int] = {}
    for gain, names, rule in ((1, "near", "near_of"), (2, "best", "best_of")):
        for name in query.get(names, ()):
            place, _, city = name.rpartition("@")
            same = [i for i, p in enumerate(places) if _is_named(p, place, city)]
            if not same:
                raise SystemExit(f"{query['text']!r}: no place is called {name!r}")
            gains.update(dict.fromkeys(same, gain))
        if rule in query:
            gains.update((i, gain) for i, p in enumerate(places) if _fits(p, query[rule]))
    if not gains:
        raise SystemExit(f"{query['text']!r} has no answer: judge it again")
    return gains


def _is_named(place: CorpusPlace, name: str, city: str) -> bool:
    return fold(city) == fold(place.city) and fold(name) in map(fold, place.names)


def _fits(place: CorpusPlace, rule: dict[str, list[str]]) -> bool:
    kinds, services = set(place.lists[F.KINDS]), set(place.lists[F.SERVICES])
    communes = {fold(name) for name in rule.get("communes", ())}
    return (
        (not rule.get("kinds") or bool(kinds & set(rule["kinds"])))
        and (not rule.get("services") or bool(services & set(rule["services"])))
        and (not communes or fold(place.city) in communes)
    )


# What every search may read of a place


def texts_of(place: CorpusPlace) -> tuple[list[str], list[str], list[str], list[str]]:
    """Names; kinds and their synonyms; where; the rest: the tiers of the atlas."""
    words = load_core()
    kinds = [s for kind in place.lists[F.KINDS] for s in words.spellings(kind, "kinds")]
    others = [
        spelling
        for field, scheme in SCHEMES.items()
        for concept in place.lists[field]
        for spelling in words.spellings(concept, scheme)
    ]
    return (
        list(place.names),
        [*kinds, *place.lists[F.TYPES]],
        [place.city],
        [*place.texts, *others],
    )


# The searches


def entrelieux(places: Sequence[CorpusPlace]) -> Search:
    snapshot = atlas_of(document(i, place) for i, place in enumerate(places))
    vocabulary = snapshot.vocabulary()
    words = AtlasWords(vocabulary, TypoIndex(vocabulary.words()))
    reader = Reader(load_core(), load_france(), words, AUVERGNE)

    def search(text: str) -> Ranking:
        understood = reader.understand(text)
        for attempt in understood.attempts:
            answer = snapshot.search(atlas_query(attempt, understood.preferred))
            if answer.total:
                return [hit.id for hit in answer.hits]
        return []

    return search


def atlas_of(documents: Iterable[Document]) -> Snapshot:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "places.atlas"
        build(documents, path=path)
        return Atlas.open(path).snapshot()


def atlas_query(attempt: Any, preferred: Iterable[Iterable[Any]] = ()) -> Query:
    near = attempt.near
    return Query(
        groups=tuple(tuple(Alternative(*term) for term in group) for group in attempt.groups),
        preferred=tuple(tuple(Alternative(*term) for term in group) for group in preferred),
        near=Near(near.lat, near.lon, attempt.km) if near else None,
        sort="distance" if attempt.by_distance else "relevance",
        limit=SHOWN,
    )


def document(number: int, place: CorpusPlace) -> Document:
    concepts = {scheme: place.lists[field] for field, scheme in SCHEMES.items()}
    tiers = place_tiers(
        names=place.names,
        concepts={"kinds": place.lists[F.KINDS], **concepts},
        types=place.lists[F.TYPES],
        where=[place.city],
        texts=place.texts,
        commune=load_france().by_code(place.insee),
        vocabulary=load_core(),
    )
    return Document(id=number, public_id=str(number), lat=place.lat, lon=place.lon, tiers=tiers)


def plain_and(places: Sequence[CorpusPlace]) -> Search:
    """Every word, folded, in any text of the card; those with it in the name first."""
    names = [set(_words(place.names)) for place in places]
    everything = [{w for tier in texts_of(place) for w in _words(tier)} for place in places]

    def search(text: str) -> Ranking:
        asked = {token.word for token in telling(analyse(text)) if not token.is_compound}
        found = [i for i, words in enumerate(everything) if asked <= words]
        return sorted(found, key=lambda i: -len(asked & names[i]))

    return search


def _words(texts: Iterable[str]) -> Iterable[str]:
    return (word for text in texts for word in fold(text).split())


def fts5(places: Sequence[CorpusPlace], tokenizer: str) -> Search:
    """SQLite's full text, names weighing 8, kinds 4, where 3, text 1; any word may do.

    With trigrams, any of those of the words asked, so that a mistyped word finds its like.
    """
    database = sqlite3.connect(":memory:")
    database.execute(f'CREATE VIRTUAL TABLE p USING fts5(a, b, c, d, tokenize="{tokenizer}")')
    database.executemany(
        "INSERT INTO p(rowid, a, b, c, d) VALUES (?, ?, ?, ?, ?)",
        [
            (i, *(fold(" ".join(tier)) for tier in texts_of(place)))
            for i, place in enumerate(places)
        ],
    )

    def search(text: str) -> Ranking:
        asked = [t.word for t in telling(analyse(text)) if not t.is_compound]
        if tokenizer == "trigram":
            asked = [word[i : i + 3] for word in asked for i in range(len(word) - 2)]
        if not asked:
            return []
        match = " OR ".join(f'"{word}"' for word in asked)
        rows = database.execute(
            "SELECT rowid FROM p WHERE p MATCH ? ORDER BY bm25(p, 8, 4, 3, 1) LIMIT 10", (match,)
        )
        return [row[0] for row in rows]

    return search


if __name__ == "__main__":
    main()
