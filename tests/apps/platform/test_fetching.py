"""Addresses that people give are opened only when they are public."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from entrelieux.platform.errors import CannotFetch
from entrelieux.platform.fetching import _Public, fetch


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
