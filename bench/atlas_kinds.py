"""Searches over places, resources, usages, events and projects in one atlas, by concept and word.

    python bench/atlas_kinds.py [--size 1000000]

The synthetic documents of the other benches, dealt among the kinds as a network would hold them;
resources, usages and projects each carry a concept of the vocabulary. A question is read as on the
home page (synonyms, makers, slips), asked of one kind, top 20, with the count of every facet.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from atlas_documents import documents
from table import percentile, print_table

from entrelieux.core.atlas import Alternative, Atlas, Document, Query, build
from entrelieux.core.geo import load_france
from entrelieux.core.text import index_terms
from entrelieux.core.understanding import AtlasWords, Reader, concept_term
from entrelieux.core.words import load_core
from entrelieux.search.kinds import document_key

# Of a hundred documents; « place » takes what is left.
SHARES = {"resource": 55, "usage": 15, "event": 10, "project": 5}
SCHEMES = {"resource": ("machines", "tools", "rooms", "skills"), "usage": ("usages",)}
QUESTIONS = [
    ("resource", "graveuse"),
    ("resource", "laser CO2"),
    ("resource", "Trotec"),
    ("resource", "decoupeuse lazer"),
    ("resource", "imprimante 3d murat"),
    ("resource", "couture"),
    ("usage", "café couture"),
    ("usage", "repair café lyon"),
    ("event", "atelier"),
    ("project", "forge"),
    ("place", "fablab"),
    ("place", "coworking clermont"),
]
ROUNDS = 40


def dealt(count: int) -> Iterator[Document]:
    words = load_core()
    labels = {
        kind: [concept for scheme in schemes for concept in words.scheme(scheme)]
        for kind, schemes in SCHEMES.items()
    }
    kinds = [kind for kind, share in SHARES.items() for _ in range(share)]
    kinds += ["place"] * (100 - len(kinds))
    for rank, document in enumerate(documents(count)):
        kind = kinds[rank * 37 % 100]
        tiers = document.tiers
        if kind in labels:
            concept = labels[kind][rank * 7919 % len(labels[kind])]
            told = (concept_term(concept.scheme, concept.id), *index_terms(concept.fr))
            tiers = (tiers[0], told, *tiers[2:])
        key = document_key(kind, document.id)
        yield replace(document, id=key, tiers=tiers, facets={**document.facets, "what": (kind,)})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000)
    size = parser.parse_args().size
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kinds.atlas"
        started = time.perf_counter()
        build(dealt(size), path=path)
        seconds, megabytes = time.perf_counter() - started, path.stat().st_size / 1e6
        print(f"{size:,} documents built in {seconds:.0f} s, {megabytes:.0f} MB")
        measure(path)


def measure(path: Path) -> None:
    snapshot = Atlas.open(path).snapshot()
    reader = Reader(load_core(), load_france(), AtlasWords(snapshot.vocabulary()), ("15", "63"))
    rows = []
    for kind, text in QUESTIONS:
        reading, asking, total = [], [], 0
        for _ in range(ROUNDS):
            started = time.perf_counter()
            attempts = reader.understand(text).attempts
            read = time.perf_counter()
            for attempt in attempts:
                groups = tuple(tuple(Alternative(*term) for term in g) for g in attempt.groups)
                facets = {"what": frozenset([kind])}
                answer = snapshot.search(Query(groups=groups, facets=facets, limit=20))
                total = answer.total
                if total:
                    break
            reading.append(1000 * (read - started))
            asking.append(1000 * (time.perf_counter() - read))
        cells = [
            f"{percentile(times, share):.2f}"
            for times in (reading, asking)
            for share in (0.5, 0.95)
        ]
        rows.append([kind, text, f"{total:,}", *cells])
    head = ["kind", "question", "found", "read p50 ms", "p95", "asked p50 ms", "p95"]
    print_table("top 20, every facet counted", head, rows)


if __name__ == "__main__":
    main()
