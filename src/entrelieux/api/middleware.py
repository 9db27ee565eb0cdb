"""What every public read of the API carries: CORS, an ETag, and a rate limit."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.http import ConditionalGetMiddleware
from django.utils.translation import gettext as _

from entrelieux.api.limits import Buckets
from entrelieux.platform.rate import spend

READS = Buckets(rate=20, burst=200)
WRITES_PER_SECOND = 1
WRITES_BURST = 30
SAFE = {"GET", "HEAD", "OPTIONS"}


class ApiMiddleware:
    """Only concerns addresses under `/api/`; the rest passes through untouched."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.conditional = ConditionalGetMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/api/"):
            return self.get_response(request)
        refusal = self._refusal(request)
        response = refusal or self.conditional(request)
        if request.method in SAFE:
            # Never with credentials: an answer to another site is that of an anonymous visitor.
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = "ETag, Retry-After, X-Atlas-Version"
        return response

    def _refusal(self, request: HttpRequest) -> HttpResponse | None:
        if request.method not in SAFE and _is_from_elsewhere(request):
            return _problem(403, _("Un autre site ne peut rien écrire ici en votre nom."))
        address = request.META.get("REMOTE_ADDR", "")
        if request.method in SAFE:
            wait = READS.wait_seconds(address, time.monotonic())
        else:
            key = f"api-write:{address}"
            wait = spend(key, rate=WRITES_PER_SECOND, burst=WRITES_BURST).retry_after
        if wait == 0:
            return None
        response = _problem(429, _("Trop de demandes : attendez un peu avant de recommencer."))
        response["Retry-After"] = str(int(wait) + 1)
        return response


def _is_from_elsewhere(request: HttpRequest) -> bool:
    """A browser says which site sends what it sends with the cookies of this one."""
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.get_host()


def _problem(status: int, title: str) -> HttpResponse:
    body = {"type": "about:blank", "status": status, "title": title}
    return JsonResponse(body, status=status, content_type="application/problem+json")
