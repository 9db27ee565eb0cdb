"""Places as the public reads them: from the atlas, before Django, and never late."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest

from entrelieux.front.atlas import atlas_front, language_of
from entrelieux.places.actions import create_place, edit_place, hide_place
from entrelieux.places.models import Place
from entrelieux.search import reader, stamp


def django(environ: Any, start_response: Any) -> list[bytes]:
    start_response("200 OK", [("X-From", "django")])
    return [b"page"]


@pytest.fixture
def get(settings: Any, tmp_path: Path, transactional_db: None) -> Any:
    settings.ATLAS_DIR = tmp_path
    stamp.current_stamp.cache_clear()
    reader._reader = None
    front = atlas_front(django)

    def get(address: str, **headers: str) -> tuple[str, dict[str, str], bytes]:
        path, _, query = address.partition("?")
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, **headers}
        started: list[Any] = []
        body = b"".join(front(environ, lambda *said: started.extend(said)))
        return started[0], dict(started[1]), body

    yield get
    stamp.current_stamp.cache_clear()
    reader._reader = None


def place(name: str = "CoCotte numérique", lat: float = 45.11) -> Place:
    position = {"lat": lat, "lon": 2.87, "fidelity": "exact"}
    return create_place(by=None, values={"name": name, "kinds": ["fablab"], "position": position})


def found(get: Any, query: str = "") -> tuple[int, list[str]]:
    answer = json.loads(get(f"/api/v1/search?{query}")[2])
    return answer["total"], [hit["name"] for hit in answer["hits"]]


def shown(get: Any) -> list[str]:
    tile = get("/tiles/0/0/0.mvt")[2]
    layers = mapbox_vector_tile.decode(tile) if tile else {"places": {"features": []}}
    return [feature["properties"]["name"] for feature in layers["places"]["features"]]


def test_a_new_place_is_found_at_the_next_request(get):
    assert found(get) == (0, [])
    place()
    assert found(get, "q=cocotte+numerique") == (1, ["CoCotte numérique"])
    assert shown(get) == ["CoCotte numérique"]


def test_an_edit_is_seen_at_the_next_request(get):
    before = place()
    assert found(get, "q=cocotte") == (1, ["CoCotte numérique"])
    edit_place(
        by=None, place=before, base={"name": "CoCotte numérique"}, values={"name": "La Poule"}
    )
    assert (found(get, "q=cocotte"), found(get, "q=poule")) == ((0, []), (1, ["La Poule"]))


def test_a_hidden_place_is_never_shown(get):
    hidden, _ = place(), place("Le Lab", lat=-45.0)
    assert found(get)[0] == 2
    hide_place(by=None, place=hidden, note="N’existe pas.")
    assert (found(get), shown(get)) == ((1, ["Le Lab"]), ["Le Lab"])


def test_an_answer_that_did_not_change_costs_no_query_and_no_body(get, django_assert_num_queries):
    found(get)  # the first reader of all builds the atlas
    place()
    _, headers, _ = get("/api/v1/search")
    with django_assert_num_queries(0):
        status, _, body = get("/api/v1/search", HTTP_IF_NONE_MATCH=headers["ETag"])
    assert (status, body) == ("304 Not Modified", b"")


@pytest.mark.parametrize(
    ("header", "language"),
    [("", "fr"), ("en-GB,en;q=0.9", "en"), ("de,fr;q=0.5", "fr"), ("de", "fr"), ("!!", "fr")],
)
def test_french_is_spoken_to_who_wants_neither_french_nor_english(header, language):
    assert language_of(header) == language


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/search?km=far", "400 Bad Request"),
        ("/api/v1/search?page=0", "400 Bad Request"),
        ("/api/v1/search?" + "&".join(f"a{n}=1" for n in range(101)), "400 Bad Request"),
        ("/tiles/1/2/0.mvt", "404 Not Found"),
        ("/tiles/1/a/0.mvt", "404 Not Found"),
        ("/tiles/1/0.mvt", "404 Not Found"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_word(get, address, status):
    said, headers, body = get(address)
    assert (said, headers["Content-Type"]) == (status, "application/problem+json")
    assert json.loads(body)["detail"]


def test_the_rest_is_left_to_django(get):
    for address in ("/", "/api/v1/search/more", "/api/v1/places"):
        assert get(address)[1] == {"X-From": "django"}
