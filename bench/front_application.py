"""What `bench/front.py` serves: the front before a Django of usual middleware, on one atlas.

`/tiles/…` and `/api/v1/search` are answered by the front; the same addresses after `/django` by a
Django view that has the same answers at hand.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs

import django
import orjson
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

from entrelieux.core.atlas import Alternative, Atlas, Query, Snapshot
from entrelieux.front import Asked, Front, Route

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TILE, JSON = "application/vnd.mapbox-vector-tile", "application/json"


class View(NamedTuple):
    snapshot: Snapshot
    version: str


def asked(query: str) -> Query:
    parameters = parse_qs(query)
    words = " ".join(parameters.get("q", [])).split()
    kinds = parameters.get("sorte")
    return Query(
        groups=tuple((Alternative(word),) for word in words),
        facets={"kind": frozenset(kinds)} if kinds else {},
    )


def search(view: View, request: Asked) -> bytes:
    answer = view.snapshot.search(asked(request.query))
    hits = [orjson.Fragment(hit.payload) for hit in answer.hits]
    return orjson.dumps({"total": answer.total, "hits": hits, "facets": answer.counts})


def tile(view: View, request: Asked) -> bytes:
    z, x, y = map(int, request.between.split("/"))
    return view.snapshot.tile(z, x, y, asked(request.query))


def application() -> Front[View]:
    view = View(Atlas.open(Path(os.environ["BENCH_ATLAS"])).snapshot(), "bench")
    settings.configure(
        SECRET_KEY="bench",  # noqa: S106
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        MIDDLEWARE=MIDDLEWARE,
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
        ],
        SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
    )
    django.setup()
    kept: dict[str, bytes] = {}

    def through_django(request: HttpRequest, rest: str) -> HttpResponse:
        address, query = f"/{rest}", request.META["QUERY_STRING"]
        is_tile = rest.startswith("tiles/")
        key = request.get_full_path()
        # `n` marks the requests that must be computed anew.
        if key not in kept or "n" in request.GET:
            between = address.removeprefix("/tiles/").removesuffix(".mvt")
            answer = tile if is_tile else search
            body = answer(view, Asked(between, query, ""))
            if "n" in request.GET:
                return HttpResponse(body, content_type=TILE if is_tile else JSON)
            kept[key] = body
        return HttpResponse(kept[key], content_type=TILE if is_tile else JSON)

    # What was loaded stays: the garbage collector need not visit it again.
    gc.freeze()
    urlpatterns.append(path("django/<path:rest>", through_django))
    return Front(
        get_wsgi_application(),
        routes=[
            Route("/tiles/", ".mvt", TILE, tile),
            Route("/api/v1/search", "", JSON, search),
        ],
        view=lambda: view,
        moment=lambda: 0,
    )


urlpatterns: list[object] = []
