"""One's own bookings: all of them, one, and what can be done with it."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelieux.accounts.views import signed_in
from entrelieux.bookings.actions import arrive, cancel, leave, move, offer_hand_over
from entrelieux.bookings.errors import BookingError, Unavailable
from entrelieux.bookings.forms import HandOverForm, MoveForm
from entrelieux.bookings.forms.moving import REACHES
from entrelieux.bookings.models import CalendarKey, Reservation, State, Time
from entrelieux.bookings.permissions import is_own
from entrelieux.bookings.queries import own_times
from entrelieux.bookings.views.asking import wanted_reservation, wanted_time
from entrelieux.bookings.wanted import bookable_lines
from entrelieux.bookings.wording import (
    group_words,
    obstacle_words,
    repeat_words,
    verdict_words,
    when_words,
)
from entrelieux.platform import audit

SHOW_OR_SEND = ["GET", "HEAD", "POST"]
SHOWN = 200


@never_cache
@login_required
@require_safe
def my_bookings(request: HttpRequest) -> HttpResponseBase:
    times = own_times(signed_in(request), timezone.now())[:SHOWN]
    key = CalendarKey.objects.filter(subject=audit.subject_of(request.user)).first()
    address = reverse("bookings_calendar", args=[key.secret]) if key else ""
    context = {
        "times": [(time, _when(time)) for time in times],
        "address": settings.BASE_URL + address if address else "",
    }
    return render(request, "bookings/mine.html", context)


def _when(time: Time) -> str:
    return when_words(time.starts_at, time.ends_at, time.reservation.zone)


@never_cache
@login_required
@require_safe
def reservation(request: HttpRequest, public_id: str) -> HttpResponseBase:
    shown = wanted_reservation(request, public_id)
    return render(request, "bookings/reservation.html", _page(request, shown))


def _page(request: HttpRequest, shown: Reservation) -> dict[str, Any]:
    now = timezone.now()
    times = list(shown.times.all())
    for time in times:
        time.reservation = shown
    mine = is_own(request.user, shown)
    return {
        "reservation": shown,
        "lines": list(shown.lines.all()),
        "times": [(time, _when(time), time.ends_at > now) for time in times],
        "is_single": len(times) == 1,
        "repeats": repeat_words(shown),
        "group": group_words(shown.group),
        "mine": mine,
        "is_live": shown.state in Reservation.LIVE,
        "is_confirmed": shown.state == State.CONFIRMED,
        "reaches": list(REACHES.items()),
        "hand_over": HandOverForm(),
        "now": now,
    }


@login_required
@require_POST
def time_cancel(request: HttpRequest, public_id: str, day: str) -> HttpResponseBase:
    time = wanted_time(request, public_id, day)
    reach = request.POST.get("reach", "this")
    cancel(by=signed_in(request), time=time, reach=reach if reach in REACHES else "this")  # type: ignore[arg-type]
    messages.success(request, _("C’est annulé. Merci d’avoir libéré le moment."))
    return redirect(time.reservation)


@never_cache
@login_required
@require_http_methods(SHOW_OR_SEND)
def time_move(request: HttpRequest, public_id: str, day: str) -> HttpResponseBase:
    time = wanted_time(request, public_id, day)
    form = MoveForm(request.POST or None, initial=_initial(time))
    if time.reservation.times.count() == 1:
        form.fields["reach"].widget = form.fields["reach"].hidden_widget()
    context: dict[str, Any] = {"time": time, "when": _when(time), "form": form}
    if request.method == "POST" and form.is_valid():
        done = _moved(request, time, form, context)
        if done:
            return redirect(done)
    status = 422 if form.errors else 409 if context.get("reasons") else 200
    return render(request, "bookings/move.html", context, status=status)


def _initial(time: Time) -> dict[str, Any]:
    zone = ZoneInfo(time.reservation.zone)
    start, end = time.starts_at.astimezone(zone), time.ends_at.astimezone(zone)
    last = end.date() if end.date() != start.date() else None
    return {"day": start.date(), "start": start.time(), "end": end.time(), "last_day": last}


def _moved(
    request: HttpRequest, time: Time, form: MoveForm, context: dict[str, Any]
) -> Reservation | None:
    try:
        done = move(
            by=signed_in(request), time=time, slot=form.slot, reach=form.cleaned_data["reach"]
        )
    except Unavailable as refusal:
        context["reasons"] = _reasons(time.reservation, refusal)
    except BookingError as refusal:
        form.add_error(None, refusal.message)
    else:
        messages.success(request, _("C’est déplacé."))
        return done
    return None


def _reasons(reservation: Reservation, refusal: Unavailable) -> list[tuple[str, list[str]]]:
    lines = bookable_lines([(one.resource, one.units) for one in reservation.lines.all()])
    bookables = {line.resource.pk: line.bookable for line in lines}
    return [
        (
            verdict_words(verdict, reservation.zone),
            [
                obstacle_words(resource, one, bookables[resource.pk], reservation.zone)
                for resource, one in verdict.obstacles
            ],
        )
        for verdict in refusal.verdicts
        if not verdict.fits
    ]


@login_required
@require_POST
def time_come(request: HttpRequest, public_id: str, day: str) -> HttpResponseBase:
    time = wanted_time(request, public_id, day)
    gesture = leave if request.POST.get("geste") == "partir" else arrive
    try:
        gesture(by=signed_in(request), time=time)
    except BookingError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("C’est noté, merci."))
    return redirect(time.reservation)


@login_required
@require_POST
def hand_over(request: HttpRequest, public_id: str) -> HttpResponseBase:
    shown = wanted_reservation(request, public_id)
    form = HandOverForm(request.POST)
    if not is_own(request.user, shown) or shown.state not in Reservation.LIVE:
        messages.error(request, _("Seule la personne qui a réservé peut passer sa réservation."))
        return redirect(shown)
    if not form.is_valid():
        context = {**_page(request, shown), "hand_over": form}
        return render(request, "bookings/reservation.html", context, status=422)
    offer_hand_over(by=signed_in(request), reservation=shown, email=form.cleaned_data["email"])
    messages.success(request, _("Le lien est parti. Votre réservation reste à vous en attendant."))
    return redirect(shown)
