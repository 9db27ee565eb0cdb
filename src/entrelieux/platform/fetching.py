"""Opening an address that somebody gave, within limits, and never one of our own network."""

from __future__ import annotations

import ipaddress
import socket
from http.client import HTTPConnection, HTTPSConnection
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from django.conf import settings
from django.utils.translation import gettext as _

from entrelieux.platform.errors import CannotFetch

TIMEOUT_SECONDS = 30


class _Public(HTTPConnection):
    """A name may lead elsewhere than when it was checked: the peer is checked too."""

    def connect(self) -> None:
        super().connect()
        host = self.sock.getpeername()[0]
        if not _is_public(host):
            self.close()
            raise CannotFetch(_private())


class _PublicTLS(HTTPSConnection, _Public):
    """The peer is checked before anything is said to it."""


class _HTTPHandler(HTTPHandler):
    def http_open(self, request: Request) -> Any:
        return self.do_open(_Public, request)


class _HTTPSHandler(HTTPSHandler):
    def https_open(self, request: Request) -> Any:
        return self.do_open(_PublicTLS, request)


class _CheckedRedirects(HTTPRedirectHandler):
    """A public address must not lead to a private one."""

    def redirect_request(self, *arguments: Any, **named: Any) -> Request | None:
        request = super().redirect_request(*arguments, **named)
        if request is not None:
            refuse_private(request.full_url)
        return request


def fetch(address: str, *, most_bytes: int) -> bytes:
    """The body of a public http(s) address. Raises `CannotFetch` with what to do."""
    refuse_private(address)
    opener = build_opener(_HTTPHandler, _HTTPSHandler, _CheckedRedirects)
    request = Request(address, headers={"User-Agent": f"Entrelieux (+{settings.BASE_URL})"})  # noqa: S310 - checked above
    try:
        with opener.open(request, timeout=TIMEOUT_SECONDS) as response:
            body: bytes = response.read(most_bytes + 1)
    except (URLError, OSError, ValueError) as error:
        raise CannotFetch(
            _("Cette adresse ne répond pas (%(reason)s) : vérifiez-la dans un navigateur.")
            % {"reason": error}
        ) from error
    if len(body) > most_bytes:
        raise CannotFetch(_("Ce que donne cette adresse est trop gros pour être lu."))
    return body


def refuse_private(address: str) -> None:
    """Raises `CannotFetch` for what is not a public http(s) address."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise CannotFetch(_("Donnez une adresse qui commence par https://."))
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, proto=socket.IPPROTO_TCP)
    except (OSError, ValueError) as error:
        raise CannotFetch(_("Ce nom de site n’existe pas : vérifiez l’adresse.")) from error
    if not all(_is_public(str(host)) for *_rest, (host, *_port) in found):
        raise CannotFetch(_private())


def _is_public(host: str) -> bool:
    return ipaddress.ip_address(host).is_global


def _private() -> str:
    return _("Cette adresse n’est pas publique : elle n’est pas ouverte.")
