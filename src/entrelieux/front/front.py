"""A WSGI application before another one: it answers its own addresses, and passes on the others."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Generic

from entrelieux.front.kept import Answers, Headers, Kept, Key
from entrelieux.front.ports import (
    Application,
    Asked,
    Environ,
    Refusal,
    Route,
    StartResponse,
    View,
)
from entrelieux.front.responses import (
    PREFLIGHT,
    answer_headers,
    entity_tag,
    is_current,
    problem,
    status_line,
    without_body,
)
from entrelieux.platform.encoding import WORTH_BYTES, encoded, preferred_coding

KEPT_BYTES = 64 * 2**20
LONGEST_QUERY = 2_000
METHODS = ("GET", "HEAD", "OPTIONS")


class Front(Generic[View]):
    """`view` gives what is read now and must be fast: it is asked at every request.

    `moment` tells apart the times at which the same request has another answer (« open now »).
    `language_of` chooses a language from an Accept-Language header. `wait_seconds` takes a client's
    address and says how long it must wait for another computed answer, 0 when it need not.
    """

    def __init__(
        self,
        application: Application,
        *,
        routes: Sequence[Route[View]],
        view: Callable[[], View],
        moment: Callable[[], object],
        language_of: Callable[[str], str] = lambda _: "",
        wait_seconds: Callable[[str], float] | None = None,
        kept_bytes: int = KEPT_BYTES,
    ) -> None:
        self._application, self._routes = application, routes
        self._view, self._moment, self._wait_seconds = view, moment, wait_seconds
        self._language_of, self._kept_bytes = language_of, kept_bytes
        self._answers = Answers(None, kept_bytes)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        for route in self._routes:
            if route.matches(path):
                if environ["REQUEST_METHOD"] in METHODS:
                    return self._respond(route, path, environ, start_response)
                break
        return self._application(environ, start_response)

    def _respond(
        self, route: Route[View], path: str, environ: Environ, start_response: StartResponse
    ) -> list[bytes]:
        method = environ["REQUEST_METHOD"]
        if method == "OPTIONS":
            start_response(status_line(204), PREFLIGHT)
            return []
        status, headers, body = self._answer(route, path, environ)
        start_response(status_line(status), headers)
        return [] if method == "HEAD" else [body]

    def _answer(
        self, route: Route[View], path: str, environ: Environ
    ) -> tuple[int, Headers, bytes]:
        try:
            etag, headers, body = self._kept(route, path, environ)
        except Refusal as refusal:
            return (refusal.status, *problem(refusal))
        if is_current(environ.get("HTTP_IF_NONE_MATCH", ""), etag):
            return 304, without_body(headers), b""
        return 200, list(headers), body

    def _kept(self, route: Route[View], path: str, environ: Environ) -> Kept:
        query = environ.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY:
            raise Refusal(400, f"The address is too long: at most {LONGEST_QUERY} characters.")
        coding = preferred_coding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        language = self._language(route, environ)
        view = self._view()
        answers = self._answers_for((view.version, self._moment()))
        key = (path, query, language, coding)
        kept = answers.get(key)
        if kept is None:
            self._refuse_too_often(environ)
            kept = _computed(route, view, key, answers.state)
            answers.keep(key, kept)
        return kept

    def _refuse_too_often(self, environ: Environ) -> None:
        """Only computing is limited: a kept answer costs less than counting it."""
        wait = self._wait_seconds(environ.get("REMOTE_ADDR", "")) if self._wait_seconds else 0.0
        if wait > 0:
            detail = f"Too many requests: try again in {math.ceil(wait)} seconds."
            raise Refusal(429, detail, retry_after=wait)

    def _language(self, route: Route[View], environ: Environ) -> str:
        if not route.is_spoken:
            return ""
        return self._language_of(environ.get("HTTP_ACCEPT_LANGUAGE", ""))

    def _answers_for(self, state: object) -> Answers:
        answers = self._answers
        if answers.state != state:
            answers = self._answers = Answers(state, self._kept_bytes)
        return answers


def _computed(route: Route[View], view: View, key: Key, state: object) -> Kept:
    path, query, language, coding = key
    body = route.answer(view, Asked(route.between(path), query, language))
    coding = coding if len(body) >= WORTH_BYTES else ""
    body, etag = encoded(body, coding), entity_tag(state, path, query, language)
    varies = "Accept-Encoding, Accept-Language" if route.is_spoken else "Accept-Encoding"
    headers = [("Vary", varies), *answer_headers(route.content_type, coding, len(body))]
    headers += [("ETag", etag), ("X-Atlas-Version", view.version)]
    return etag, tuple(headers), body
