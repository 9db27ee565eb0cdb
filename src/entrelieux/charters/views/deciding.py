"""Proposals: what each would change, what is said of it, and how it is decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from entrelieux.accounts.models import Person
from entrelieux.charters.actions import (
    advance_round,
    cast_ballot,
    decide_proposal,
    integrate_objection,
    review_trial,
    speak,
    withdraw_proposal,
)
from entrelieux.charters.errors import CharterError
from entrelieux.charters.models import Proposal, Voice
from entrelieux.charters.permissions import can_take_part
from entrelieux.charters.proposal_page import page_of, summaries
from entrelieux.charters.queries import wanted_version
from entrelieux.charters.tallying import alternatives_of
from entrelieux.charters.views.asked import signed_in
from entrelieux.communities.views import wanted_community

# From the worst to the best, as `tallying.GRADES` counts them.
GRADE_NAMES = (
    gettext_lazy("à rejeter"),
    gettext_lazy("insuffisante"),
    gettext_lazy("passable"),
    gettext_lazy("assez bonne"),
    gettext_lazy("bonne"),
    gettext_lazy("très bonne"),
)


@require_safe
def rule_proposals(request: HttpRequest, slug: str) -> HttpResponseBase:
    community = wanted_community(slug)
    rows = Proposal.objects.filter(charter__community=community)
    shown = list(rows.select_related("charter__community")[:100])
    context = {"community": community, "proposals": summaries(wanted_version(community), shown)}
    return render(request, "charters/proposals.html", context)


@require_safe
def rule_proposal(request: HttpRequest, slug: str, public_id: str) -> HttpResponseBase:
    """Before and after, the examination, what was said, and what comes next."""
    proposal = _wanted(slug, public_id)
    takes_part = can_take_part(request.user, proposal)
    context = {
        "community": proposal.charter.community,
        "proposal": proposal,
        "takes_part": takes_part,
        "is_mine": request.user.pk is not None and request.user.pk == proposal.by_id,
        "page": page_of(proposal, request.user if takes_part else None),
        "choices": [("for", _("Pour")), ("against", _("Contre")), ("blank", _("Blanc"))],
        "grades": list(enumerate(GRADE_NAMES)),
    }
    return render(request, "charters/proposal.html", context)


def _wanted(slug: str, public_id: str) -> Proposal:
    rows = Proposal.objects.select_related("charter__community").prefetch_related(
        "voices", "others"
    )
    return get_object_or_404(rows, charter__community__slug=slug, public_id=public_id)


@login_required
@require_POST
def rule_proposal_act(request: HttpRequest, slug: str, public_id: str) -> HttpResponseBase:
    """Every gesture of a procedure; the actions say who may make it, and when."""
    proposal = _wanted(slug, public_id)
    gesture = _GESTURES.get(request.POST.get("geste", ""))
    if gesture:
        try:
            gesture(request, signed_in(request), proposal)
        except CharterError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("C’est fait."))
    return redirect(proposal.get_absolute_url())


def _speak(request: HttpRequest, by: Person, proposal: Proposal) -> None:
    kind = request.POST.get("sorte", "")
    if kind in Voice.Kind.values:
        text = request.POST.get("texte", "").strip()[:2_000]
        clause = request.POST.get("clause", "").strip()[:80]
        speak(by=by, proposal=proposal, kind=kind, text=text, clause=clause)


def _integrate(request: HttpRequest, by: Person, proposal: Proposal) -> None:
    voice = get_object_or_404(
        proposal.voices.filter(kind=Voice.Kind.OBJECTION), pk=_number(request.POST.get("voix", ""))
    )
    integrate_objection(by=by, voice=voice)


def _vote(request: HttpRequest, by: Person, proposal: Proposal) -> None:
    choice = request.POST.get("choix")
    keys = alternatives_of(proposal)
    told = {key: _number(request.POST.get(f"note-{key}", "")) for key in keys}
    cast_ballot(by=by, proposal=proposal, content={"choice": choice} if choice else told)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else -1


_GESTURES: dict[str, Callable[[HttpRequest, Person, Proposal], Any]] = {
    "parler": _speak,
    "lever": _integrate,
    "voter": _vote,
    "avancer": lambda request, by, proposal: advance_round(by=by, proposal=proposal),
    "decider": lambda request, by, proposal: decide_proposal(by=by, proposal=proposal),
    "retirer": lambda request, by, proposal: withdraw_proposal(by=by, proposal=proposal),
    "garder": lambda request, by, proposal: review_trial(by=by, proposal=proposal, keeps=True),
    "abandonner": lambda request, by, proposal: review_trial(by=by, proposal=proposal, keeps=False),
}
