"""Top 20, exact total and the count of every facet value: the atlas, FTS5, tantivy, PostgreSQL.

    python bench/search_engines.py --sizes 50000 1000000

The same documents and the same questions; every engine is asked once before it is timed. The others
count the facets of what is found; the atlas sets each facet's own selection aside.
"""

from __future__ import annotations

import argparse
import importlib.util
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from atlas_documents import documents
from postgres_cluster import binaries, postgres
from table import percentile, print_table

from entrelieux.core.atlas import Alternative, Atlas, Query, build

FACETS = ["kind", "department", "access", "audience", "wheelchair", "freshness"]
TIERS = ["name", "kind", "place", "body"]
HITS = 20


class Question(NamedTuple):
    words: tuple[str, ...]
    selected: dict[str, str]


class Found(NamedTuple):
    total: int
    ids: list[int]
    values: int


Ask = Callable[[Question], Found]
QUESTIONS = [
    Question(("atelier",), {}),
    Question(("fablab",), {}),
    Question(("coworking",), {"access": "open"}),
    Question(("fablab",), {"access": "open", "freshness": "fresh"}),
    Question(("atelier", "paris"), {}),
    Question(("mediatheque", "clermont"), {}),
    Question(("murat",), {}),
    Question(("grange", "fablab"), {}),
    Question(("fabrique", "coworking"), {"wheelchair": "yes"}),
    Question(("comptoir",), {"department": "63"}),
    Question(("saint",), {"audience": "seniors"}),
    Question(("forge", "makerspace", "lyon"), {}),
]


@contextmanager
def atlas_engine(count: int, folder: Path) -> Iterator[Ask]:
    build(documents(count), path=folder / "bench.atlas")
    snapshot = Atlas.open(folder / "bench.atlas").snapshot()

    def ask(question: Question) -> Found:
        answer = snapshot.search(
            Query(
                groups=tuple((Alternative(word),) for word in question.words),
                facets={name: frozenset([value]) for name, value in question.selected.items()},
                limit=HITS,
            )
        )
        values = sum(map(len, answer.counts.values()))
        return Found(answer.total, [hit.id for hit in answer.hits], values)

    yield ask


@contextmanager
def sqlite_engine(count: int, folder: Path) -> Iterator[Ask]:
    database = sqlite3.connect(folder / "bench.sqlite")
    database.executescript(
        "PRAGMA journal_mode=off; PRAGMA synchronous=off; PRAGMA cache_size=-1000000;"
        "CREATE VIRTUAL TABLE doc USING fts5(name, kind, place, body, content='');"
        "CREATE TABLE facet(doc INTEGER, name TEXT, value TEXT)"
    )
    with database:
        for document in documents(count):
            row = (document.id, *(" ".join(words) for words in document.tiers))
            database.execute(f"INSERT INTO doc(rowid, {', '.join(TIERS)}) VALUES(?,?,?,?,?)", row)
            database.executemany(
                "INSERT INTO facet VALUES(?,?,?)",
                [(document.id, name, v) for name, vs in document.facets.items() for v in set(vs)],
            )
        database.execute("CREATE INDEX of_doc ON facet(doc, name, value)")
        database.execute("CREATE INDEX of_value ON facet(name, value, doc)")

    def ask(question: Question) -> Found:
        terms = " ".join(f'"{word}"' for word in question.words)
        chosen = "".join(
            " AND EXISTS (SELECT 1 FROM facet"
            f" WHERE facet.doc = doc.rowid AND facet.name='{name}' AND value='{value}')"
            for name, value in question.selected.items()
        )
        database.execute("DROP TABLE IF EXISTS temp.found")
        database.execute(
            "CREATE TEMP TABLE found AS SELECT rowid AS id, bm25(doc, 8, 4, 3, 1) AS score"
            f" FROM doc WHERE doc MATCH ?{chosen}",
            [terms],
        )
        total = database.execute("SELECT count(*) FROM found").fetchone()[0]
        top = database.execute(f"SELECT id FROM found ORDER BY score, id LIMIT {HITS}").fetchall()
        counts = database.execute(
            # In this order: left alone, SQLite may read every facet of every document.
            "SELECT name, value, count(*) FROM found CROSS JOIN facet ON doc = id GROUP BY 1, 2"
        ).fetchall()
        return Found(total, [row[0] for row in top], len(counts))

    yield ask
    database.close()


@contextmanager
def tantivy_engine(count: int, folder: Path) -> Iterator[Ask]:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=False, fast=True)
    for tier in TIERS:
        builder.add_text_field(tier, tokenizer_name="whitespace", index_option="freq")
    for facet in FACETS:
        builder.add_text_field(f"f_{facet}", tokenizer_name="raw", fast=True, index_option="basic")
    schema = builder.build()
    (folder / "tantivy").mkdir()
    index = tantivy.Index(schema, path=str(folder / "tantivy"))
    writer = index.writer(512_000_000, 2)
    for document in documents(count):
        row = tantivy.Document()
        row.add_integer("id", document.id)
        for tier, words in zip(TIERS, document.tiers, strict=True):
            row.add_text(tier, " ".join(words))
        for facet, values in document.facets.items():
            for value in set(values):
                row.add_text(f"f_{facet}", value)
        writer.add_document(row)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    counted = {facet: {"terms": {"field": f"f_{facet}", "size": 200}} for facet in FACETS}
    boosts = dict(zip(TIERS, (8.0, 4.0, 3.0, 1.0), strict=True))

    def ask(question: Question) -> Found:
        words = " ".join(f"+{word}" for word in question.words)
        chosen = [
            (tantivy.Occur.Must, tantivy.Query.term_query(schema, f"f_{name}", value))
            for name, value in question.selected.items()
        ]
        text = index.parse_query(words, TIERS, field_boosts=boosts)
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, text), *chosen])
        found = searcher.search(query, HITS, count=True)
        counts = searcher.aggregate(query, counted)
        values = sum(len(counts[facet]["buckets"]) for facet in FACETS)
        return Found(found.count, [address.doc for _, address in found.hits], values)

    yield ask


@contextmanager
def postgres_engine(count: int, folder: Path) -> Iterator[Ask]:
    with postgres() as connection:
        columns = ", ".join(f"f_{facet} text[]" for facet in FACETS)
        connection.execute(
            f"CREATE UNLOGGED TABLE doc(id int PRIMARY KEY, words tsvector, {columns})"
        )
        with connection.cursor().copy("COPY doc FROM STDIN") as copy:
            for document in documents(count):
                facets = [sorted(set(document.facets.get(facet, ()))) for facet in FACETS]
                copy.write_row((document.id, _vector(document.tiers), *facets))
        connection.execute("CREATE INDEX ON doc USING gin(words)")
        connection.execute("VACUUM ANALYZE doc")
        unions = " UNION ALL ".join(
            f"SELECT '{facet}', value, count(*) FROM found, unnest(f_{facet}) AS value GROUP BY 2"
            for facet in FACETS
        )
        top = (
            "SELECT 'top', (SELECT string_agg(id::text, ' ') FROM (SELECT id FROM found ORDER BY"
            f" score DESC, id LIMIT {HITS}) t), (SELECT count(*) FROM found)"
        )

        def ask(question: Question) -> Found:
            chosen = "".join(
                f" AND f_{name} @> ARRAY['{value}']" for name, value in question.selected.items()
            )
            rows = connection.execute(
                "WITH found AS MATERIALIZED (SELECT *, ts_rank('{0.1,0.3,0.4,1.0}', words, q) score"
                f" FROM doc, to_tsquery('simple', %s) q WHERE words @@ q{chosen}) {top}"
                f" UNION ALL {unions}",
                [" & ".join(question.words)],
                binary=False,
            ).fetchall()
            total = next(row[2] for row in rows if row[0] == "top")
            ids = next(row[1] for row in rows if row[0] == "top") or ""
            return Found(total, [int(number) for number in ids.split()], len(rows) - 1)

        yield ask


def _vector(tiers: tuple[tuple[str, ...], ...]) -> str:
    weights: dict[str, str] = {}
    for tier, weight in zip(tiers, "ABCD", strict=True):
        for word in tier:
            weights.setdefault(word, weight)
    return " ".join(f"'{word}':1{weight}" for word, weight in weights.items())


def measure(ask: Ask, rounds: int) -> tuple[list[float], list[int]]:
    totals, times = [ask(question).total for question in QUESTIONS], []
    for _ in range(rounds):
        for question in QUESTIONS:
            began = time.perf_counter()
            ask(question)
            times.append((time.perf_counter() - began) * 1000)
    return times, totals


def engines() -> dict[str, tuple[Callable[[int, Path], object], int]]:
    known = {"atlas": (atlas_engine, 40), "SQLite FTS5": (sqlite_engine, 3)}
    if importlib.util.find_spec("tantivy"):
        known["tantivy"] = (tantivy_engine, 20)
    else:
        print("tantivy is not installed: left out.")
    if binaries():
        known["PostgreSQL"] = (postgres_engine, 3)
    else:
        print("PostgreSQL is not installed: left out.")
    return known


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[50_000, 1_000_000])
    options = parser.parse_args()
    for size in options.sizes:
        rows, expected, first = [], [], 0.0
        for name, (engine, rounds) in engines().items():
            with tempfile.TemporaryDirectory() as folder:
                began = time.perf_counter()
                with engine(size, Path(folder)) as ask:
                    loading = time.perf_counter() - began
                    times, totals = measure(ask, rounds)
            expected = expected or totals
            assert totals == expected, f"{name} finds {totals}, the atlas {expected}"
            median = statistics.median(times)
            first = first or median
            spread = [percentile(times, 0.95), max(times), median / first]
            rows.append([name, len(times), median, *spread, loading])
        headers = ["engine", "asked", "median ms", "p95 ms", "max ms", "× atlas", "loading s"]
        print_table(f"{size:,} documents, {sum(expected):,} found by 12 questions", headers, rows)


if __name__ == "__main__":
    main()
