"""The mail server, as ENTRELIEUX_SMTP_URL names it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.mail.backends.smtp import EmailBackend

TIMEOUT_SECONDS = 30
PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    host: str
    port: int
    user: str
    password: str
    starts_tls: bool
    is_tls: bool

    def connection(self) -> EmailBackend:
        return EmailBackend(
            host=self.host,
            port=self.port,
            username=self.user,
            password=self.password,
            use_tls=self.starts_tls,
            use_ssl=self.is_tls,
            timeout=TIMEOUT_SECONDS,
        )


def mail_server(url: str) -> MailServer:
    """``smtp+tls://user:password@host:587`` (STARTTLS), ``smtps://…`` (TLS) or ``smtp://…``."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ImproperlyConfigured(
            "ENTRELIEUX_SMTP_URL cannot be read: write smtp+tls://user:password@host:587, "
            "smtps://user:password@host:465 or smtp://host:25."
        )
    return MailServer(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starts_tls=parts.scheme == "smtp+tls",
        is_tls=parts.scheme == "smtps",
    )
