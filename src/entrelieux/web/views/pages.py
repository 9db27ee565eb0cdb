"""The few pages of text."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entrelieux.web.views.export import FORMATS


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "web/about.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "web/accessibility.html")


@require_safe
def reuse(request: HttpRequest) -> HttpResponse:
    """How to take the data: exports, API, feed, widget."""
    return render(request, "web/reuse.html", {"formats": FORMATS.items()})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /compte/", "Disallow: /imports/", "Disallow: /doublons/"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
