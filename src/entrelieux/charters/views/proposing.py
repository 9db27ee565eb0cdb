"""Writing a rule in three ways, and proposing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from entrelieux.charters.actions import amend_proposal, propose_rule, put_beside
from entrelieux.charters.errors import CharterError, NoSuchRule
from entrelieux.charters.models import CharterVersion, Proposal
from entrelieux.charters.permissions import can_propose_rule, can_take_part
from entrelieux.charters.queries import tree_of, wanted_version
from entrelieux.charters.reading import procedure_in_words
from entrelieux.charters.views.asked import SHOW_OR_SEND, signed_in
from entrelieux.charters.writing import Draft
from entrelieux.communities.views import wanted_community
from entrelieux.core.rules import Rule
from entrelieux.core.rules.document.rules import A_RULE
from entrelieux.lexicons.language import current_language
from entrelieux.platform.errors import Forbidden

WAYS = ("phrase", "cartes", "cas")


@login_required
@require_http_methods(SHOW_OR_SEND)
def rule_new(request: HttpRequest, slug: str) -> HttpResponseBase:
    return _written(request, slug, None)


@login_required
@require_http_methods(SHOW_OR_SEND)
def rule_reword(request: HttpRequest, slug: str, public_id: str) -> HttpResponseBase:
    """Another text for a proposal: by who proposed it, or beside it where one chooses."""
    proposal = get_object_or_404(
        Proposal.objects.select_related("charter__community"),
        charter__community__slug=slug,
        public_id=public_id,
    )
    if not (can_take_part(request.user, proposal) and proposal.is_open and proposal.after):
        raise Forbidden(
            _("Qui prend part à la décision propose un autre texte, avant qu’elle le soit.")
        )
    return _written(request, slug, A_RULE.read(proposal.after, ""), proposal)


@login_required
@require_http_methods(SHOW_OR_SEND)
def rule_edit(request: HttpRequest, slug: str, rule_id: str) -> HttpResponseBase:
    version = wanted_version(wanted_community(slug))
    in_force = tree_of(version).in_force(timezone.localdate())
    rule = next((one for one in in_force if one.id == rule_id), None)
    if rule is None:
        raise NoSuchRule(_("Cette règle n’est plus dans la charte."))
    return _written(request, slug, rule)


def _written(
    request: HttpRequest, slug: str, rule: Rule | None, proposal: Proposal | None = None
) -> HttpResponseBase:
    community = wanted_community(slug)
    version = wanted_version(community)
    if proposal is None and not can_propose_rule(request.user, community):
        raise Forbidden(_("La charte dit qui propose une règle : les membres, le plus souvent."))
    answers = request.POST if request.method == "POST" else request.GET
    draft = Draft(version, answers, rule, proposal.words if proposal else None)
    problem = ""
    if request.method == "POST":
        try:
            made = _reworded(request, proposal, draft) if proposal else None
            made = made or _proposed(request, version, draft)
            return redirect(made.get_absolute_url())
        except CharterError as refusal:
            problem = refusal.message
    return render(
        request,
        "charters/rule.html",
        {**_context(community, draft, answers, problem), "proposal": proposal},
        status=422 if problem else 200,
    )


def _reworded(request: HttpRequest, proposal: Proposal, draft: Draft) -> Proposal:
    """Its own text for who proposed it, another version for the others."""
    told = {"by": signed_in(request), "proposal": proposal, "after": draft.document()}
    if proposal.by_id == request.user.pk:
        amend_proposal(**told)
    else:
        put_beside(**told)
    messages.success(request, _("Le texte est là : tout le monde peut en dire quelque chose."))
    return proposal


def _proposed(request: HttpRequest, version: CharterVersion, draft: Draft) -> Any:
    removes = request.POST.get("geste") == "retirer"
    language = current_language()
    proposal = propose_rule(
        by=signed_in(request),
        community=version.charter.community,
        rule_id=draft.rule_id,
        after=None if removes else draft.document(),
        reason=request.POST.get("pourquoi", "").strip()[:500],
        words={} if removes else {name: {language: w} for name, w in draft.words.items()},
    )
    messages.success(request, _("C’est proposé. La page montre ce que cela changerait."))
    return proposal


def _context(community: Any, draft: Draft, answers: Any, problem: str) -> dict[str, Any]:
    way = answers.get("facon", "phrase")
    return {
        "community": community,
        "draft": draft,
        "answers": answers,
        "way": way if way in WAYS else "phrase",
        "problem": problem,
        "sides": [
            ("si", _("À condition que"), draft.cards.rows(answers, "si")),
            ("sauf", _("Sauf si"), draft.cards.rows(answers, "sauf")),
        ],
        "effects": [
            ("interdit", _("interdit")),
            ("permis", _("permis")),
            ("accord", _("permis sur accord")),
        ],
        "statuses": [
            ("enforced", _("appliquée : le logiciel connaît les faits et répond")),
            ("attested", _("attestée : une personne constate et le note")),
            ("spoken", _("dite : rappelée au bon moment, tenue par une personne")),
        ],
        "procedure": procedure_in_words(draft.tree.change.by),
        "keepers": sorted(
            {rule.keeper for rule in draft.tree.rules if rule.keeper}
            | ({draft.keeper} if draft.keeper else set())
        ),
    }
