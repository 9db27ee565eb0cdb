"""Links of mails: the answer of a place, a reservation passed on. Only their buttons write."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entrelieux.accounts.views import signed_in
from entrelieux.bookings.actions import accept_hand_over, answer_line
from entrelieux.bookings.errors import BookingError
from entrelieux.bookings.mails import ANSWER, HAND_OVER
from entrelieux.bookings.models import Line, Reservation, State
from entrelieux.bookings.wording import group_words, when_words
from entrelieux.platform.links import read_token

SHOW_OR_SEND = ["GET", "HEAD", "POST"]
LINK_LIFETIME = timedelta(days=60)


@never_cache
@require_http_methods(SHOW_OR_SEND)
def reservation_answer(request: HttpRequest, token: str) -> HttpResponseBase:
    """Without an account: what is asked for; buttons to agree or not."""
    (key,) = read_token(token, ANSWER, LINK_LIFETIME)
    found = Line.objects.select_related(
        "resource__place__root", "reservation__person", "reservation__group"
    )
    line = found.filter(pk=key).first()
    if line is None:
        raise Http404(_("Cette demande n’existe plus."))
    if request.method == "POST":
        _answered(request, line)
        return redirect(request.path)
    reservation = line.reservation
    context = {
        "line": line,
        "reservation": reservation,
        "moments": _moments(reservation),
        "group": group_words(reservation.group),
        "is_open": reservation.state == State.HELD and line.agreed_at is None,
    }
    return render(request, "bookings/answer.html", context)


def _answered(request: HttpRequest, line: Line) -> None:
    agrees = request.POST.get("geste") == "accepter"
    by = signed_in(request) if request.user.is_authenticated else None
    try:
        answer_line(by=by, line=line, agrees=agrees, note=request.POST.get("note", ""))
    except BookingError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("C’est répondu ; la personne est prévenue."))


def _moments(reservation: Reservation) -> list[str]:
    times = reservation.times.filter(is_cancelled=False)
    return [when_words(one.starts_at, one.ends_at, reservation.zone) for one in times]


@never_cache
@login_required
@require_http_methods(SHOW_OR_SEND)
def reservation_take(request: HttpRequest, token: str) -> HttpResponseBase:
    """A reservation that its person passes on to whoever has this link."""
    key, giver = read_token(token, HAND_OVER, LINK_LIFETIME)
    reservation = Reservation.objects.filter(pk=key).select_related("person").first()
    if reservation is None:
        raise Http404(_("Cette réservation n’existe plus."))
    if request.method == "POST":
        try:
            return redirect(
                accept_hand_over(by=signed_in(request), reservation=reservation, giver=giver)
            )
        except BookingError as refusal:
            messages.error(request, refusal.message)
            return redirect(request.path)
    context: dict[str, Any] = {
        "reservation": reservation,
        "lines": reservation.lines.select_related("resource__place__root"),
        "moments": _moments(reservation),
        "is_open": reservation.state in Reservation.LIVE and reservation.person_id == giver,
    }
    return render(request, "bookings/take.html", context)
