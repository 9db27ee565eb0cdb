"""For those who keep a place: its day, what waits for an answer, how a resource is offered."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelieux.accounts.views import signed_in
from entrelieux.activities.zones import zone_of
from entrelieux.bookings.actions import answer_line, offer_resource
from entrelieux.bookings.errors import BookingError
from entrelieux.bookings.forms import BookableForm
from entrelieux.bookings.models import Bookable, CalendarKey, Line, Time
from entrelieux.bookings.permissions import can_answer
from entrelieux.bookings.queries import bookables_at, lines_to_answer, times_at_place
from entrelieux.bookings.views.asking import kept_place, kept_resource, read_day
from entrelieux.bookings.wording import group_words, spans_words, when_words
from entrelieux.core.booking import Span
from entrelieux.places.models import Place
from entrelieux.platform import audit

SHOW_OR_SEND = ["GET", "HEAD", "POST"]
SHOWN = 300
# Digits: what is longer is the key of nothing.
LONGEST_KEY = 10


@never_cache
@login_required
@require_safe
def place_day(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Who takes what, that day; made to be printed and hung up."""
    place = kept_place(request, public_id)
    zone = zone_of(place)
    today = timezone.now().astimezone(ZoneInfo(zone)).date()
    day = read_day(request.GET.get("jour", "")) or today
    span = _day_span(day, zone)
    key = CalendarKey.objects.filter(subject=audit.subject_of(place)).first()
    address = reverse("bookings_calendar", args=[key.secret]) if key else ""
    context = {
        "place": place,
        "day": day,
        "today": today,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "times": [_told(one, place) for one in times_at_place(place, span)[:SHOWN]],
        "asked": [_asked(line) for line in lines_to_answer(place)[:SHOWN]],
        "bookables": list(bookables_at(place, request.user)),
        "address": settings.BASE_URL + address if address else "",
    }
    return render(request, "bookings/day.html", context)


def _day_span(day: date, zone: str) -> Span:
    midnights = [
        datetime.combine(day + timedelta(days=n), time(), ZoneInfo(zone)) for n in range(2)
    ]
    return Span(*(midnight.astimezone(UTC) for midnight in midnights))


def _told(one: Time, place: Place) -> dict[str, Any]:
    here = [line for line in one.reservation.lines.all() if line.card == place]
    return {
        "time": one,
        "hours": spans_words([Span(one.starts_at, one.ends_at)], one.reservation.zone),
        "lines": here,
        "group": group_words(one.reservation.group),
        "elsewhere": one.reservation.lines.all().__len__() - len(here),
    }


def _asked(line: Line) -> dict[str, Any]:
    reservation = line.reservation
    times = [one for one in reservation.times.all() if not one.is_cancelled]
    return {
        "line": line,
        "group": group_words(reservation.group),
        "moments": [when_words(one.starts_at, one.ends_at, reservation.zone) for one in times[:5]],
        "more": max(0, len(times) - 5),
    }


@login_required
@require_POST
def line_answer(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Yes or no, by somebody who keeps the resource."""
    typed = request.POST.get("line", "")
    line = get_object_or_404(
        Line.objects.select_related("resource__place__root", "reservation__person"),
        pk=int(typed) if typed.isdecimal() and len(typed) < LONGEST_KEY else 0,
        reservation__public_id=public_id,
    )
    if not can_answer(request.user, line):
        raise PermissionDenied(_("Seules les personnes qui animent le lieu répondent."))
    agrees = request.POST.get("geste") == "accepter"
    try:
        answer_line(
            by=signed_in(request), line=line, agrees=agrees, note=request.POST.get("note", "")
        )
    except BookingError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("C’est répondu ; la personne est prévenue."))
    place = line.card
    return redirect("place_day", place.public_id) if place else redirect(line.resource)


@never_cache
@login_required
@require_http_methods(SHOW_OR_SEND)
def resource_offer(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """How it lets itself be booked."""
    resource = kept_resource(request, public_id)
    known = Bookable.objects.filter(resource=resource).first()
    form = BookableForm(request.POST or None, instance=known or Bookable(resource=resource))
    if request.method == "POST" and form.is_valid():
        try:
            offer_resource(by=signed_in(request), resource=resource, values=form.cleaned_data)
        except BookingError as refusal:
            form.add_error("capacity", refusal.message)
        else:
            messages.success(request, _("C’est réglé."))
            return redirect(resource)
    key = CalendarKey.objects.filter(subject=audit.subject_of(resource)).first()
    address = reverse("bookings_calendar", args=[key.secret]) if key else ""
    context = {
        "resource": resource,
        "place": resource.card,
        "form": form,
        "is_new": known is None,
        "address": settings.BASE_URL + address if address else "",
    }
    return render(request, "bookings/offer.html", context, status=422 if form.errors else 200)
