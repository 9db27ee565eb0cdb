"""Posted offers: the list, a new one, one offer and how long it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelieux.accounts.views import signed_in
from entrelieux.bridges.actions import change_offer, close_offer, post_offer, renew_offer
from entrelieux.bridges.forms import OfferForm
from entrelieux.bridges.models import Offer
from entrelieux.bridges.models.offer import Kind
from entrelieux.bridges.permissions import can_change_offer, refuse_minors
from entrelieux.bridges.queries import find_need, find_offer, offers_for
from entrelieux.bridges.values import value_words
from entrelieux.bridges.views.needs import departments, said
from entrelieux.inventory.histories import conflict_words
from entrelieux.places.errors import EditConflict, FieldConflict

SHOW_OR_SEND = ["GET", "HEAD", "POST"]
PAGE_SIZE = 30


@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:200]
    department = request.GET.get("departement", "")
    department = department if department in settings.TERRITORY_DEPARTMENTS else ""
    kind = request.GET.get("genre", "")
    kind = kind if kind in Kind.values else ""
    found = offers_for(request.user, timezone.now(), department=department, text=text, kind=kind)
    context = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "text": text,
        "department": department,
        "departments": departments(),
        "kind": kind,
        "kinds": Kind.choices,
    }
    return render(request, "bridges/offers.html", context)


@login_required
@require_http_methods(SHOW_OR_SEND)
def offer_new(request: HttpRequest) -> HttpResponseBase:
    refuse_minors(request.user)
    form = OfferForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        posted = post_offer(
            by=signed_in(request),
            values=form.values(),
            now=timezone.now(),
            place=form.cleaned_data.get("place"),
        )
        messages.success(
            request, _("Merci ! Votre offre est publiée ; elle sera proposée à qui la cherche.")
        )
        return redirect(posted)
    context = {"form": form, "offer": None, "need": _answered(request)}
    return render(request, "bridges/offer_edit.html", context, status=422 if form.errors else 200)


def _answered(request: HttpRequest) -> Any:
    """The need that one wants to answer, when she may read it."""
    public_id = request.GET.get("besoin", "")
    return find_need(public_id, request.user) if public_id else None


@require_safe
def offer(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _wanted(request, public_id)
    context = {"offer": found, "keeps": can_change_offer(request.user, found)}
    return render(request, "bridges/offer.html", context)


@login_required
@require_http_methods(SHOW_OR_SEND)
def offer_edit(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = _kept(request, public_id)
    form = OfferForm(request.POST or None, entry=found, person=request.user)
    conflicts: Sequence[FieldConflict] = ()
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, found, form)
        except EditConflict as conflict:
            conflicts = conflict.conflicts
            found.refresh_from_db()
            form = form.after_conflict(found, person=request.user)
        else:
            messages.success(request, _("C’est à jour."))
            return redirect(found)
    asked = [one for one in conflicts if one.field in form.fields]
    shown = conflict_words(found, asked, value_words, request.user)
    status = 409 if conflicts else 422 if form.errors else 200
    context = {"form": form, "offer": found, "need": None, "conflicts": shown}
    return render(request, "bridges/offer_edit.html", context, status=status)


def _change(request: HttpRequest, found: Offer, form: OfferForm) -> Offer:
    return change_offer(
        by=signed_in(request), offer=found, base=form.base_values(), values=form.values()
    )


@login_required
@require_POST
def offer_renew(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = _kept(request, public_id)
    renew_offer(by=signed_in(request), offer=found, now=timezone.now())
    messages.success(request, _("Votre offre tient toujours : merci."))
    return redirect(found)


@login_required
@require_POST
def offer_close(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = _kept(request, public_id)

    def close() -> str:
        close_offer(by=signed_in(request), offer=found, now=timezone.now())
        return _("L’offre est retirée ; vous pourrez la renouveler.")

    return said(request, found, close)


def _wanted(request: HttpRequest, public_id: str) -> Offer:
    found = find_offer(public_id, request.user)
    if found is None:
        raise Http404(_("Cette offre n’existe pas, ou n’est pas pour vous."))
    return found


def _kept(request: HttpRequest, public_id: str) -> Offer:
    found = _wanted(request, public_id)
    if not can_change_offer(request.user, found):
        raise PermissionDenied(_("Qui a fait l’offre, ou anime son lieu, la change."))
    return found
