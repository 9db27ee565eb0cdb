"""What a web address says about who publishes it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from entrelieux.core.linkage.vocabulary import words_listed

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_BY_PATH = words_listed("web", "by_path")
_SHARED = words_listed("web", "shared")
_SECOND_LEVEL = words_listed("web", "second_levels")
_ADDRESS_IN_TEXT = re.compile(r"(?:https?://)?[\w.-]+\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE)


class Site(NamedTuple):
    """A web address: registered domain, site (host, and path where accounts are paths), page."""

    domain: str
    site: str
    page: str
    is_shared: bool
    is_account: bool = False


NO_SITE = Site("", "", "", False)


@lru_cache(maxsize=100_000)
def site_of(url: str) -> Site:
    """Return what `url` points at; NO_SITE for « http:// » alone or for words."""
    match = _ADDRESS_IN_TEXT.search(url.strip())
    if match is None or "@" in url:
        return NO_SITE
    address = match.group()
    try:
        parts = urlsplit(address if _SCHEME.match(address) else f"http://{address}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return NO_SITE
    path = re.sub(r"/(?:index|accueil|home)\.\w+$", "", parts.path.lower()).strip("/")
    if host in _BY_PATH or domain_of(host) in _BY_PATH:
        return _account(host, path)
    page = f"{host}/{path}?{parts.query.lower()}" if path or parts.query else ""
    return Site(
        domain_of(host),
        host,
        page,
        host in _SHARED
        or (domain_of(host) in _SHARED and "." not in host.removesuffix(domain_of(host))),
    )


def _account(host: str, path: str) -> Site:
    if not path:
        return NO_SITE
    account = f"{domain_of(host)}/{path}"
    return Site(account, account, account, is_shared=False, is_account=True)


def domain_of(host: str) -> str:
    """Return the registered domain of `host`, by the few second levels that French sites use."""
    labels = host.split(".")
    keep = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-keep:])


def phone_key(phone: str) -> str:
    """Return the last nine digits of `phone`: +33 4…, 04… and 0033 4… agree."""
    digits = re.sub(r"\D", "", phone)
    return digits[-9:] if len(digits) >= 9 else ""
