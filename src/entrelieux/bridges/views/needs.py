"""Needs: the list, the sentence, one need and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable

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
from entrelieux.bridges.actions import (
    answer_need,
    change_need,
    close_need,
    forward_need,
    match_need,
    post_need,
    renew_need,
)
from entrelieux.bridges.errors import AlreadyOver
from entrelieux.bridges.forms import NeedForm, SentenceForm, ThanksForm
from entrelieux.bridges.models import Need, Offer
from entrelieux.bridges.origins import origin_of
from entrelieux.bridges.page import need_page
from entrelieux.bridges.permissions import can_change_need, is_forwarder
from entrelieux.bridges.queries import find_need, needs_for
from entrelieux.core.geo import department_name

SHOW_OR_SEND = ["GET", "HEAD", "POST"]
PAGE_SIZE = 30


@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:200]
    department = request.GET.get("departement", "")
    department = department if department in settings.TERRITORY_DEPARTMENTS else ""
    only_gaps = request.GET.get("manque") == "1"
    only_mine = request.GET.get("miens") == "1" and request.user.is_authenticated
    found = needs_for(
        request.user,
        department=department,
        text=text,
        only_gaps=only_gaps,
        by=request.user if only_mine else None,
    )
    context = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "text": text,
        "department": department,
        "departments": departments(),
        "only_gaps": only_gaps,
        "only_mine": only_mine,
    }
    return render(request, "bridges/needs.html", context)


def departments() -> list[tuple[str, str]]:
    """Those of the territory, with their names."""
    return [(code, department_name(code) or code) for code in settings.TERRITORY_DEPARTMENTS]


@require_http_methods(SHOW_OR_SEND)
def need_new(request: HttpRequest) -> HttpResponseBase:
    """Anybody may see what is understood of a sentence; one signs in to publish it."""
    origin = origin_of(request)
    if request.method != "POST":
        sentence = request.GET.get("phrase", "").strip()[:300] or origin.sentence
        return _asking(request, sentence, origin.query)
    if not request.user.is_authenticated:
        raise PermissionDenied(_("Connectez-vous pour publier un besoin."))
    form = NeedForm(request.POST, person=request.user)
    if not form.is_valid():
        context = {"form": form, "sentence": form, "query": origin.query, "need": None}
        return render(request, "bridges/need_edit.html", context, status=422)
    now = timezone.now()
    values = {**form.values(), **origin.values}
    need = post_need(
        by=signed_in(request), values=values, now=now, shown_at=form.cleaned_data["shown_at"]
    )
    match_need(need=need, now=now)
    messages.success(request, _("Votre besoin est publié. Voici qui pourrait y répondre."))
    return redirect(need)


def _asking(request: HttpRequest, sentence: str, query: str) -> HttpResponse:
    form = NeedForm.reading(sentence, person=request.user) if sentence else None
    context = {
        "form": form,
        "sentence": SentenceForm(initial={"phrase": sentence}),
        "query": query,
        "need": None,
    }
    return render(request, "bridges/need_edit.html", context)


@require_safe
def need_understood(request: HttpRequest) -> HttpResponse:
    """The fields of the sentence as it is now; what was corrected by hand stays."""
    sentence = request.GET.get("phrase", "").strip()[:300]
    form = None
    if sentence:
        form = NeedForm.reading(sentence, person=request.user, typed=request.GET)
    return render(request, "bridges/_understood.html", {"form": form, "is_live": True})


@require_safe
def need(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _wanted(request, public_id)
    context = {"need": found, "page": need_page(found, request.user), "thanks": ThanksForm()}
    return render(request, "bridges/need.html", context)


@login_required
@require_http_methods(SHOW_OR_SEND)
def need_edit(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = _kept(request, public_id)
    if request.method != "POST":
        form = NeedForm.reading(found.sentence, person=request.user, instance=found)
        context = {"form": form, "sentence": form, "need": found}
        return render(request, "bridges/need_edit.html", context)
    form = NeedForm(request.POST, person=request.user)
    if not form.is_valid():
        context = {"form": form, "sentence": form, "need": found}
        return render(request, "bridges/need_edit.html", context, status=422)
    return said(request, found, lambda: _changed(request, found, form))


def _changed(request: HttpRequest, found: Need, form: NeedForm) -> str:
    changed = change_need(
        by=signed_in(request),
        need=found,
        values=form.values(),
        shown_at=form.cleaned_data["shown_at"],
    )
    match_need(need=changed, now=timezone.now())
    return _("C’est à jour, et les offres sont relues.")


@login_required
@require_POST
def need_renew(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found, now = _kept(request, public_id), timezone.now()

    def renew() -> str:
        match_need(need=renew_need(by=signed_in(request), need=found, now=now), now=now)
        return _("Votre besoin est de nouveau en cours.")

    return said(request, found, renew)


@login_required
@require_POST
def need_answered(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = _kept(request, public_id)

    def answer() -> str:
        answer_need(by=signed_in(request), need=found, now=timezone.now())
        return _("Bonne nouvelle ! On ne vous proposera plus rien pour ce besoin.")

    return said(request, found, answer)


@login_required
@require_POST
def need_close(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found, form = _kept(request, public_id), ThanksForm(request.POST)
    thanks = form.cleaned_data["thanks"] if form.is_valid() else ""

    def close() -> str:
        close_need(by=signed_in(request), need=found, now=timezone.now(), thanks=thanks)
        return _("Votre besoin est clos.")

    return said(request, found, close)


@login_required
@require_POST
def need_forward(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = _wanted(request, public_id)
    if not is_forwarder(request.user, found):
        raise PermissionDenied(_("Les animateurs du lieu choisi transmettent ce besoin."))

    def forward() -> str:
        forward_need(by=signed_in(request), need=found, now=timezone.now())
        return _("Le besoin est transmis au réseau, sans dire de qui il vient.")

    return said(request, found, forward)


def said(request: HttpRequest, found: Need | Offer, gesture: Callable[[], str]) -> HttpResponseBase:
    """Does a gesture and says so, or says why it cannot be done any more."""
    try:
        messages.success(request, gesture())
    except AlreadyOver as refusal:
        messages.error(request, refusal.message)
    return redirect(found)


def _wanted(request: HttpRequest, public_id: str) -> Need:
    found = find_need(public_id, request.user)
    if found is None:
        raise Http404(_("Ce besoin n’existe pas, ou n’est pas pour vous."))
    return found


def _kept(request: HttpRequest, public_id: str) -> Need:
    found = _wanted(request, public_id)
    if not can_change_need(request.user, found):
        raise PermissionDenied(_("Seule la personne qui l’a écrit change un besoin."))
    return found
