"""Two charters side by side, each in its own words, with one person at both doors."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entrelieux.charters.comparing import chartered, side_of


@require_safe
def charters_compare(request: HttpRequest) -> HttpResponseBase:
    known = chartered()
    names = {"a": request.GET.get("a", ""), "b": request.GET.get("b", "")}
    sides = [
        side_of(key, known.get(slug), request.GET, request.user) for key, slug in names.items()
    ]
    context = {
        "communities": list(known.values()),
        "names": names,
        "sides": sides,
        "both": all(sides),
        "age": request.GET.get("age", ""),
        "me": request.GET.get("qui") == "moi" and request.user.is_authenticated,
    }
    return render(request, "charters/compare.html", context)
