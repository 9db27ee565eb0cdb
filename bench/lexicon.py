"""A lexicon of 2,000 words used by 200,000 resources: renaming, merging, retiring, reading.

Records keep values under the address of a word, so that a renaming should cost the same whatever
their number: measured with none and with all. Compared with what it would cost to write the name
into every record (one UPDATE of every row that has it).

    python bench/lexicon.py
    scripts/postgres .venv/bin/python bench/lexicon.py
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from table import percentile, print_table

PLACES, FACTS_EACH, CHUNK = 400, 5, 5_000
REPEATS = 9
TODAY = date(2026, 1, 1)


def make_words(count: int) -> tuple[Any, Any, list[str]]:
    """A community with `count` facts about resources, its host, and their addresses.

    The rows are written at once: adding words one by one is measured apart.
    """
    from entrelieux.accounts.models import Person
    from entrelieux.communities.actions import add_member, create_community
    from entrelieux.communities.models import Membership
    from entrelieux.core.words.lexicon import Subject, Term, TermKind, ValueType
    from entrelieux.lexicons.actions import import_terms
    from entrelieux.lexicons.queries import lexicon_uri

    host = Person.objects.create_user("host@example.org", name="Hôte")
    community = create_community(by=None, name="Grand Lexique")
    add_member(by=None, person=host, community=community, role=Membership.Role.HOST)
    base = lexicon_uri(community)
    terms = [
        Term(
            uri=f"{base}/mot-{number}",
            kind=TermKind.FACT,
            labels={"fr": f"mot numéro {number}"},
            value_type=ValueType.WHOLE,
            applies_to=(Subject.RESOURCE,),
        )
        for number in range(count)
    ]
    import_terms(by=host, community=community, terms=terms)
    return community, host, [term.uri for term in terms]


def make_resources(community: Any, uris: list[str], count: int) -> None:
    """Each tells five facts; every one of them tells the first."""
    from entrelieux.places.actions import create_place
    from entrelieux.places.models import Place
    from entrelieux.resources.models import Resource

    places = [create_place(by=None, values={"name": f"Lieu {n}"}) for n in range(PLACES)]
    Place.communities.through.objects.bulk_create(
        Place.communities.through(place_id=place.pk, community_id=community.pk) for place in places
    )

    def resources() -> Iterator[Resource]:
        for number in range(count):
            told = [uris[0], *(uris[(number * 7 + k) % len(uris)] for k in range(FACTS_EACH - 1))]
            facts = dict.fromkeys(told, number)
            place = places[number % PLACES]
            yield Resource(place=place, name=f"Chose {number}", facts=facts, version=1)

    made = resources()
    while chunk := [one for _, one in zip(range(CHUNK), made, strict=False)]:
        Resource.objects.bulk_create(chunk)


Times = list[tuple[float, float]]


def timed(do: Callable[[int], object], repeats: int = REPEATS) -> Times:
    """Milliseconds on the wall, and of processor: the first alone tells how busy the machine is."""
    times = []
    for number in range(repeats):
        began, worked = time.perf_counter(), time.process_time()
        do(number)
        wall, cpu = time.perf_counter() - began, time.process_time() - worked
        times.append((wall * 1000, cpu * 1000))
    return times


def gestures(community: Any, host: Any, uris: list[str]) -> list[tuple[str, Times]]:
    from entrelieux.lexicons.actions import merge_terms, rename_term, retire_term, undo_version
    from entrelieux.lexicons.models import CommunityLexicon, LexiconVersion

    def rename(number: int) -> None:
        rename_term(by=host, community=community, uri=uris[0], label=f"nom {number}", language="fr")

    def merge(number: int) -> None:
        merge_terms(by=host, community=community, uri=uris[number + 2], into=uris[1], today=TODAY)

    def retire(number: int) -> None:
        retire_term(by=host, community=community, uri=uris[number + 20], today=TODAY)

    def undo(_number: int) -> None:
        kept = CommunityLexicon.objects.get(community=community)
        last = LexiconVersion.objects.filter(lexicon=kept, undone_in=None).exclude(gesture="undo")
        undo_version(by=host, community=community, version=last.latest("version").version)

    told = [("rename", rename), ("merge", merge), ("retire", retire), ("undo", undo)]
    return [(name, timed(do)) for name, do in told]


def reading(uris: list[str], total: int) -> list[tuple[str, Times]]:
    """A table of a place whose words are all of these; the first word on a page of its own."""
    from django.contrib.auth.models import AnonymousUser

    from entrelieux.core.words.lexicon import Subject
    from entrelieux.inventory.facts import facts_at
    from entrelieux.lexicons.queries import records_with
    from entrelieux.places.models import Place
    from entrelieux.resources.columns import columns_of, rows_of
    from entrelieux.resources.queries import resources_of

    place, visitor = Place.objects.order_by("pk")[0], AnonymousUser()

    def table(_number: int) -> None:
        facts = facts_at(Subject.RESOURCE, place, visitor)
        visible = resources_of(place, visitor)
        rows = rows_of(visible[:100], visible)
        if len(rows) != min(100, total // PLACES):
            raise RuntimeError(f"{len(rows)} rows")
        for column in columns_of(facts):
            [column.cell(row) for row in rows]

    return [
        ("a table of 100 with every word", timed(table, 3)),
        ("how many records use it", timed(lambda _n: records_with(uris[0]), 3)),
    ]


def rewriting(uris: list[str]) -> list[tuple[str, Times]]:
    """The other way: the name of a word in every record. One pass over all that tell it."""
    from entrelieux.resources.models import Resource

    def rewrite(_number: int) -> None:
        for resource in Resource.objects.filter(facts__has_key=uris[0]).iterator(CHUNK):
            resource.facts["renamed"] = resource.facts.pop(uris[0])
            batch.append(resource)
            if len(batch) == CHUNK:
                Resource.objects.bulk_update(batch, ["facts"], batch_size=500)
                batch.clear()
        Resource.objects.bulk_update(batch, ["facts"], batch_size=500)

    batch: list[Any] = []
    return [("baseline: rewrite every record", timed(rewrite, 1))]


def measure(words: int, total: int) -> list[list[object]]:
    community, host, uris = make_words(words)
    before = gestures(community, host, uris)
    make_resources(community, uris, total)
    after = gestures(community, host, [uris[0], *uris[words // 2 :]])
    rows = [[name, 0, *figures(times)] for name, times in before]
    told = [*after, *reading(uris, total), *rewriting(uris)]
    return rows + [[name, total, *figures(times)] for name, times in told]


def figures(times: Times) -> list[float]:
    walls, cpus = zip(*times, strict=True)
    return [percentile(walls, 0.5), percentile(walls, 0.95), percentile(cpus, 0.5)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=2_000)
    parser.add_argument("--resources", type=int, default=200_000)
    asked = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="entrelieux-bench-")
    os.environ["ENTRELIEUX_DATA_DIR"] = folder
    try:
        from entrelieux.cli.django import prepare_database, setup_django

        setup_django()
        prepare_database()
        rows = measure(asked.words, asked.resources)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    headers = ["gesture", "records", "p50 ms", "p95 ms", "cpu p50 ms"]
    print_table(f"A lexicon of {asked.words:,} words", headers, rows)


if __name__ == "__main__":
    main()
