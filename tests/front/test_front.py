"""The front answers its own addresses as HTTP wants, and leaves the others alone."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from typing import Any

import brotli
import pytest

from entrelieux.front import Asked, Front, Refusal, Route


@dataclass
class World:
    """What the answers are made from; tests change it."""

    version: str = "1"
    moment: int = 0
    wait: float = 0.0
    computed: list[str] = field(default_factory=list)

    def answer(self, view: World, asked: Asked) -> bytes:
        if asked.query == "bad":
            raise Refusal(400, "Write page=1.")
        self.computed.append(f"{asked.between}?{asked.query}")
        return f"{view.version}:{asked.between}:{asked.query}".encode() * 100

    def speak(self, view: World, asked: Asked) -> bytes:
        return asked.language.encode()


@dataclass
class Response:
    status: str
    headers: dict[str, str]
    body: bytes


class Client:
    def __init__(self, **options: Any) -> None:
        self.world = World()
        self.front = Front(
            django,
            routes=[
                Route("/tiles/", ".mvt", "application/x-tile", self.world.answer),
                Route("/words", "", "text/plain", self.world.speak, is_spoken=True),
            ],
            language_of=lambda header: header[:2],
            view=lambda: self.world,
            moment=lambda: self.world.moment,
            wait_seconds=lambda address: self.world.wait,
            **options,
        )

    def __call__(self, address: str, method: str = "GET", **headers: str) -> Response:
        path, _, query = address.partition("?")
        started: list[Any] = []
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, **headers}
        body = b"".join(self.front(environ, lambda *args: started.extend(args)))
        return Response(started[0], dict(started[1]), body)


def django(environ, start_response):
    start_response("200 OK", [("X-From", "django")])
    return [b"page"]


@pytest.fixture
def get() -> Client:
    return Client()


def test_an_answer_says_its_version_its_tag_and_that_anyone_may_read_it(get):
    response = get("/tiles/1/2/3.mvt?q=a")
    assert response.status == "200 OK"
    assert response.body == b"1:1/2/3:q=a" * 100
    tag = response.headers.pop("ETag")
    assert tag.startswith('W/"')
    assert response.headers == {
        "Content-Type": "application/x-tile",
        "Content-Length": "1100",
        "Cache-Control": "public, max-age=0, must-revalidate",
        "Vary": "Accept-Encoding",
        "X-Atlas-Version": "1",
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "ETag, X-Atlas-Version",
        "X-Content-Type-Options": "nosniff",
    }


@pytest.mark.parametrize("address", ["/", "/tiles/1/2/3.png", "/lieux/?q=a"])
def test_other_addresses_are_left_to_the_application(get, address):
    assert get(address).headers == {"X-From": "django"}


def test_other_methods_are_left_to_the_application(get):
    assert get("/tiles/1/2/3.mvt", method="POST").headers == {"X-From": "django"}


@pytest.mark.parametrize(
    ("accepted", "coding", "decode"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("*", "br", brotli.decompress),
        ("", None, bytes),
        ("identity", None, bytes),
    ],
)
def test_the_answer_comes_in_the_preferred_coding(get, accepted, coding, decode):
    response = get("/tiles/1/2/3.mvt", HTTP_ACCEPT_ENCODING=accepted)
    assert response.headers.get("Content-Encoding") == coding
    assert response.headers["Content-Length"] == str(len(response.body))
    assert decode(response.body) == b"1:1/2/3:" * 100


def test_an_answer_is_computed_once_until_the_version_changes(get):
    for version in ("1", "1", "2", "2"):
        get.world.version = version
        assert get("/tiles/0/0/0.mvt").headers["X-Atlas-Version"] == version
    assert get.world.computed == ["0/0/0?", "0/0/0?"]


def test_an_answer_about_now_is_computed_again_later(get):
    get("/tiles/0/0/0.mvt?ouvert=1")
    get.world.moment = 1
    get("/tiles/0/0/0.mvt?ouvert=1")
    assert len(get.world.computed) == 2


def test_who_has_the_answer_already_gets_no_body(get):
    tag = get("/tiles/0/0/0.mvt").headers["ETag"]
    again = get("/tiles/0/0/0.mvt", HTTP_IF_NONE_MATCH=f'"other", {tag}')
    assert (again.status, again.body, again.headers["ETag"]) == ("304 Not Modified", b"", tag)
    get.world.version = "2"
    assert get("/tiles/0/0/0.mvt", HTTP_IF_NONE_MATCH=tag).status == "200 OK"


def test_another_address_has_another_tag(get):
    tags = {get(f"/tiles/0/0/0.mvt?q={word}").headers["ETag"] for word in "abc"}
    assert len(tags) == 3


def test_words_are_in_the_language_of_the_reader(get):
    said = {language: get("/words", HTTP_ACCEPT_LANGUAGE=language) for language in ("fr", "en")}
    assert {language: response.body for language, response in said.items()} == {
        "fr": b"fr",
        "en": b"en",
    }
    assert said["fr"].headers["Vary"] == "Accept-Encoding, Accept-Language"
    assert said["fr"].headers["ETag"] != said["en"].headers["ETag"]


def test_head_has_the_headers_of_get_and_no_body(get):
    assert get("/tiles/0/0/0.mvt", method="HEAD").headers == get("/tiles/0/0/0.mvt").headers
    assert get("/tiles/0/0/0.mvt", method="HEAD").body == b""


def test_a_browser_may_ask_first(get):
    response = get("/tiles/0/0/0.mvt", method="OPTIONS")
    assert response.status == "204 No Content"
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_a_bad_parameter_is_a_problem_that_says_what_to_write(get):
    response = get("/tiles/0/0/0.mvt?bad")
    assert response.status == "400 Bad Request"
    assert response.headers["Content-Type"] == "application/problem+json"
    assert json.loads(response.body) == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "Write page=1.",
    }


def test_an_endless_address_is_refused(get):
    assert get("/tiles/0/0/0.mvt?" + "a" * 2_001).status == "400 Bad Request"


def test_who_asks_too_often_is_told_when_to_come_back(get):
    get("/tiles/0/0/0.mvt")
    get.world.wait = 2.4
    response = get("/tiles/0/0/1.mvt")
    assert (response.status, response.headers["Retry-After"]) == ("429 Too Many Requests", "3")
    assert get("/tiles/0/0/0.mvt").status == "200 OK"  # kept: it costs nothing


def test_the_oldest_answers_are_forgotten_first():
    get = Client(kept_bytes=5_000)
    for word in ("a", "b", "a", "c", "a", "b"):
        get(f"/tiles/0/0/0.mvt?q={word}")
    assert [entry[-1] for entry in get.world.computed] == ["a", "b", "c", "b"]
