"""Opening the address of a published list, within limits, and never one of our own network."""

from __future__ import annotations

import ipaddress
import socket
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.utils.translation import gettext as _

from entrelieux.sources.errors import ImportRefused

TIMEOUT_SECONDS = 30


class _CheckedRedirects(HTTPRedirectHandler):
    """A public address must not lead to a private one."""

    def redirect_request(self, *arguments: object, **named: object) -> Request | None:
        request = super().redirect_request(*arguments, **named)
        if request is not None:
            refuse_private(request.full_url)
        return request


def fetch(address: str) -> bytes:
    """The body of a public http(s) address. Raises `ImportRefused` with what to do."""
    refuse_private(address)
    opener = build_opener(_CheckedRedirects)
    request = Request(address, headers={"User-Agent": f"Entrelieux (+{settings.BASE_URL})"})  # noqa: S310 - checked above
    try:
        with opener.open(request, timeout=TIMEOUT_SECONDS) as response:
            body: bytes = response.read(settings.IMPORT_MAX_BYTES + 1)
    except (URLError, OSError, ValueError) as error:
        raise ImportRefused(
            _("Cette adresse ne répond pas (%(reason)s) : vérifiez-la dans un navigateur.")
            % {"reason": error}
        ) from error
    if len(body) > settings.IMPORT_MAX_BYTES:
        raise ImportRefused(_("Ce que donne cette adresse est trop gros pour être lu."))
    return body


def refuse_private(address: str) -> None:
    """Raises `ImportRefused` for what is not a public http(s) address."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImportRefused(_("Donnez une adresse qui commence par https://."))
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, proto=socket.IPPROTO_TCP)
    except OSError as error:
        raise ImportRefused(_("Ce nom de site n’existe pas : vérifiez l’adresse.")) from error
    for *_rest, (host, *_port) in found:
        if not ipaddress.ip_address(host).is_global:
            raise ImportRefused(_("Cette adresse n’est pas publique : elle n’est pas ouverte."))
