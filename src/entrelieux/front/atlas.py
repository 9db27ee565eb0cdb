"""The front of the atlas: `/tiles/{z}/{x}/{y}.mvt` and `/api/v1/search`.

Django must be set up; its middleware, sessions and database are not used unless the atlas changed.
"""

from __future__ import annotations

import time
from functools import lru_cache
from urllib.parse import parse_qs

from django.db import close_old_connections
from django.utils import timezone, translation
from django.utils.translation.trans_real import parse_accept_lang_header

from entrelieux.api.limits import Buckets
from entrelieux.core.atlas import NoSuchTile
from entrelieux.front.front import Front
from entrelieux.front.ports import Application, Asked, Refusal, Route
from entrelieux.search.answers import search_answer, tile_answer
from entrelieux.search.parameters import BadParameter, Search, read_search
from entrelieux.search.reader import View, current_view

QUARTER_SECONDS = 900
LANGUAGES = ("fr", "en")
MOST_PARAMETERS = 100
# Answers to compute, for one address: a map asks for dozens of tiles at once.
READS_PER_SECOND, READS_BURST = 100, 1_000


def atlas_front(application: Application) -> Front[View]:
    """`application`, with the public reads of the atlas answered before it."""
    buckets = Buckets(rate=READS_PER_SECOND, burst=READS_BURST)
    return Front(
        application,
        routes=[
            Route("/tiles/", ".mvt", "application/vnd.mapbox-vector-tile", tile),
            Route("/api/v1/search", "", "application/json", search, is_spoken=True),
        ],
        view=view_now,
        moment=quarter_of_an_hour,
        language_of=language_of,
        wait_seconds=lambda address: buckets.wait_seconds(address, time.monotonic()),
    )


def view_now() -> View:
    # Outside of Django's requests nobody else drops a connection that broke.
    close_old_connections()
    return current_view()


def quarter_of_an_hour() -> int:
    """« Open now » is answered by quarters of an hour."""
    return int(time.time()) // QUARTER_SECONDS


@lru_cache(maxsize=256)
def language_of(accept_language: str) -> str:
    """French when the browser wants neither French nor English."""
    for code, _ in parse_accept_lang_header(accept_language):
        if code[:2] in LANGUAGES:
            return code[:2]
    return LANGUAGES[0]


def search(view: View, asked: Asked) -> bytes:
    with translation.override(asked.language):
        return search_answer(view, _meant(asked.query))


def tile(view: View, asked: Asked) -> bytes:
    z, x, y = _coordinates(asked.between)
    try:
        return tile_answer(view, _meant(asked.query), z, x, y)
    except NoSuchTile as error:
        raise Refusal(404, str(error)) from error


def _coordinates(between: str) -> tuple[int, int, int]:
    parts = between.split("/")
    if len(parts) != 3 or not all(p.isascii() and p.isdigit() and len(p) < 9 for p in parts):
        raise Refusal(404, "A tile is /tiles/{z}/{x}/{y}.mvt, three whole numbers.")
    z, x, y = map(int, parts)
    return z, x, y


def _meant(query: str) -> Search:
    try:
        parameters = parse_qs(query, max_num_fields=MOST_PARAMETERS)
    except ValueError as error:
        raise Refusal(400, f"At most {MOST_PARAMETERS} parameters.") from error
    try:
        return read_search(parameters, now=timezone.localtime())
    except BadParameter as error:
        raise Refusal(400, error.message) from error
