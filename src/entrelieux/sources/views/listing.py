"""The sources, their licences, and what each tells of: public."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entrelieux.places.permissions import can_coordinate
from entrelieux.places.queries import sources_with_counts


@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    context = {
        "sources": sources_with_counts(),
        "can_coordinate": can_coordinate(request.user),
    }
    return render(request, "sources/list.html", context)
