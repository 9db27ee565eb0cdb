"""Writing a rule in three ways, and proposing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from entrelieux.charters.actions import propose_rule
from entrelieux.charters.errors import CharterError, NoSuchRule
from entrelieux.charters.models import CharterVersion
from entrelieux.charters.permissions import can_propose_rule
from entrelieux.charters.queries import tree_of
from entrelieux.charters.reading import procedure_in_words
from entrelieux.charters.views.asked import (
    SHOW_OR_SEND,
    signed_in,
    wanted_community,
    wanted_version,
)
from entrelieux.charters.writing import Draft
from entrelieux.core.rules import Rule
from entrelieux.lexicons.language import current_language
from entrelieux.platform.errors import Forbidden

WAYS = ("phrase", "cartes", "cas")


@login_required
@require_http_methods(SHOW_OR_SEND)
def rule_new(request: HttpRequest, slug: str) -> HttpResponseBase:
    return _written(request, slug, None)


@login_required
@require_http_methods(SHOW_OR_SEND)
def rule_edit(request: HttpRequest, slug: str, rule_id: str) -> HttpResponseBase:
    version = wanted_version(wanted_community(slug))
    in_force = tree_of(version).in_force(timezone.localdate())
    rule = next((one for one in in_force if one.id == rule_id), None)
    if rule is None:
        raise NoSuchRule(_("Cette règle n’est plus dans la charte."))
    return _written(request, slug, rule)


def _written(request: HttpRequest, slug: str, rule: Rule | None) -> HttpResponseBase:
    community = wanted_community(slug)
    version = wanted_version(community)
    if not can_propose_rule(request.user, community):
        raise Forbidden(_("La charte dit qui propose une règle : les membres, le plus souvent."))
    answers = request.POST if request.method == "POST" else request.GET
    draft = Draft(version, answers, rule)
    problem = ""
    if request.method == "POST":
        try:
            return redirect(_proposed(request, version, draft).get_absolute_url())
        except CharterError as refusal:
            problem = refusal.message
    return render(
        request,
        "charters/rule.html",
        _context(community, draft, answers, problem),
        status=422 if problem else 200,
    )


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
