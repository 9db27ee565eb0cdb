"""Proposing, following what becomes of a proposal, deciding."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelieux.accounts.views import signed_in
from entrelieux.contributions.actions import (
    appeal_refusal,
    propose,
    publish_proposal,
    refuse_proposal,
    support_proposal,
)
from entrelieux.contributions.errors import NothingProposed
from entrelieux.contributions.forms import AppealForm, OpenForm, ReasonForm
from entrelieux.contributions.models import Proposal
from entrelieux.contributions.permissions import can_decide, can_moderate, can_support
from entrelieux.contributions.queries import likely_duplicates, open_claims, open_proposals
from entrelieux.places.errors import EditConflict
from entrelieux.places.permissions import can_coordinate
from entrelieux.places.templatetags.cards import field_label, field_value
from entrelieux.places.views.card import wanted_place
from entrelieux.platform.links import read_token
from entrelieux.platform.rate import spend

SHOW_OR_SEND = ["GET", "HEAD", "POST"]
PROPOSALS_PER_HOUR = 6


@require_http_methods(SHOW_OR_SEND)
def propose_place(request: HttpRequest) -> HttpResponseBase:
    """Open to anyone, without an account."""
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _may_propose(request, form):
        values = {name: value for name, value in form.values().items() if value}
        return _kept(request, _send(request, form, values=values))
    duplicates = likely_duplicates(form["name"].value() or "", form["city"].value() or "")
    context = {"form": form, "place": None, "duplicates": duplicates}
    return render(request, "contributions/propose.html", context, status=_status(form))


@require_http_methods(SHOW_OR_SEND)
def propose_correction(request: HttpRequest, public_id: str) -> HttpResponseBase:
    place = wanted_place(public_id)
    card = place.root or place
    form = OpenForm(request.POST or None, place=card)
    if request.method == "POST" and form.is_valid() and _may_propose(request, form):
        try:
            base = form.base_values()
            return _kept(request, _send(request, form, values=form.values(), place=card, base=base))
        except NothingProposed as refusal:
            form.add_error(None, refusal.message)
        except EditConflict as refusal:
            card.refresh_from_db()
            form = form.after_conflict(card)
            messages.warning(request, refusal.message)
    context = {"form": form, "place": card, "duplicates": []}
    return render(request, "contributions/propose.html", context, status=_status(form))


@require_safe
def propose_duplicates(request: HttpRequest) -> HttpResponse:
    """The places that the one being written may already be."""
    name, city = request.GET.get("name", ""), request.GET.get("city", "")
    context = {"duplicates": likely_duplicates(name[:200], city[:120])}
    return render(request, "contributions/_duplicates.html", context)


@require_safe
def proposal(request: HttpRequest, public_id: str) -> HttpResponse:
    """What became of a proposal, for whoever has its address; who wrote it is not told."""
    found = get_object_or_404(
        Proposal.objects.select_related("place", "network"), public_id=public_id
    )
    lines = [
        (field_label(name), _shown(found.base.get(name), name), _shown(value, name))
        for name, value in found.values.items()
    ]
    context = {
        "proposal": found,
        "lines": lines,
        "supports": found.supports.count(),
        "can_decide": found.is_open and can_decide(request.user, found),
        "can_support": found.is_open and can_support(request.user, found),
        "form": ReasonForm(),
    }
    return render(request, "contributions/proposal.html", context)


@login_required
@require_POST
def proposal_support(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = get_object_or_404(Proposal, public_id=public_id)
    if not can_support(request.user, found):
        raise PermissionDenied(_("Les membres du réseau confirment ce que d’autres proposent."))
    after = support_proposal(by=signed_in(request), proposal=found)
    is_published = after.state == Proposal.State.PUBLISHED
    thanks = _("Merci : c’est publié.") if is_published else _("Merci, c’est noté.")
    messages.success(request, thanks)
    return redirect("proposal", public_id=public_id)


@login_required
@require_POST
def proposal_publish(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = _decidable(request, public_id)
    try:
        publish_proposal(by=signed_in(request), proposal=found)
    except EditConflict as conflict:
        context = {"proposal": found, "conflicts": conflict.conflicts}
        return render(request, "contributions/conflict.html", context, status=409)
    messages.success(request, _("La proposition est publiée."))
    return redirect("proposal", public_id=public_id)


@login_required
@require_POST
def proposal_refuse(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = _decidable(request, public_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Dites pourquoi : la personne qui propose recevra votre raison."))
        return redirect("proposal", public_id=public_id)
    refuse_proposal(by=signed_in(request), proposal=found, reason=form.cleaned_data["reason"])
    messages.success(request, _("La proposition est refusée ; la raison est envoyée."))
    return redirect("moderation")


@require_http_methods(SHOW_OR_SEND)
def proposal_appeal(request: HttpRequest, token: str) -> HttpResponseBase:
    """From the mail that told of a refusal; no account is needed."""
    found = get_object_or_404(Proposal, pk=read_token(token, "appeal")[0])
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        appeal_refusal(proposal=found, text=form.cleaned_data["text"])
        messages.success(request, _("Une autre personne va réexaminer votre proposition."))
        return redirect("proposal", public_id=found.public_id)
    context = {"proposal": found, "form": form}
    return render(request, "contributions/appeal.html", context, status=_status(form))


@login_required
@require_safe
def moderation(request: HttpRequest) -> HttpResponse:
    """What waits for this person's decision or confirmation."""
    if not can_moderate(request.user):
        raise PermissionDenied(_("Cette page est celle des animateurs et de la coordination."))
    context = {
        "proposals": list(open_proposals(request.user)),
        "claims": list(open_claims()),
        "can_coordinate": can_coordinate(request.user),
        "form": ReasonForm(),
    }
    return render(request, "contributions/moderation.html", context)


def _send(request: HttpRequest, form: OpenForm, **what: object) -> Proposal:
    return propose(
        by=request.user if request.user.is_authenticated else None,
        email=form.cleaned_data["your_email"],
        note=form.cleaned_data["note"],
        is_doubtful=form.is_doubtful and not request.user.is_authenticated,
        **what,
    )


def _kept(request: HttpRequest, kept: Proposal) -> HttpResponseBase:
    if kept.state == Proposal.State.PUBLISHED and kept.place:
        messages.success(request, _("C’est sur la carte. Merci."))
        return redirect(kept.place)
    messages.success(
        request, _("Merci. Votre proposition attend d’être confirmée ; gardez cette adresse.")
    )
    return redirect("proposal", public_id=kept.public_id)


def _may_propose(request: HttpRequest, form: OpenForm) -> bool:
    key = f"propose:{request.META.get('REMOTE_ADDR', '')}"
    rate = PROPOSALS_PER_HOUR / 3600
    if request.user.is_authenticated or spend(key, rate=rate, burst=PROPOSALS_PER_HOUR).allowed:
        return True
    form.add_error(None, _("Vous avez déjà beaucoup proposé : réessayez dans une heure."))
    return False


def _decidable(request: HttpRequest, public_id: str) -> Proposal:
    found = get_object_or_404(Proposal.objects.select_related("place"), public_id=public_id)
    if not can_decide(request.user, found):
        raise PermissionDenied(_("Les animateurs du lieu et son réseau décident."))
    return found


def _shown(value: object, field: str) -> str:
    return field_value(value, field) if value not in (None, "", []) else ""


def _status(form: object) -> int:
    return 422 if getattr(form, "errors", None) else 200
