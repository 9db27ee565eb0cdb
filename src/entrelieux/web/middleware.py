"""What every page goes through: its visitor, its language, and errors told in words."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import check_for_language, get_language_from_request

from entrelieux.communities.circles import remembered_circles
from entrelieux.platform.encoding import WORTH_BYTES, encoded, preferred_coding
from entrelieux.platform.errors import EntrelieuxError
from entrelieux.platform.readonly import refuse_writes
from entrelieux.web.errors import headers_of, status_of

Handler = Callable[[HttpRequest], HttpResponse]
READING = {"GET", "HEAD", "OPTIONS"}


class ClientAddressMiddleware:
    """Sets REMOTE_ADDR to the visitor's address when proxies of ours stand in between.

    Each of the ENTRELIEUX_PROXIES proxies adds the address it was called from at the end of
    X-Forwarded-For; what stands before was written by the visitor and proves nothing.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
        if 0 < settings.PROXIES <= len(hops) and hops[-settings.PROXIES]:
            request.META["REMOTE_ADDR"] = hops[-settings.PROXIES]
        return self.get_response(request)


class LanguageMiddleware:
    """The language chosen on this device, else the person's, else the browser's, else French."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", language)
        return response


def language_of(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen not in dict(settings.LANGUAGES) and settings.SESSION_COOKIE_NAME in request.COOKIES:
        # Only then: looking at who is signed in makes a page private to caches.
        chosen = getattr(request.user, "language", "")
    if chosen in dict(settings.LANGUAGES) and check_for_language(chosen):
        return chosen
    return get_language_from_request(request)


class GetNeverWritesMiddleware:
    """A page that only shows something changes nothing, whoever follows its links."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in READING:
            return self.get_response(request)
        with refuse_writes(), remembered_circles():
            return self.get_response(request)


class ErrorMiddleware:
    """Turns the named errors of the software into a page that says what to do next."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, EntrelieuxError):
            return None
        status = status_of(error)
        templates = [f"{status.value}.html", "error.html"]
        context = {"message": error.message, "status": status.value}
        response = render(request, templates, context, status=status.value)
        for name, value in headers_of(error).items():
            response[name] = value
        return response


class CompressionMiddleware:
    """Pages leave compressed: on a slow line, that is most of what waiting is made of.

    The token of a form differs at each page, and no page repeats what its address says beside a
    secret: compressing gives nothing away.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.streaming or response.has_header("Content-Encoding"):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        coding = preferred_coding(request.headers.get("Accept-Encoding", ""))
        if coding and len(response.content) > WORTH_BYTES:
            response.content = encoded(response.content, coding)
            response.headers["Content-Encoding"] = coding
            response.headers["Content-Length"] = str(len(response.content))
        return response
