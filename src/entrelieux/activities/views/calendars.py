"""The calendars that a place publishes elsewhere: look at what one would bring, say yes, stop."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from entrelieux.accounts.views import signed_in
from entrelieux.activities.actions import (
    apply_reading,
    drop_reading,
    fetch_calendar,
    propose_calendar,
    reread_calendar,
    stop_calendar,
)
from entrelieux.activities.calendar_difference import REASONS, Effect, difference_of
from entrelieux.activities.errors import UnusableCalendar
from entrelieux.activities.forms import CalendarForm
from entrelieux.activities.models import CalendarReading, PlaceCalendar
from entrelieux.activities.views.asking import kept_place
from entrelieux.platform.errors import CannotFetch, TooOften
from entrelieux.platform.rate import spend

SHOW_OR_SEND = ["GET", "HEAD", "POST"]
FETCHES_AN_HOUR, HOUR_SECONDS = 20, 3_600
SHOWN_CHANGES = 200


@login_required
@require_http_methods(SHOW_OR_SEND)
def place_calendars(request: HttpRequest, public_id: str) -> HttpResponseBase:
    place = kept_place(request, public_id)
    form = CalendarForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            told = form.cleaned_data
            reading = propose_calendar(
                by=signed_in(request),
                place=place,
                content=told["file"] or _fetched(request, told["url"]),
                url=told["url"],
                scope=told["scope"],
            )
        except (CannotFetch, UnusableCalendar) as refusal:
            form.add_error("url" if form.cleaned_data["url"] else "file", refusal.message)
        else:
            return redirect("calendar_reading", public_id=reading.public_id)
    context = {
        "place": place,
        "form": form,
        "calendars": place.calendars.exclude(read_at=None).annotate(held=Count("events")),
        "waiting": CalendarReading.objects.filter(calendar__place=place)
        .select_related("calendar")
        .defer("content"),
    }
    status = 422 if form.errors else 200
    return render(request, "activities/calendars.html", context, status=status)


def _fetched(request: HttpRequest, url: str) -> bytes:
    key = f"calendar-by:{signed_in(request).pk}"
    spent = spend(key, rate=FETCHES_AN_HOUR / HOUR_SECONDS, burst=FETCHES_AN_HOUR)
    if not spent.allowed:
        raise TooOften(
            _("Beaucoup d’agendas à la fois : réessayez dans un moment."),
            retry_after=spent.retry_after,
        )
    return fetch_calendar(url)


@never_cache
@login_required
@require_http_methods(SHOW_OR_SEND)
def calendar_reading(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The dry run; its buttons apply it, or drop it."""
    readings = CalendarReading.objects.select_related("calendar__place")
    reading = get_object_or_404(readings, public_id=public_id)
    place = kept_place(request, reading.calendar.place.public_id)
    if request.method == "POST":
        if request.POST.get("geste") == "laisser":
            drop_reading(by=signed_in(request), reading=reading)
            messages.success(request, _("Rien n’a été repris."))
            return redirect("place_calendars", public_id=place.public_id)
        done = apply_reading(by=signed_in(request), reading=reading)
        messages.success(
            request,
            _("C’est repris : %(new)d nouveaux, %(changed)d modifiés.")
            % {"new": done[Effect.NEW.value], "changed": done[Effect.CHANGED.value]},
        )
        return redirect("place_events", public_id=place.public_id)
    difference = difference_of(reading, timezone.now())
    shown = difference.of(Effect.NEW, Effect.CHANGED, Effect.GONE, Effect.REFUSED)
    context = {
        "place": place,
        "reading": reading,
        "difference": difference,
        "changes": shown[:SHOWN_CHANGES],
        "more": max(0, len(shown) - SHOWN_CHANGES),
        "problems": [(one.name, REASONS[one.reason]) for one in difference.problems],
    }
    return render(request, "activities/calendar_reading.html", context)


@login_required
@require_POST
def calendar_reread(request: HttpRequest, public_id: str) -> HttpResponseBase:
    calendar = _kept(request, public_id)
    if reread_calendar(calendar=calendar) == "failed":
        calendar.refresh_from_db()
        messages.error(request, calendar.error)
    else:
        messages.success(request, _("L’agenda est relu."))
    return redirect("place_calendars", public_id=calendar.place.public_id)


@login_required
@require_POST
def calendar_stop(request: HttpRequest, public_id: str) -> HttpResponseBase:
    calendar = _kept(request, public_id)
    place = calendar.place
    with_events = request.POST.get("rendez-vous") == "retirer"
    stop_calendar(by=signed_in(request), calendar=calendar, with_events=with_events)
    messages.success(request, _("Cet agenda n’est plus suivi."))
    return redirect("place_calendars", public_id=place.public_id)


def _kept(request: HttpRequest, public_id: str) -> PlaceCalendar:
    calendars = PlaceCalendar.objects.select_related("place")
    calendar = get_object_or_404(calendars, public_id=public_id)
    kept_place(request, calendar.place.public_id)
    return calendar
