"""Status lines, headers and problem documents (RFC 9457)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from hashlib import blake2b
from http import HTTPStatus

import orjson

from entrelieux.front.kept import Headers
from entrelieux.front.ports import Refusal

SHARED: Headers = [
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "ETag, X-Atlas-Version"),
    ("X-Content-Type-Options", "nosniff"),
]
PREFLIGHT: Headers = [
    *SHARED,
    ("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"),
    ("Access-Control-Allow-Headers", "If-None-Match"),
    ("Access-Control-Max-Age", "86400"),
    ("Allow", "GET, HEAD, OPTIONS"),
    ("Content-Length", "0"),
]


def status_line(status: int) -> str:
    return f"{status} {HTTPStatus(status).phrase}"


def entity_tag(*parts: object) -> str:
    """Weak: the same answer has the same tag in every content coding."""
    digest = blake2b("\n".join(map(str, parts)).encode(), digest_size=12).hexdigest()
    return f'W/"{digest}"'


def is_current(if_none_match: str, etag: str) -> bool:
    """RFC 9110 §13.1.2, with the weak comparison."""
    wanted = etag.removeprefix("W/")
    tags = (tag.strip().removeprefix("W/") for tag in if_none_match.split(","))
    return any(tag in ("*", wanted) for tag in tags)


def answer_headers(content_type: str, coding: str, size: int) -> Headers:
    headers = [
        ("Content-Type", content_type),
        ("Content-Length", str(size)),
        ("Cache-Control", "public, max-age=0, must-revalidate"),
        *SHARED,
    ]
    return [*headers, ("Content-Encoding", coding)] if coding else headers


def without_body(headers: Iterable[tuple[str, str]]) -> Headers:
    """The headers of a 304."""
    return [(name, value) for name, value in headers if not name.startswith("Content-")]


def problem(refusal: Refusal) -> tuple[Headers, bytes]:
    status = HTTPStatus(refusal.status)
    body = orjson.dumps(
        {"type": "about:blank", "title": status.phrase, "status": status, "detail": refusal.detail}
    )
    headers = [
        ("Content-Type", "application/problem+json"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        *SHARED,
    ]
    if refusal.retry_after:
        headers.append(("Retry-After", str(math.ceil(refusal.retry_after))))
    return headers, body
