"""Two charters side by side, each in its own words, with one person at both doors."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entrelieux.charters.comparing import cases_in, chartered, side_of, someone


@require_safe
def charters_compare(request: HttpRequest) -> HttpResponseBase:
    known = chartered()
    names = {"a": request.GET.get("a", ""), "b": request.GET.get("b", "")}
    chosen = list(dict.fromkeys(known[slug] for slug in names.values() if slug in known))
    who = someone(request.GET, chosen, request.user)
    sides = [
        side_of(key, known.get(slug), request.GET, request.user, who) for key, slug in names.items()
    ]
    context = {
        "communities": list(known.values()),
        "names": names,
        "sides": sides,
        "both": all(sides),
        "age": request.GET.get("age", ""),
        "who": who,
        "cases": cases_in(chosen),
    }
    return render(request, "charters/compare.html", context)
