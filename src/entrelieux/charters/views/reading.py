"""The charter of a community, for anyone to read; how it starts."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from entrelieux.charters.actions import start_charter
from entrelieux.charters.errors import CharterExists
from entrelieux.charters.journal_lines import journal_line
from entrelieux.charters.models import Proposal
from entrelieux.charters.naming import badge_names
from entrelieux.charters.permissions import (
    badges_to_grant,
    can_keep_records,
    can_propose_rule,
    can_start_charter,
)
from entrelieux.charters.queries import journal_of, last_version, tree_of, version_on, versions_of
from entrelieux.charters.reading import Reading, procedure_in_words
from entrelieux.charters.starting import choices, preview_of
from entrelieux.charters.views.asked import SHOW_OR_SEND, signed_in
from entrelieux.communities.views import wanted_community
from entrelieux.core.rules.changing.journal import broken
from entrelieux.platform.errors import Forbidden


@require_safe
def charter(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Every rule in force, in the community’s own words, with what the software does of it."""
    community = wanted_community(slug)
    today = timezone.localdate()
    version = version_on(community, today) or last_version(community)
    context = {
        "community": community,
        "version": version,
        "can_start": version is None and can_start_charter(request.user, community),
        "can_propose": version is not None and can_propose_rule(request.user, community),
        "can_keep": version is not None and can_keep_records(request.user, community),
    }
    if version is not None and not context["can_keep"]:
        names = badge_names(tree_of(version))
        context["can_give"] = bool(badges_to_grant(request.user, version, names))
    if version is not None:
        reading = Reading(tree_of(version))
        chapters = reading.chapters(today)
        context |= {
            "title": reading.text(reading.tree.name),
            "chapters": chapters,
            "counts": _counts(chapters),
            "procedure": procedure_in_words(reading.tree.change.by),
            "open": Proposal.objects.filter(
                charter=version.charter, state=Proposal.State.OPEN
            ).count(),
        }
    return render(request, "charters/charter.html", context)


def _counts(chapters: list[object]) -> dict[str, int]:
    """How many rules of each status, and on trial."""
    rules = [card.rule for chapter in chapters for card in chapter.cards]  # type: ignore[attr-defined]
    told = dict.fromkeys(("enforced", "attested", "spoken"), 0)
    for rule in rules:
        told[rule.status] += 1
    return {**told, "trial": sum(1 for rule in rules if rule.trial_until)}


@login_required
@require_http_methods(SHOW_OR_SEND)
def charter_start(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Four charters to start from: read one whole, then take it."""
    community = wanted_community(slug)
    if not can_start_charter(request.user, community):
        raise Forbidden(
            _("Les animateurs commencent la charte ; une fois là, elle change par ses règles.")
        )
    chosen = request.POST.get("modele") or request.GET.get("modele") or ""
    if request.method == "POST" and chosen in dict(choices()):
        try:
            start_charter(by=signed_in(request), community=community, template_name=chosen)
        except CharterExists as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(
                request, _("Votre charte est là. Chaque règle peut changer : proposez.")
            )
        return redirect("charter", slug)
    context = {
        "community": community,
        "choices": choices(),
        "chosen": chosen if chosen in dict(choices()) else "",
        "preview": preview_of(chosen) if chosen in dict(choices()) else None,
    }
    return render(request, "charters/start.html", context)


@require_safe
def charter_journal(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The journal of decisions, verified line by line as the page is made."""
    community = wanted_community(slug)
    entries = journal_of(community)
    faults = set(broken(entries))
    context = {
        "community": community,
        "lines": [journal_line(one, is_broken=one.number in faults) for one in reversed(entries)],
        "faults": len(faults),
        "last": entries[-1].seal if entries else "",
        "versions": list(versions_of(community)),
    }
    return render(request, "charters/journal.html", context)
