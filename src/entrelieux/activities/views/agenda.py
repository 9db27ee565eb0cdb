"""The agenda of everybody: a list to come, a month."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from entrelieux.activities.agenda import (
    DISTANCES_KM,
    Agenda,
    kinds_offered,
    read_agenda,
    times_in,
)
from entrelieux.activities.listing import by_day, weeks_of
from entrelieux.activities.queries import times_for
from entrelieux.core.geo import department_name
from entrelieux.places.vocabulary import concept_choices, label_of

PAGE_SIZE = 40
MOST_IN_A_MONTH = 600


@require_safe
def agenda(request: HttpRequest) -> HttpResponseBase:
    now = timezone.localtime()
    asked = read_agenda(request.GET.dict(), now.date())
    context = {"agenda": asked, "choices": _choices(asked, request)}
    template = "activities/month.html" if asked.month else "activities/agenda.html"
    more = _month(asked, request) if asked.month else _list(asked, request)
    return render(request, template, {**context, **more})


def _list(asked: Agenda, request: HttpRequest) -> dict[str, Any]:
    now = timezone.localtime()
    page = Paginator(times_in(asked, request.user, now), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    return {"page": page, "days": by_day(page.object_list, now.date())}


def _month(asked: Agenda, request: HttpRequest) -> dict[str, Any]:
    now = timezone.localtime()
    times = list(times_in(asked, request.user, now)[:MOST_IN_A_MONTH])
    return {
        "month": asked.month,
        "weeks": weeks_of(asked.month, times, now.date()) if asked.month else (),
        "is_empty": not times,
        "before": asked.shifted(-1),
        "after": asked.shifted(1),
    }


def _choices(asked: Agenda, request: HttpRequest) -> dict[str, Any]:
    coming = times_for(request.user).filter(ends_at__gt=timezone.now())
    kinds = [(kind, label_of(f"usages:{kind}")) for kind in kinds_offered(coming, asked.kind)]
    return {
        "when": asked.chips,
        "kinds": sorted(kinds, key=lambda pair: pair[1].casefold()),
        "audiences": concept_choices("audiences"),
        "departments": [(code, department_name(code)) for code in settings.TERRITORY_DEPARTMENTS],
        "distances": [(km, f"{km} km") for km in DISTANCES_KM],
    }
