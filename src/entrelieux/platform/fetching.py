"""Opening an address that somebody gave, within limits, and never one of our own network."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
from types import TracebackType
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from django.conf import settings
from django.utils.translation import gettext as _

from entrelieux.platform.errors import CannotFetch

TIMEOUT_SECONDS = 30
LONGEST_SECONDS = 120


class _Deadline:
    """Hangs up on who answers drop by drop: each drop would start the usual patience again."""

    def __init__(self) -> None:
        self.is_over = False
        self._sockets: list[socket.socket] = []
        self._timer = Timer(LONGEST_SECONDS, self._hang_up)
        self._timer.daemon = True

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()

    def watch(self, opened: socket.socket) -> None:
        self._sockets.append(opened)

    def _hang_up(self) -> None:
        self.is_over = True
        for opened in self._sockets:
            with suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)


class _Public(HTTPConnection):
    """A name may lead elsewhere than when it was checked: the peer is checked too."""

    def __init__(self, *arguments: Any, deadline: _Deadline | None = None, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.deadline = deadline

    def connect(self) -> None:
        super().connect()
        if self.deadline:
            self.deadline.watch(self.sock)
        host = self.sock.getpeername()[0]
        if not _is_public(host):
            self.close()
            raise CannotFetch(_private())


class _PublicTLS(HTTPSConnection, _Public):
    """The peer is checked before anything is said to it."""


class _HTTPHandler(HTTPHandler):
    def __init__(self, deadline: _Deadline) -> None:
        super().__init__()
        self.deadline = deadline

    def http_open(self, request: Request) -> Any:
        return self.do_open(_Public, request, deadline=self.deadline)


class _HTTPSHandler(HTTPSHandler):
    def __init__(self, deadline: _Deadline) -> None:
        super().__init__()
        self.deadline = deadline

    def https_open(self, request: Request) -> Any:
        return self.do_open(_PublicTLS, request, deadline=self.deadline)


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
    request = Request(address, headers={"User-Agent": f"Entrelieux (+{settings.BASE_URL})"})  # noqa: S310 - checked above
    with _Deadline() as deadline:
        handlers = _HTTPHandler(deadline), _HTTPSHandler(deadline), _CheckedRedirects
        try:
            with build_opener(*handlers).open(request, timeout=TIMEOUT_SECONDS) as response:
                body: bytes = response.read(most_bytes + 1)
        except (URLError, OSError, ValueError, HTTPException) as error:
            raise CannotFetch(
                _("Cette adresse ne répond pas (%(reason)s) : vérifiez-la dans un navigateur.")
                % {"reason": error or type(error).__name__}
            ) from error
    if deadline.is_over:
        raise CannotFetch(_("Cette adresse répond trop lentement pour être lue."))
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
