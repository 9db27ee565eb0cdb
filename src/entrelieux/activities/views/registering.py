"""Registering: with an account, by a link in a mail; giving up; who comes, for the hosts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelieux.accounts.views import signed_in
from entrelieux.activities.actions import (
    ask_to_register,
    cancel_registration,
    confirm_registration,
    mark_came,
    register,
    register_at_door,
)
from entrelieux.activities.entrance import door_refusal_of, refusal_of
from entrelieux.activities.errors import AlreadyRegistered, RegistrationClosed
from entrelieux.activities.forms import DoorForm, RegistrationForm
from entrelieux.activities.listing import listed
from entrelieux.activities.mails import PURPOSE
from entrelieux.activities.models import AgendaKey, Entrance, Event, Occurrence, Registration
from entrelieux.activities.permissions import can_see_registrations, is_own
from entrelieux.activities.queries import coming_to, own_to_come, time_to_show
from entrelieux.activities.views.asking import asked_day, wanted_event
from entrelieux.places.errors import InvalidValues
from entrelieux.platform.errors import TooOften
from entrelieux.platform.links import read_token

SHOW_OR_SEND = ["GET", "HEAD", "POST"]
TIMES_OFFERED = 12
# A link serves until well after the event that one registers for.
LINK_LIFETIME = timedelta(days=500)


@never_cache
@require_http_methods(SHOW_OR_SEND)
def event_register(request: HttpRequest, public_id: str) -> HttpResponseBase:
    event = wanted_event(request, public_id)
    times = open_times(event)
    if not times:
        messages.error(request, _("Les inscriptions sont closes, ou se font ailleurs."))
        return redirect(event)
    day = asked_day(request)
    form = RegistrationForm(
        request.POST or None,
        event=event,
        times=times,
        person=request.user,
        initial={"day": day.isoformat() if day else None},
    )
    if request.method == "POST" and form.is_valid():
        done = _registered(request, form)
        if done:
            return redirect(done)
    context = {"form": form, "event": event, "times": [listed(time) for time in times]}
    status = 422 if form.errors else 200
    return render(request, "activities/register.html", context, status=status)


def open_times(event: Event) -> list[Occurrence]:
    """The next times for which one can register."""
    now = timezone.now()
    if event.entrance != Entrance.HERE:
        return []
    coming = list(event.occurrences.taking_place().to_come(now)[: TIMES_OFFERED * 2])
    for time in coming:
        time.event = event
    return [time for time in coming if not refusal_of(time, now)][:TIMES_OFFERED]


def _registered(request: HttpRequest, form: RegistrationForm) -> str | None:
    """Where to go once it is done; None when the form has to be corrected."""
    try:
        if request.user.is_authenticated:
            done = register(by=signed_in(request), occurrence=form.occurrence, party=form.party)
            messages.success(request, _said(done))
        else:
            _ask(request, form)
            messages.success(
                request,
                _("Nous vous avons écrit : ouvrez le lien du courriel pour confirmer."),
            )
    except InvalidValues as refusal:
        for name, message in refusal.errors.items():
            form.add_error(name if name in form.fields else None, message)
    except (RegistrationClosed, AlreadyRegistered, TooOften) as refusal:
        form.add_error(None, refusal.message)
    else:
        return form.occurrence.get_absolute_url()
    return None


def _ask(request: HttpRequest, form: RegistrationForm) -> None:
    """A program is answered as a person is, and nothing is done."""
    if form.is_by_a_program:
        return
    ask_to_register(
        email=form.cleaned_data["email"],
        language=(get_language() or "fr")[:2],
        visitor=request.META.get("REMOTE_ADDR", ""),
        occurrence=form.occurrence,
        party=form.party,
    )


def _said(registration: Registration) -> str:
    if registration.state == Registration.State.WAITING:
        return _(
            "C’est complet : vous êtes sur la liste d’attente. "
            "Nous vous écrirons dès qu’une place se libère."
        )
    return _("Vous êtes inscrit.")


@never_cache
@require_http_methods(SHOW_OR_SEND)
def registration_by_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """From a mail, without an account: what one registered for; buttons to confirm or give up."""
    (key,) = read_token(token, PURPOSE, LINK_LIFETIME)
    found = Registration.objects.select_related("occurrence__event__place__root").filter(pk=key)
    registration = found.first()
    if registration is None or registration.forgotten_at:
        raise Http404(_("Cette inscription n’existe plus."))
    if request.method == "POST":
        _decided(request, registration)
        return redirect(request.path)
    context = {
        "registration": registration,
        "time": listed(registration.occurrence),
        "is_over": registration.occurrence.ends_at <= timezone.now(),
    }
    return render(request, "activities/registration.html", context)


def _decided(request: HttpRequest, registration: Registration) -> None:
    if request.POST.get("geste") == "annuler":
        cancel_registration(by=None, registration=registration)
        messages.success(request, _("C’est noté : votre place est rendue."))
        return
    try:
        messages.success(request, _said(confirm_registration(registration=registration)))
    except RegistrationClosed as refusal:
        messages.error(request, refusal.message)


@never_cache
@login_required
@require_safe
def my_events(request: HttpRequest) -> HttpResponseBase:
    coming = list(own_to_come(signed_in(request), timezone.now()))
    lines = [(one, listed(one.occurrence)) for one in coming]
    key = AgendaKey.objects.filter(person=request.user).first()
    address = settings.BASE_URL + reverse("my_calendar", args=[key.secret]) if key else ""
    return render(request, "activities/my_events.html", {"lines": lines, "address": address})


@never_cache
@login_required
@require_http_methods(SHOW_OR_SEND)
def registrations(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Who comes to one time, for those who host it; made to be printed.

    On the day, also who is there: those who registered, and those who just came.
    """
    event = wanted_event(request, public_id)
    if not can_see_registrations(request.user, event):
        raise PermissionDenied(_("Seuls les animateurs voient qui vient."))
    time = time_to_show(event, asked_day(request), timezone.now())
    if time is None:
        raise Http404(_("Ce rendez-vous n’a aucune date."))
    time.event = event
    form = DoorForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid() and _written_down(request, time, form):
        return redirect(_list_of(time))
    context = _who_comes(time) | {"form": form}
    status = 422 if form.errors else 200
    return render(request, "activities/registrations.html", context, status=status)


def _written_down(request: HttpRequest, time: Occurrence, form: DoorForm) -> bool:
    try:
        register_at_door(by=signed_in(request), occurrence=time, party=form.party)
    except InvalidValues as refusal:
        for name, message in refusal.errors.items():
            form.add_error(name if name in form.fields else None, message)
        return False
    except RegistrationClosed as refusal:
        form.add_error(None, refusal.message)
        return False
    messages.success(request, _("C’est noté."))
    return True


def _list_of(time: Occurrence) -> str:
    at = reverse("registrations", args=[time.event.public_id])
    return f"{at}?le={time.day.isoformat()}"


def _who_comes(time: Occurrence) -> dict[str, Any]:
    event = time.event
    coming = list(coming_to(time))
    seated = [one for one in coming if one.state == Registration.State.REGISTERED]
    others = event.occurrences.to_come(timezone.now()).exclude(pk=time.pk).select_related("event")
    return {
        "event": event,
        "time": listed(time),
        "at_door": not door_refusal_of(time, timezone.now()),
        "came": sum(one.party for one in seated if one.came_at),
        "seated": seated,
        "waiting": [one for one in coming if one.state == Registration.State.WAITING],
        "taken": sum(one.party for one in seated),
        "minors": sum(one.minors for one in seated),
        "others": [listed(one) for one in others[:TIMES_OFFERED]],
    }


@login_required
@require_POST
def registration_came(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Who registered is there, or was marked by mistake."""
    found = Registration.objects.select_related("occurrence__event__place__root")
    registration = get_object_or_404(found, public_id=public_id)
    if not can_see_registrations(request.user, registration.occurrence.event):
        raise PermissionDenied(_("Seuls les animateurs voient qui vient."))
    has_come = request.POST.get("present") == "1"
    try:
        mark_came(by=signed_in(request), registration=registration, has_come=has_come)
    except RegistrationClosed as refusal:
        messages.error(request, refusal.message)
    return redirect(_list_of(registration.occurrence))


@login_required
@require_POST
def registration_cancel(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """By who registered, or by the hosts."""
    found = Registration.objects.select_related("occurrence__event__place__root")
    registration = get_object_or_404(found, public_id=public_id)
    event = registration.occurrence.event
    if is_own(request.user, registration):
        cancel_registration(by=signed_in(request), registration=registration)
        messages.success(request, _("C’est noté : votre place est rendue."))
        return redirect("my_events")
    if not can_see_registrations(request.user, event):
        raise PermissionDenied(_("Cette inscription n’est pas la vôtre."))
    cancel_registration(by=signed_in(request), registration=registration, is_by_host=True)
    was_told = _("C’est annulé ; la personne est prévenue.")
    messages.success(request, was_told if registration.email else _("C’est annulé."))
    return redirect(_list_of(registration.occurrence))
