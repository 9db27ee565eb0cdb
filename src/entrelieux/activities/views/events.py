"""Events: one of them, those of a place, writing them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from entrelieux.activities.actions import add_event, change_event
from entrelieux.activities.event_page import event_page
from entrelieux.activities.forms import EventForm
from entrelieux.activities.models import Entrance, Event, Minors, Usage
from entrelieux.activities.queries import events_of, removed_events
from entrelieux.activities.values import value_words
from entrelieux.activities.views.asking import asked_day, kept_entry, kept_place, wanted_event
from entrelieux.communities.circles import Scope
from entrelieux.core.booking import read_rhythm
from entrelieux.core.words.lexicon import Subject
from entrelieux.inventory.facts import facts_at
from entrelieux.inventory.histories import conflict_words
from entrelieux.inventory.permissions import can_edit_entry
from entrelieux.inventory.states import state_of
from entrelieux.lexicons.queries import Facts
from entrelieux.places.errors import EditConflict, InvalidValues

SHOW_OR_SEND = ["GET", "HEAD", "POST"]
LATELY_REMOVED = 20


@require_safe
def event(request: HttpRequest, public_id: str, slug: str) -> HttpResponseBase:
    shown = wanted_event(request, public_id)
    if slug != shown.slug:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(shown.get_absolute_url() + query, permanent=False)
    context = {
        "page": event_page(shown, request.user, timezone.now(), asked_day(request)),
        "event": shown,
        "keeps": can_edit_entry(request.user, shown),
    }
    return render(request, "activities/event.html", context)


@login_required
@require_safe
def place_events(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """For those who keep the place: every event, over or to come, and those taken off."""
    place = kept_place(request, public_id)
    context = {
        "place": place,
        "events": events_of(place),
        "removed": removed_events(place)[:LATELY_REMOVED],
    }
    return render(request, "activities/events.html", context)


@login_required
@require_http_methods(SHOW_OR_SEND)
def event_add(request: HttpRequest, public_id: str) -> HttpResponseBase:
    place = kept_place(request, public_id)
    usage = Usage.objects.of_place(place).filter(public_id=request.GET.get("usage", "")).first()
    facts = facts_at(Subject.EVENT, place, request.user)
    form = EventForm(
        request.POST or None, state=proposed(usage, facts), place=place, facts=facts, is_new=True
    )
    if request.method == "POST" and form.is_valid():
        try:
            added = add_event(by=request.user, place=place, values=form.values())
        except InvalidValues as refusal:
            form.refuse(refusal.errors)
        else:
            messages.success(request, _("C’est annoncé."))
            return redirect(added)
    context = {"form": form, "place": place, "event": None, "conflicts": ()}
    status = 422 if form.errors else 200
    return render(request, "activities/event_edit.html", context, status=status)


def proposed(usage: Usage | None, facts: Facts) -> dict[str, Any]:
    """What a new event is proposed with: what the usage that it is part of says."""
    proposal: dict[str, Any] = {
        "first_day": timezone.localdate().isoformat(),
        "minors": Minors.WITH_ADULT,
        "entrance": Entrance.FREE,
        "scope": Scope.PUBLIC,
    }
    if usage is None:
        return proposal
    known = state_of(usage)
    kept = ("name", "concept", "audiences", "minors", "conditions", "terms", "price")
    proposal |= {name: known[name] for name in (*kept, "resources", "hosts", "scope")}
    proposal["usage"] = usage.pk
    told = {fact.term.uri for fact in facts.in_use}
    proposal["facts"] = {uri: v for uri, v in known["facts"].items() if uri in told}
    rhythm = read_rhythm(usage.rhythm)
    if rhythm and rhythm.start and rhythm.end:
        hours = {"start_time": rhythm.start, "end_time": rhythm.end}
        proposal |= {name: at.isoformat() for name, at in hours.items()}
        proposal["rule"] = str(rhythm.rule)
    return proposal


@login_required
@require_http_methods(SHOW_OR_SEND)
def event_edit(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = kept_entry(request, Event, public_id)
    facts = facts_at(Subject.EVENT, found.card, request.user)
    known = {"place": found.card, "facts": facts}
    form = EventForm(request.POST or None, entry=found, **known)
    conflicts = ()
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_event(
                by=request.user,
                event=found,
                base=form.base_values(),
                values=form.values(),
                note=form.cleaned_data["note"],
            )
        except EditConflict as conflict:
            conflicts = conflict.conflicts
            found.refresh_from_db()
            form = form.after_conflict(found, **known)
        except InvalidValues as refusal:
            form.refuse(refusal.errors)
        else:
            messages.success(request, _("C’est à jour."))
            return redirect(changed)
    shown = conflict_words(found, conflicts, value_words, request.user)
    context = {"form": form, "place": found.card, "event": found, "conflicts": shown}
    status = 409 if conflicts else 422 if form.errors else 200
    return render(request, "activities/event_edit.html", context, status=status)
