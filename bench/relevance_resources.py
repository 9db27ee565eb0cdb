"""How well the search finds what places hold, in French and English, in the words of communities.

    python bench/relevance_resources.py [--show]

Over the inventory of the demonstration (36 resources of five places, with their own words):
precision, recall and F1 of all that is found, and how often the first one is right. FTS5 reads the
same names, labels and **every synonym of the vocabulary**.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.relevance import AUVERGNE, atlas_query  # noqa: E402
from entrelieux.core.atlas import Atlas, Document, build  # noqa: E402
from entrelieux.core.geo import load_france  # noqa: E402
from entrelieux.core.text import TypoIndex, fold  # noqa: E402
from entrelieux.core.text.tokens import analyse  # noqa: E402
from entrelieux.core.understanding import AtlasWords, Reader, concept_term, place_tiers  # noqa: E402
from entrelieux.core.words import Vocabulary, load_core  # noqa: E402
from entrelieux.search.words import extended  # noqa: E402

QUERIES = ROOT / "tests/core/understanding/data/resources.toml"
DEMO = ROOT / "src/entrelieux/demo"
Search = Callable[[str], list[int]]


class Held(NamedTuple):
    name: str
    scheme: str
    concept: str
    maker: str
    description: str


class Said(NamedTuple):
    label: str
    scheme: str
    concept: str
    community: str


def inventory() -> list[Held]:
    places = tomllib.loads((DEMO / "inventory.toml").read_text("utf-8"))["place"]
    lists = (value for place in places for value in place.values() if isinstance(value, list))
    return [held(told) for some in lists for told in some if "concept" in told]


def held(told: dict[str, Any]) -> Held:
    scheme, _, concept = told["concept"].partition(":")
    maker = f"{told.get('make', '')} {told.get('model', '')}".strip()
    return Held(told["name"], scheme, concept, maker, told.get("description", ""))


def own_words() -> Iterable[Said]:
    for lexicon in tomllib.loads((DEMO / "words.toml").read_text("utf-8"))["lexicon"]:
        for word in lexicon["word"]:
            for meaning in word.get("means", ()):
                scheme, _, concept = meaning.partition(":")
                for label in (word["fr"], word["en"], *word.get("alt", ())):
                    yield Said(label, scheme, concept, lexicon["community"])


def entrelieux(things: Sequence[Held], vocabulary: Vocabulary) -> Search:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "resources.atlas"
        build((document(rank, one) for rank, one in enumerate(things)), path=path)
        snapshot = Atlas.open(path).snapshot()
    known = snapshot.vocabulary()
    words = AtlasWords(known, TypoIndex(known.words()))
    reader = Reader(vocabulary, load_france(), words, AUVERGNE)

    def search(text: str) -> list[int]:
        understood = reader.understand(text)
        for attempt in understood.attempts:
            answer = snapshot.search(atlas_query(attempt, understood.preferred))
            if answer.total:
                return [hit.id for hit in answer.hits]
        return []

    return search


def document(rank: int, one: Held) -> Document:
    """As resources/documents.py says it."""
    tiers = place_tiers(
        names=[one.name, one.maker],
        concepts={one.scheme: [one.concept]},
        types=[],
        where=[],
        texts=[one.description],
        commune=None,
        vocabulary=load_core(),
    )
    named = (concept_term(one.scheme, one.concept), *tiers[0])
    return Document(id=rank, public_id=str(rank), lat=None, lon=None, tiers=(named, *tiers[1:]))


def fts5(things: Sequence[Held], vocabulary: Vocabulary) -> Search:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE r USING fts5(a, b, c)")
    for rank, one in enumerate(things):
        texts = (f"{one.name} {one.maker}", " ".join(spelt(one, vocabulary)), one.description)
        database.execute(
            "INSERT INTO r(rowid, a, b, c) VALUES (?, ?, ?, ?)", [rank, *map(fold, texts)]
        )

    def search(text: str) -> list[int]:
        asked = " ".join(
            f'"{t.word}"' for t in analyse(text) if not t.is_stop and not t.is_compound
        )
        rows = database.execute(
            "SELECT rowid FROM r WHERE r MATCH ? ORDER BY bm25(r, 8, 4, 1)", [asked]
        )
        return [row[0] for row in rows]

    return search


def spelt(one: Held, vocabulary: Vocabulary) -> Sequence[str]:
    """What a card would repeat: the spellings of its concept and of the broader ones."""
    broader = vocabulary.broader(one.concept, one.scheme)
    ids = (one.concept, *(concept.id for concept in broader))
    return [text for name in ids for text in vocabulary.spellings(name, one.scheme)]


def print_line(name: str, search: Search, queries: Sequence[dict[str, Any]], show: bool) -> None:
    things = inventory()
    said = right = wanted = first = 0
    for query in queries:
        found = search(query["text"])
        gold = {rank for rank, one in enumerate(things) if one.concept in query["best"]}
        said, wanted = said + len(found), wanted + len(gold)
        right += len(gold.intersection(found))
        first += bool(found) and found[0] in gold
        if show and set(found) != gold:
            names = [things[rank].name for rank in found]
            print(f"   « {query['text']} »: {names} for {[things[rank].name for rank in gold]}")
    figures = (right / max(1, said), right / wanted, 2 * right / (said + wanted))
    print(f"| {name} | " + " | ".join(f"{x:.2f}" for x in (*figures, first / len(queries))) + " |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="the tuned queries answered badly")
    show = parser.parse_args().show
    told = tomllib.loads(QUERIES.read_text("utf-8"))
    things = inventory()
    vocabulary = extended(load_core(), own_words())
    searches = {
        "Entrelieux": entrelieux(things, vocabulary),
        "FTS5, every word, BM25": fts5(things, vocabulary),
    }
    for part in ("held-back", "tuned"):
        print(f"\n{len(told[part])} queries, {part}, {len(things)} resources")
        print("| | precision | recall | F1 | first is right |\n|---|---|---|---|---|")
        for name, search in searches.items():
            print_line(name, search, told[part], show and part == "tuned")


if __name__ == "__main__":
    main()
