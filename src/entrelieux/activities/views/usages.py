"""Usages: one of them, those of a place, writing them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from entrelieux.activities.actions import add_usage, change_usage
from entrelieux.activities.forms import UsageForm
from entrelieux.activities.models import Minors, Usage
from entrelieux.activities.queries import removed_usages, usages_of
from entrelieux.activities.usage_page import usage_page
from entrelieux.activities.values import value_words
from entrelieux.activities.views.asking import kept_entry, kept_place, wanted_usage
from entrelieux.communities.circles import Scope
from entrelieux.core.words.lexicon import Subject
from entrelieux.inventory.facts import facts_at
from entrelieux.inventory.histories import conflict_words
from entrelieux.inventory.permissions import can_add_to, can_edit_entry
from entrelieux.places.errors import EditConflict, InvalidValues
from entrelieux.places.views.card import wanted_place

SHOW_OR_SEND = ["GET", "HEAD", "POST"]
NEW = {"minors": Minors.WITH_ADULT, "scope": Scope.PUBLIC}
LATELY_REMOVED = 20


@require_safe
def usage(request: HttpRequest, public_id: str, slug: str) -> HttpResponseBase:
    shown = wanted_usage(request, public_id)
    if slug != shown.slug:
        return redirect(shown, permanent=False)
    context = {
        "page": usage_page(shown, request.user, timezone.now()),
        "usage": shown,
        "keeps": can_edit_entry(request.user, shown),
    }
    return render(request, "activities/usage.html", context)


@require_safe
def place_usages(request: HttpRequest, public_id: str) -> HttpResponseBase:
    place = wanted_place(public_id)
    card = place.root or place
    if card.public_id != public_id:
        return redirect("place_usages", public_id=card.public_id)
    keeps = can_add_to(request.user, card)
    context = {
        "place": card,
        "usages": usages_of(card, request.user),
        "keeps": keeps,
        "removed": removed_usages(card)[:LATELY_REMOVED] if keeps else (),
    }
    return render(request, "activities/usages.html", context)


@login_required
@require_http_methods(SHOW_OR_SEND)
def usage_add(request: HttpRequest, public_id: str) -> HttpResponseBase:
    place = kept_place(request, public_id)
    facts = facts_at(Subject.USAGE, place, request.user)
    form = UsageForm(request.POST or None, state=NEW, place=place, facts=facts, is_new=True)
    if request.method == "POST" and form.is_valid():
        try:
            added = add_usage(by=request.user, place=place, values=form.values())
        except InvalidValues as refusal:
            form.refuse(refusal.errors)
        else:
            messages.success(request, _("C’est ajouté."))
            return redirect(added)
    context = {"form": form, "place": place, "usage": None, "conflicts": ()}
    status = 422 if form.errors else 200
    return render(request, "activities/usage_edit.html", context, status=status)


@login_required
@require_http_methods(SHOW_OR_SEND)
def usage_edit(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = kept_entry(request, Usage, public_id)
    facts = facts_at(Subject.USAGE, found.card, request.user)
    known = {"place": found.card, "facts": facts}
    form = UsageForm(request.POST or None, entry=found, **known)
    conflicts = ()
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_usage(
                by=request.user,
                usage=found,
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
    context = {"form": form, "place": found.card, "usage": found, "conflicts": shown}
    status = 409 if conflicts else 422 if form.errors else 200
    return render(request, "activities/usage_edit.html", context, status=status)
