"""Pictures of entries: shown to those who may see the entry, changed by those who keep it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelieux.communities.circles import Scope
from entrelieux.inventory.actions import add_photo, remove_photo
from entrelieux.inventory.errors import TooManyPictures
from entrelieux.inventory.forms import PhotoForm
from entrelieux.inventory.models import Entry, Photo
from entrelieux.inventory.permissions import can_edit_entry, can_see_entry
from entrelieux.inventory.queries import entry_behind, find_entry

# A picture never changes under its address; taken off, it is forgotten within a month.
PUBLIC_CACHE = "public, max-age=2592000, immutable"
PRIVATE_CACHE = "private, max-age=3600"


@require_safe
def photo(request: HttpRequest, public_id: str) -> FileResponse:
    shown = wanted_photo(public_id)
    return _sent(request, shown, shown.file)


@require_safe
def photo_small(request: HttpRequest, public_id: str) -> FileResponse:
    shown = wanted_photo(public_id)
    return _sent(request, shown, shown.thumbnail)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def photo_add(request: HttpRequest, kind: str, public_id: str) -> HttpResponseBase:
    entry = find_entry(kind, public_id)
    if entry is None or entry.removed_at:
        raise Http404(_("Ce que cette photo devait montrer n’existe pas, ou a été retiré."))
    _refuse_others(request, entry)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_photo(
                by=request.user,
                entry=entry,
                picture=form.cleaned_data["photo"],
                caption=form.cleaned_data["caption"],
            )
        except TooManyPictures as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("La photo est en place."))
            return redirect(entry)
    return render(request, "inventory/photo.html", {"form": form, "entry": entry})


@login_required
@require_POST
def photo_remove(request: HttpRequest, public_id: str) -> HttpResponseBase:
    taken_off = wanted_photo(public_id)
    entry = entry_behind(taken_off.subject)
    if entry is None:
        raise Http404
    _refuse_others(request, entry)
    remove_photo(by=request.user, photo=taken_off)
    messages.success(request, _("La photo est retirée."))
    return redirect(entry)


def wanted_photo(public_id: str) -> Photo:
    return get_object_or_404(Photo, public_id=public_id, removed_at=None)


def _refuse_others(request: HttpRequest, entry: Entry) -> None:
    if not can_edit_entry(request.user, entry):
        raise PermissionDenied(_("Seules les personnes qui tiennent le lieu changent ses photos."))


def _sent(request: HttpRequest, shown: Photo, file: FieldFile) -> FileResponse:
    """The file that a row names, never one that an address names."""
    entry = entry_behind(shown.subject)
    if entry is None or not _may_see(request, entry):
        raise Http404(_("Cette photo n’existe pas, ou n’est pas pour tout le monde."))
    response = FileResponse(file.open("rb"), content_type="image/jpeg")
    is_public = entry.scope == Scope.PUBLIC
    response["Cache-Control"] = PUBLIC_CACHE if is_public else PRIVATE_CACHE
    return response


def _may_see(request: HttpRequest, entry: Entry) -> bool:
    return type(entry).objects.public().filter(pk=entry.pk).exists() or can_see_entry(
        request.user, entry
    )
