"""What becomes of one time of an event: it moves, it is cancelled, it is as the others again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from entrelieux.activities.actions import cancel_time, move_time, put_time_back
from entrelieux.activities.forms import TimeForm
from entrelieux.activities.models import Event
from entrelieux.activities.series import series_of, slot_between
from entrelieux.activities.views.asking import kept_entry, wanted_day
from entrelieux.activities.wording import day_words
from entrelieux.places.errors import InvalidValues


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def time_move(request: HttpRequest, public_id: str, day: str) -> HttpResponseBase:
    """What becomes of one time: it moves, or is cancelled."""
    found = kept_entry(request, Event, public_id)
    known = wanted_day(day)
    slot = series_of(found).slot_of(known)
    initial = {
        "first_day": slot.start.date(),
        "start_time": slot.start.time(),
        "end_time": slot.end.time(),
        "last_day": slot.end.date() if slot.end.date() != slot.start.date() else None,
    }
    form = TimeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            move_time(
                by=request.user,
                event=found,
                day=known,
                slot=slot_between(
                    told["first_day"], told["start_time"], told["last_day"], told["end_time"]
                ),
                note=told["note"],
            )
        except InvalidValues as refusal:
            form.add_error("end_time", next(iter(refusal.errors.values())))
        else:
            messages.success(request, _("C’est déplacé."))
            return redirect(f"{found.get_absolute_url()}?le={known.isoformat()}")
    context = {
        "form": form,
        "event": found,
        "day": known,
        "said": day_words(known),
        "is_cancelled": known.isoformat() in found.cancelled,
        "is_moved": known.isoformat() in found.moved,
    }
    status = 422 if form.errors else 200
    return render(request, "activities/time.html", context, status=status)


@login_required
@require_POST
def time_cancel(request: HttpRequest, public_id: str, day: str) -> HttpResponseBase:
    found = kept_entry(request, Event, public_id)
    known = wanted_day(day)
    if request.POST.get("geste") == "retablir":
        put_time_back(by=request.user, event=found, day=known)
        messages.success(request, _("Cette date est de nouveau comme les autres."))
    else:
        cancel_time(by=request.user, event=found, day=known, note=request.POST.get("note", ""))
        messages.success(request, _("Cette date est annulée."))
    return redirect(f"{found.get_absolute_url()}?le={known.isoformat()}")
