"""The public API: `/api/v1`, described in OpenAPI 3.1, open to every site for reading."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from entrelieux.api import (
    activities,
    agreements,
    bookings,
    bridges,
    charters,
    exchanges,
    loans,
    needs,
    offers,
    places,
    projects,
    proposals,
    resources,
    rulings,
    search,
    sources,
    travels,
)
from entrelieux.api.facts import describe_facts
from entrelieux.api.reference import ReferencePage
from entrelieux.bookings.errors import RefusedByRules, Unavailable
from entrelieux.places.errors import EditConflict, InvalidValues
from entrelieux.platform.errors import EntrelieuxError, TooOften
from entrelieux.web.errors import status_of

PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


class DescribedAPI(NinjaAPI):
    """Says in OpenAPI what every operation may refuse, and in which media type (RFC 9457)."""

    def get_openapi_schema(self, **arguments: Any) -> Any:
        schema = super().get_openapi_schema(**arguments)
        describe_facts(schema)
        for path in schema["paths"].values():
            for operation in path.values():
                describe_refusals(operation["responses"])
        return schema


def describe_refusals(responses: dict[Any, Any]) -> None:
    for status, title in REFUSALS.items():
        known = responses.get(status) or responses.get(str(status))
        if known is None and status not in ALWAYS_POSSIBLE:
            continue
        responses.pop(str(status), None)
        responses[status] = {"description": title, "content": PROBLEM}


REFUSALS = {
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    422: "Unprocessable Content",
    429: "Too Many Requests",
}
ALWAYS_POSSIBLE = {422, 429}

api = DescribedAPI(
    title="Entrelieux",
    version="1",
    description=(
        "Third places, the facts behind their cards, and where each fact comes from. "
        "Reading needs no key. Licences differ by source: see /sources."
    ),
    docs=ReferencePage(),
    urls_namespace="api-1",
)
api.add_router("", places.router)
api.add_router("", resources.router)
api.add_router("", activities.router)
api.add_router("", bookings.router)
api.add_router("", loans.router)
api.add_router("", travels.router)
api.add_router("", exchanges.router)
api.add_router("", needs.router)
api.add_router("", offers.router)
api.add_router("", bridges.router)
api.add_router("", charters.router)
api.add_router("", rulings.router)
api.add_router("", proposals.router)
api.add_router("", agreements.router)
api.add_router("", projects.router)
api.add_router("", search.router)
api.add_router("", sources.router)


def problem(request: HttpRequest, status: int, title: str, **more: Any) -> HttpResponse:
    """An RFC 9457 problem document."""
    body = {"type": "about:blank", "title": title, "status": status, **more}
    response = api.create_response(request, body, status=status)
    response["Content-Type"] = "application/problem+json"
    return response


@api.exception_handler(EntrelieuxError)
def on_named_error(request: HttpRequest, error: EntrelieuxError) -> HttpResponse:
    more: dict[str, Any] = {}
    if isinstance(error, InvalidValues):
        more["errors"] = error.errors
    if isinstance(error, EditConflict):
        more["conflicts"] = [
            {"field": c.field, "before": c.before, "theirs": c.theirs, "yours": c.yours}
            for c in error.conflicts
        ]
    if isinstance(error, Unavailable):
        more["unavailable"] = bookings.reasons_of(error)
    if isinstance(error, RefusedByRules) and error.ruling:
        more["reasons"] = list(error.ruling.reasons)
    response = problem(request, status_of(error), error.message, **more)
    if isinstance(error, TooOften):
        response["Retry-After"] = str(int(error.retry_after) + 1)
    return response


@api.exception_handler(ValidationError)
def on_invalid_request(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = {".".join(str(part) for part in e["loc"]): e["msg"] for e in error.errors}
    return problem(request, 422, _("La demande a des paramètres à corriger."), errors=errors)
