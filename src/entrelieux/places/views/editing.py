"""Writing on a card: modify, confirm, report an error, undo."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from entrelieux.places.actions import (
    confirm_place,
    create_place,
    edit_place,
    hide_place,
    report_error,
    split_place,
    undo_change,
)
from entrelieux.places.errors import CannotMerge, CannotUndo, EditConflict, InvalidValues
from entrelieux.places.forms import PlaceForm, ReportForm
from entrelieux.places.models import ChangeSet, Place
from entrelieux.places.permissions import (
    can_confirm_place,
    can_coordinate,
    can_create_place,
    can_edit_place,
)
from entrelieux.places.views.card import wanted_place
from entrelieux.platform.rate import spend

REPORTS_PER_HOUR = 6


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def place_edit(request: HttpRequest, public_id: str) -> HttpResponseBase:
    place = wanted_place(public_id)
    card = place.root or place
    if not can_edit_place(request.user, card):
        raise PermissionDenied(
            _("Seuls les animateurs de ce lieu et son réseau modifient sa fiche.")
        )
    form = PlaceForm(request.POST or None, place=card)
    conflicts = ()
    if request.method == "POST" and form.is_valid():
        try:
            changed = _save(request, card, form)
        except EditConflict as conflict:
            conflicts = conflict.conflicts
            card.refresh_from_db()
            form = form.after_conflict(card)
        else:
            messages.success(request, _("La fiche est à jour."))
            return redirect(changed)
    context = {"form": form, "place": card, "conflicts": conflicts}
    return render(request, "places/edit.html", context, status=409 if conflicts else 200)


def _save(request: HttpRequest, card: Place, form: PlaceForm) -> Place:
    return edit_place(
        by=request.user,
        place=card,
        base=form.base_values(),
        values=form.values(),
        note=form.cleaned_data["note"],
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def place_new(request: HttpRequest) -> HttpResponseBase:
    if not can_create_place(request.user):
        raise PermissionDenied(_("Demandez à un animateur ou au réseau d’ajouter ce lieu."))
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {field: value for field, value in form.values().items() if value is not None}
        try:
            place = create_place(by=request.user, values=values, note=form.cleaned_data["note"])
        except InvalidValues as refusal:
            for field, message in refusal.errors.items():
                form.add_error(field if field in form.fields else None, message)
        else:
            messages.success(request, _("Le lieu est sur la carte."))
            return redirect(place)
    return render(request, "places/edit.html", {"form": form, "place": None, "conflicts": ()})


@login_required
@require_POST
def place_confirm(request: HttpRequest, public_id: str) -> HttpResponseBase:
    place = wanted_place(public_id)
    card = place.root or place
    if not can_confirm_place(request.user, card):
        raise PermissionDenied(_("Seuls les animateurs de ce lieu et son réseau le confirment."))
    confirm_place(by=request.user, place=card, fields=request.POST.getlist("champ") or None)
    messages.success(request, _("Merci : la fiche est confirmée à la date d’aujourd’hui."))
    return redirect(card)


@require_http_methods(["GET", "HEAD", "POST"])
def place_report(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Open to anyone, without an account."""
    place = wanted_place(public_id)
    card = place.root or place
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not _may_report(request):
            form.add_error(None, _("Vous avez déjà beaucoup signalé : réessayez dans une heure."))
            return render(request, "places/report.html", {"form": form, "place": card}, status=429)
        report_error(place=card, text=form.cleaned_data["text"], email=form.cleaned_data["email"])
        messages.success(request, _("Merci. Les personnes qui tiennent la fiche sont prévenues."))
        return redirect(card)
    return render(request, "places/report.html", {"form": form, "place": card})


def _may_report(request: HttpRequest) -> bool:
    key = f"report:{request.META.get('REMOTE_ADDR', '')}"
    allowed, _retry_after = spend(key, rate=REPORTS_PER_HOUR / 3600, burst=REPORTS_PER_HOUR)
    return allowed


@login_required
@require_POST
def place_hide(request: HttpRequest, public_id: str) -> HttpResponseBase:
    place = wanted_place(public_id)
    if not can_coordinate(request.user):
        raise PermissionDenied(_("Seule la coordination du réseau retire une fiche."))
    hide_place(by=request.user, place=place, note=request.POST.get("note", ""))
    messages.success(request, _("La fiche est retirée de la carte."))
    return redirect("home")


@login_required
@require_POST
def place_split(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Gives back to one of the joined records a card of its own."""
    member = get_object_or_404(Place, public_id=public_id)
    if not can_coordinate(request.user):
        raise PermissionDenied(_("Seule la coordination du réseau sépare deux fiches."))
    try:
        split_place(by=request.user, place=member)
    except CannotMerge as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Les deux fiches sont séparées."))
    return redirect("place_history", public_id=public_id)


@login_required
@require_POST
def change_undo(request: HttpRequest, pk: int) -> HttpResponseBase:
    change = get_object_or_404(ChangeSet, pk=pk)
    if not can_coordinate(request.user):
        raise PermissionDenied(_("Seule la coordination du réseau annule un changement."))
    try:
        undo_change(by=request.user, change=change)
    except CannotUndo as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Le changement est annulé."))
    back = request.POST.get("lieu", "")
    return redirect("place_history", public_id=back) if back else redirect("home")
