"""The map and the list, on one page that is useful before any script runs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entrelieux.web.drawing import draw_territory
from entrelieux.web.home import home_page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    page = home_page(request.GET)
    drawing, credit = draw_territory(page.points, page.search)
    template = "web/_results.html" if "HX-Request" in request.headers else "web/home.html"
    context = {"page": page, "drawing": drawing, "credit": credit}
    response = render(request, template, context)
    response["X-Atlas-Version"] = page.version
    return response
