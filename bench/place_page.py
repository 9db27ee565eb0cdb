"""The pages of a place as it comes to hold more: time, bytes, and the number of queries.

Goal: the queries are as many with 500 resources as with 5. Runs on the database that
ENTRELIEUX_DATABASE_URL names (an empty one; SQLite in a temporary folder by default):

    python bench/place_page.py
    scripts/postgres .venv/bin/python bench/place_page.py
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from typing import Any

from table import percentile, print_table

FACTS, LONGEST_WARM_UP = 10, 5


def fill(count: int) -> tuple[Any, Any]:
    """A place with `count` resources, a photo for one in three, ten facts in its own words; its
    host."""
    from entrelieux.accounts.models import Person
    from entrelieux.communities.actions import add_member, create_community
    from entrelieux.communities.models import Membership
    from entrelieux.core.words.lexicon import Subject, Term, TermKind, ValueType
    from entrelieux.inventory.models import Photo
    from entrelieux.lexicons.actions import add_term
    from entrelieux.places.actions import create_place
    from entrelieux.resources.models import Kind, Resource

    host = Person.objects.create_user(f"host-{count}@example.org", name="Hôte")
    community = create_community(by=None, name=f"Communauté {count}")
    add_member(by=None, person=host, community=community, role=Membership.Role.HOST)
    position = {"lat": 45.11, "lon": 2.86, "fidelity": "exact"}
    place = create_place(by=None, values={"name": f"Atelier {count}", "position": position})
    place.communities.add(community)
    terms = [
        Term(
            uri="",
            kind=TermKind.FACT,
            labels={"fr": f"fait {number}"},
            value_type=ValueType.WHOLE,
            applies_to=(Subject.RESOURCE,),
        )
        for number in range(FACTS)
    ]
    uris = [add_term(by=None, community=community, term=term).uri for term in terms]
    room = Resource.objects.create(place=place, name="Salle", kind=Kind.ROOM, version=1)
    kinds = list(Kind.values)
    made = Resource.objects.bulk_create(
        Resource(
            place=place,
            name=f"Chose {number:03}",
            kind=kinds[number % len(kinds)],
            concept="machines:fdm-printer",
            access=["book"],
            inside=room if number % 4 == 0 else None,
            facts=dict.fromkeys(uris, number),
            version=1,
        )
        for number in range(count - 1)
    )
    Photo.objects.bulk_create(
        Photo(subject=f"resource:{one.pk}", file="photos/x.jpg", thumbnail="photos/x-480.jpg")
        for one in made[::3]
    )
    return place, host


def measure(count: int, repeats: int) -> list[list[object]]:
    from django.test import Client

    place, host = fill(count)
    listing = f"/lieux/{place.public_id}/ressources/"
    visitor, keeper = (Client(SERVER_NAME="127.0.0.1") for _ in range(2))
    keeper.force_login(host, "allauth.account.auth_backends.AuthenticationBackend")
    pages = [
        ("page, visitor", visitor, place.get_absolute_url()),
        ("page, host", keeper, place.get_absolute_url()),
        ("table, visitor", visitor, listing),
        ("table, filtered", visitor, listing + "?acces=book&q=chose"),
        ("CSV", visitor, listing + "exporter/csv/"),
        ("API", visitor, f"/api/v1/places/{place.public_id}/resources"),
    ]
    return [
        row(name, count, lambda c=client, a=at: c.get(a), repeats) for name, client, at in pages
    ]


def row(name: str, count: int, ask: Callable[[], Any], repeats: int) -> list[object]:
    from django.db import connection

    for _ in range(LONGEST_WARM_UP):
        body(ask())
    queries: list[str] = []
    with connection.execute_wrapper(counting(queries)):
        size = len(body(ask()))
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        body(ask())
        times.append((time.perf_counter() - began) * 1000)
    shown = [percentile(times, 0.5), percentile(times, 0.95), size / 1024]
    return [name, count, len(queries), *shown]


def counting(queries: list[str]) -> Callable[..., Any]:
    def wrapper(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        queries.append(sql)
        return execute(sql, *rest)

    return wrapper


def body(response: Any) -> bytes:
    if response.status_code != 200:
        raise RuntimeError(f"{response.status_code} for {response.request['PATH_INFO']}")
    return b"".join(response.streaming_content) if response.streaming else response.content


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--resources", type=int, nargs="*", default=[5, 50, 500])
    parser.add_argument("--repeats", type=int, default=60)
    asked = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="entrelieux-bench-")
    os.environ["ENTRELIEUX_DATA_DIR"] = folder
    try:
        from entrelieux.cli.django import prepare_database, setup_django

        setup_django()
        prepare_database()
        rows = [row for count in asked.resources for row in measure(count, asked.repeats)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    headers = ["what", "resources", "queries", "p50 ms", "p95 ms", "KB"]
    print_table(f"The pages of a place, {asked.repeats} requests each", headers, sorted(rows))


if __name__ == "__main__":
    main()
