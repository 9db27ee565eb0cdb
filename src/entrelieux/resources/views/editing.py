"""Writing a resource: modify, confirm, take off, bring back, look at what changed."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelieux.inventory.actions import confirm_entry, remove_entry
from entrelieux.inventory.errors import NoSuchVersion
from entrelieux.inventory.histories import conflict_words, versions_of
from entrelieux.places.errors import EditConflict, InvalidValues
from entrelieux.resources.actions import change_resource, confirm_resources, restore_resource
from entrelieux.resources.errors import InsideItself
from entrelieux.resources.forms import ResourceForm
from entrelieux.resources.models import Resource
from entrelieux.resources.values import value_words
from entrelieux.resources.views.asking import kept_place, kept_resource, words_and_facts


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def resource_edit(request: HttpRequest, public_id: str) -> HttpResponseBase:
    resource = kept_resource(request, public_id)
    card = resource.card
    known = {"place": card, **words_and_facts(card, request.user)}
    form = ResourceForm(request.POST or None, entry=resource, **known)
    conflicts = ()
    if request.method == "POST" and form.is_valid():
        try:
            changed = _save(request, resource, form)
        except EditConflict as conflict:
            conflicts = conflict.conflicts
            resource.refresh_from_db()
            form = form.after_conflict(resource, **known)
        except InvalidValues as refusal:
            form.refuse(refusal.errors)
        except InsideItself as refusal:
            form.add_error("inside", refusal.message)
        else:
            messages.success(request, _("C’est à jour."))
            return redirect(changed)
    shown = conflict_words(resource, conflicts, value_words, request.user)
    context = {"form": form, "resource": resource, "conflicts": shown}
    return render(request, "resources/edit.html", context, status=409 if conflicts else 200)


def _save(request: HttpRequest, resource: Resource, form: ResourceForm) -> Resource:
    return change_resource(
        by=request.user,
        resource=resource,
        base=form.base_values(),
        values=form.values(),
        note=form.cleaned_data["note"],
    )


@login_required
@require_safe
def resource_history(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """For those who keep it: an older version may have been for them alone."""
    resource = kept_resource(request, public_id)
    context = {
        "entry": resource,
        "versions": versions_of(resource, value_words, request.user),
        "restore": "resource_restore",
    }
    return render(request, "inventory/history.html", context)


@login_required
@require_POST
def resource_confirm(request: HttpRequest, public_id: str) -> HttpResponseBase:
    resource = kept_resource(request, public_id)
    confirm_entry(by=request.user, entry=resource)
    messages.success(request, _("Merci : c’est confirmé à la date d’aujourd’hui."))
    return redirect(resource)


@login_required
@require_POST
def place_resources_confirm(request: HttpRequest, public_id: str) -> HttpResponseBase:
    place = kept_place(request, public_id)
    confirm_resources(by=request.user, place=place)
    messages.success(request, _("Merci : tout est confirmé à la date d’aujourd’hui."))
    return redirect("place_resources", public_id=place.public_id)


@login_required
@require_POST
def resource_remove(request: HttpRequest, public_id: str) -> HttpResponseBase:
    resource = kept_resource(request, public_id)
    remove_entry(by=request.user, entry=resource, note=request.POST.get("note", ""))
    messages.success(request, _("C’est retiré. Vous pouvez le rétablir, plus bas sur cette page."))
    return _listed(resource)


@login_required
@require_POST
def resource_restore(request: HttpRequest, public_id: str) -> HttpResponseBase:
    resource = kept_resource(request, public_id)
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdecimal() and len(typed) < 9 else resource.version
    try:
        restored = restore_resource(by=request.user, resource=resource, version=version)
    except (NoSuchVersion, InsideItself) as refusal:
        messages.error(request, refusal.message)
        return redirect("resource_history", public_id=public_id)
    messages.success(request, _("C’est rétabli."))
    return redirect(restored)


def _listed(resource: Resource) -> HttpResponseBase:
    place = resource.card
    return redirect("place_resources", public_id=place.public_id) if place else redirect("home")
