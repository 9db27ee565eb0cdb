"""Bridges: mine, one of them, the answers, what became of them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelieux.accounts.models import Person
from entrelieux.accounts.views import signed_in
from entrelieux.bridges.models import Bridge
from entrelieux.bridges.queries import find_bridge
from entrelieux.introductions.actions import (
    accept_bridge,
    decline_bridge,
    give_up,
    note_seen,
    tell_happened,
    tell_outcome,
)
from entrelieux.introductions.forms import OutcomeForm, RefusalForm
from entrelieux.introductions.page import bridge_page, listed
from entrelieux.introductions.queries import over, stories, under_way, waiting_for
from entrelieux.platform.errors import EntrelieuxError
from entrelieux.platform.links import read_token

SHOWN = 30


@login_required
@require_safe
def my_bridges(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    context = {
        "waiting": listed(waiting_for(person)[:SHOWN], person),
        "under_way": listed(under_way(person)[:SHOWN], person),
        "over": listed(over(person)[:SHOWN], person),
    }
    return render(request, "introductions/mine.html", context)


@login_required
@require_safe
def bridge(request: HttpRequest, public_id: str) -> HttpResponse:
    return _page(request, _wanted(request, public_id), RefusalForm())


@login_required
@require_POST
def bridge_answer(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found, by, now = _wanted(request, public_id), signed_in(request), timezone.now()
    form = RefusalForm(request.POST)
    decision = request.POST.get("decision")
    if decision == "no" and not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        if decision == "yes":
            accept_bridge(by=by, bridge=found, now=now)
            messages.success(request, _("C’est dit."))
        elif decision == "no":
            decline_bridge(by=by, bridge=found, now=now, **form.cleaned_data)
            messages.success(request, _("C’est noté : rien ne vous sera plus demandé."))
        else:
            note_seen(by=by, bridge=found, now=now)
            messages.success(request, _("Prenez votre temps."))
    except EntrelieuxError as refusal:
        messages.error(request, refusal.message)
    return redirect(found)


@login_required
@require_POST
def bridge_tell(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found, by, now = _wanted(request, public_id), signed_in(request), timezone.now()
    form = OutcomeForm(request.POST)
    what = request.POST.get("what")
    try:
        if what == "happened":
            tell_happened(by=by, bridge=found, now=now)
            messages.success(request, _("Tant mieux. Racontez ce que cela a donné."))
        elif what == "given_up":
            give_up(by=by, bridge=found, now=now)
            messages.success(request, _("C’est noté : on ne vous le demandera plus."))
        elif form.is_valid():
            tell_outcome(by=by, bridge=found, now=now, **form.cleaned_data)
            messages.success(request, _("Merci."))
    except EntrelieuxError as refusal:
        messages.error(request, refusal.message)
    return redirect(found)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bridge_happened(request: HttpRequest, token: str) -> HttpResponseBase:
    """From a reminder, without signing in: the page asks, only its buttons write."""
    bridge_key, person_key = read_token(token, "happened")
    person = get_object_or_404(Person, pk=person_key, is_active=True)
    found = get_object_or_404(Bridge.objects.select_related("need"), pk=bridge_key)
    if request.method == "POST":
        act = give_up if request.POST.get("what") == "given_up" else tell_happened
        try:
            act(by=person, bridge=found, now=timezone.now())
        except EntrelieuxError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("Merci, c’est noté."))
        return redirect("bridge_happened", token=token)
    return render(request, "introductions/happened.html", {"page": bridge_page(found, person)})


@require_safe
def bridge_stories(request: HttpRequest) -> HttpResponse:
    return render(request, "introductions/stories.html", {"stories": stories()[:SHOWN]})


def _wanted(request: HttpRequest, public_id: str) -> Bridge:
    found = find_bridge(public_id, request.user)
    if found is None:
        raise Http404(_("Cette passerelle n’existe pas, ou n’est pas pour vous."))
    return found


def _page(
    request: HttpRequest, found: Bridge, form: RefusalForm, status: int = 200
) -> HttpResponse:
    page = bridge_page(found, request.user)
    outcome = OutcomeForm(
        initial={"outcome": found.outcome, "thanks": page.thanks, "consents": page.consents}
    )
    context = {"page": page, "form": form, "outcome_form": outcome}
    return render(request, "introductions/bridge.html", context, status=status)
