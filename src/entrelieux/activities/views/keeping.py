"""Keeping a usage or an event: confirm, take off, bring back, look at what changed."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrelieux.activities.actions import remove_event, restore_event
from entrelieux.activities.models import Event
from entrelieux.activities.values import value_words
from entrelieux.activities.views.asking import kept_entry
from entrelieux.inventory.actions import confirm_entry, remove_entry, restore_entry
from entrelieux.inventory.errors import NoSuchVersion
from entrelieux.inventory.histories import versions_of
from entrelieux.inventory.models import Entry

Model = type[Entry]


@login_required
@require_safe
def entry_history(request: HttpRequest, public_id: str, model: Model) -> HttpResponseBase:
    """For those who keep it: an older version may have been for them alone."""
    entry = kept_entry(request, model, public_id)
    context = {
        "entry": entry,
        "versions": versions_of(entry, value_words, request.user),
        "restore": f"{model._meta.model_name}_restore",
    }
    return render(request, "inventory/history.html", context)


@login_required
@require_POST
def entry_confirm(request: HttpRequest, public_id: str, model: Model) -> HttpResponseBase:
    entry = kept_entry(request, model, public_id)
    confirm_entry(by=request.user, entry=entry)
    messages.success(request, _("Merci : c’est confirmé à la date d’aujourd’hui."))
    return redirect(entry)


@login_required
@require_POST
def entry_remove(request: HttpRequest, public_id: str, model: Model) -> HttpResponseBase:
    entry = kept_entry(request, model, public_id)
    if isinstance(entry, Event):
        remove_event(by=request.user, event=entry)
    else:
        remove_entry(by=request.user, entry=entry)
    messages.success(request, _("C’est retiré ; l’historique permet de le rétablir."))
    return redirect(f"{model._meta.model_name}_history", public_id=public_id)


@login_required
@require_POST
def entry_restore(request: HttpRequest, public_id: str, model: Model) -> HttpResponseBase:
    entry = kept_entry(request, model, public_id)
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdecimal() and len(typed) < 9 else entry.version
    try:
        restored = _restored(request, entry, version)
    except NoSuchVersion as refusal:
        messages.error(request, refusal.message)
        return redirect(f"{model._meta.model_name}_history", public_id=public_id)
    messages.success(request, _("C’est rétabli."))
    return redirect(restored)


def _restored(request: HttpRequest, entry: Entry, version: int) -> Entry:
    if isinstance(entry, Event):
        return restore_event(by=request.user, event=entry, version=version)
    return restore_entry(by=request.user, entry=entry, version=version)
