"""Addresses that people give are opened only when they are public."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Event, Thread
from urllib.request import Request

import pytest

from entrelieux.platform import fetching
from entrelieux.platform.errors import CannotFetch
from entrelieux.platform.fetching import _CheckedRedirects, _Public, fetch


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8000/",
        "http://localhost/secret",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://10.0.0.1/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://127.0.0.1:99999999/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "https://",
        "",
    ],
)
def test_an_address_of_our_own_network_is_never_opened(address: str) -> None:
    with pytest.raises(CannotFetch):
        fetch(address, most_bytes=100)


class Asked(BaseHTTPRequestHandler):
    """Keeps what it was asked."""

    paths: list[str] = []

    def do_GET(self) -> None:
        self.paths.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Silent."""


@pytest.fixture
def neighbour() -> Iterator[HTTPServer]:
    """A server of our own network."""
    Asked.paths.clear()
    server = HTTPServer(("127.0.0.1", 0), Asked)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_name_that_leads_elsewhere_than_when_it_was_checked_is_told_nothing(
    neighbour: HTTPServer,
) -> None:
    host, port = str(neighbour.server_address[0]), neighbour.server_address[1]
    unguarded = HTTPConnection(host, port, timeout=5)
    unguarded.request("GET", "/open")
    assert unguarded.getresponse().status == 200
    unguarded.close()
    connection = _Public(host, port, timeout=5)
    with pytest.raises(CannotFetch):
        connection.request("GET", "/secret")
    assert Asked.paths == ["/open"]


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1/", "http://169.254.169.254/", "http://[::1]/", "http://10.0.0.1/"]
)
def test_a_redirection_to_our_own_network_is_not_followed(target: str) -> None:
    asked = Request("https://agenda.example/a.ics")
    with pytest.raises(CannotFetch):
        _CheckedRedirects().redirect_request(asked, None, 302, "Found", {}, target)


ANSWERS = {
    "another protocol": b"SSH-2.0-OpenSSH_9.6\r\n",
    "nothing": b"",
    "a chunk cut in two": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nBEGIN",
    "a line without end": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000,
}


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[bytes, bool], str]]:
    """A server that is taken for a public one: it sends these bytes, and hangs up or drips on."""
    monkeypatch.setattr(fetching, "_is_public", lambda host: True)
    with socket.create_server(("127.0.0.1", 0)) as server:
        stop = Event()

        def answer(sent: bytes, drips: bool) -> None:
            peer, _address = server.accept()
            with peer, suppress(OSError):
                peer.recv(10_000)
                peer.sendall(sent)
                while drips and not stop.wait(0.05):
                    peer.sendall(b"x")

        def start(sent: bytes, drips: bool = False) -> str:
            Thread(target=answer, args=(sent, drips), daemon=True).start()
            return f"http://127.0.0.1:{server.getsockname()[1]}/"

        yield start
        stop.set()


@pytest.mark.parametrize("sent", ANSWERS.values(), ids=ANSWERS)
def test_what_is_no_answer_is_told(answering: Callable[..., str], sent: bytes) -> None:
    with pytest.raises(CannotFetch, match="Cette adresse ne répond pas"):
        fetch(answering(sent), most_bytes=1000)


@pytest.mark.parametrize("sent", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Long: "])
def test_who_answers_drop_by_drop_is_hung_up_on(
    answering: Callable[..., str], monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(fetching, "LONGEST_SECONDS", 0.3)
    with pytest.raises(CannotFetch):
        fetch(answering(sent, drips=True), most_bytes=1_000_000)
