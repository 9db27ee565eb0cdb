"""Agendas for calendar programs, and the feed of what is announced."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_POST, require_safe

from entrelieux.accounts.views import signed_in
from entrelieux.activities.actions import forget_agenda_key, new_agenda_key
from entrelieux.activities.agenda import read_agenda, times_in
from entrelieux.activities.announcements import announcements
from entrelieux.activities.calendars import calendar_event, calendar_of, one_time, uid_of
from entrelieux.activities.models import Registration
from entrelieux.activities.queries import events_behind, own_events, own_to_come, person_behind
from entrelieux.activities.views.asking import wanted_event
from entrelieux.core.interchange.icalendar import CalendarEvent, write_calendar
from entrelieux.places.views.card import wanted_place

NOBODY = AnonymousUser()
PUBLIC_CACHE, PRIVATE_CACHE = "public, max-age=3600", "private, no-store"


@require_safe
@conditional_page
def agenda_calendar(request: HttpRequest) -> HttpResponseBase:
    """What an address of the agenda shows to everybody, as one calendar."""
    now = timezone.localtime()
    asked = read_agenda(request.GET.dict(), now.date())
    events = events_behind(times_in(asked, NOBODY, now))
    return _sent(calendar_of(events, name=_("Les rendez-vous des tiers-lieux")), "rendez-vous")


@require_safe
@conditional_page
def place_calendar(request: HttpRequest, public_id: str) -> HttpResponseBase:
    place = wanted_place(public_id)
    card = place.root or place
    now = timezone.localtime()
    asked = read_agenda({"lieu": card.public_id}, now.date())
    events = events_behind(times_in(asked, NOBODY, now))
    return _sent(calendar_of(events, name=card.name), card.slug or "agenda")


@require_safe
@conditional_page
def event_calendar(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One event with all its times, for whoever sees its page."""
    event = wanted_event(request, public_id)
    is_public = event.scope == "public"
    written = calendar_of([event], name=event.name)
    return _sent(written, event.slug, cache=PUBLIC_CACHE if is_public else PRIVATE_CACHE)


@require_safe
def my_calendar(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Somebody's own agenda, at a secret address: what she comes to, and her places'."""
    person = person_behind(secret)
    if person is None:
        raise Http404(_("Cette adresse d’agenda ne répond plus."))
    now = timezone.now()
    coming = list(own_to_come(person, now))
    theirs = {one.occurrence.event_id for one in coming}
    places = [calendar_event(event) for event in own_events(person, now) if event.pk not in theirs]
    written = write_calendar([*_comings(coming), *places], name=_("Mes rendez-vous"))
    return _sent(written, "mes-rendez-vous", cache=PRIVATE_CACHE)


def _comings(registrations: Iterable[Registration]) -> Iterable[CalendarEvent]:
    for one in registrations:
        event = one.occurrence.event
        waits = one.state == Registration.State.WAITING
        name = _("%(name)s (liste d’attente)") % {"name": event.name} if waits else event.name
        yield one_time(one.occurrence, uid=uid_of(one.public_id), name=name)


@login_required
@require_POST
def my_calendar_key(request: HttpRequest) -> HttpResponseBase:
    if request.POST.get("geste") == "oublier":
        forget_agenda_key(by=signed_in(request))
        messages.success(request, _("Cette adresse ne répond plus."))
    else:
        new_agenda_key(by=signed_in(request))
        messages.success(request, _("Votre adresse est prête : donnez-la à votre agenda."))
    return redirect("my_events")


@require_safe
def agenda_atom(request: HttpRequest) -> HttpResponseBase:
    response: HttpResponse = announcements(request)
    return response


def _sent(content: bytes, name: str, cache: str = PUBLIC_CACHE) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    response["Cache-Control"] = cache
    return response
