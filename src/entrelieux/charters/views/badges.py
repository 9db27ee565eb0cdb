"""Badges that people take away, and how anybody verifies one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelieux.charters.actions import issue_credential
from entrelieux.charters.badges import (
    Verdict,
    achievement_of,
    badge_name,
    find_credential,
    issuer_of,
    revoked_in,
    verified,
)
from entrelieux.charters.models import BadgeKey, Habilitation
from entrelieux.charters.views.asked import SHOW_OR_SEND, signed_in
from entrelieux.communities.views import wanted_community
from entrelieux.core.interchange.open_badge import credential as open_badge
from entrelieux.core.interchange.open_badge.signature import LONGEST

STANDINGS = {
    "unreadable": _("Ce texte n’est pas un badge signé."),
    "not-ours": _("Ce badge n’a pas été signé ici."),
    "altered": _("Ce badge a été modifié après sa signature."),
    Habilitation.State.VALID: _("Ce badge vaut aujourd’hui."),
    Habilitation.State.EXPIRED: _("Ce badge a expiré."),
    Habilitation.State.UNUSED: _("Ce badge ne vaut plus, faute de pratique."),
    Habilitation.State.SUSPENDED: _("Ce badge est suspendu."),
    Habilitation.State.REVOKED: _("Ce badge a été retiré."),
}


@login_required
@require_POST
def my_badge(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The signed badge, as a file for its holder alone."""
    person = signed_in(request)
    held = get_object_or_404(Habilitation, pk=pk, person=person)
    made = issue_credential(by=person, habilitation=held)
    response = HttpResponse(made.token, content_type="application/vc+jwt")
    response["Content-Disposition"] = f'attachment; filename="{held.badge[:60]}.jwt"'
    response["Cache-Control"] = "no-store"
    return response


@never_cache
@require_http_methods(SHOW_OR_SEND)
def badge_verify(request: HttpRequest) -> HttpResponseBase:
    """Paste it or send its file: it is read, answered, and not kept."""
    text = _sent(request)
    email = request.POST.get("courriel", "").strip()
    verdict = verified(text, timezone.localdate(), email) if text else None
    return render(request, "charters/badge_verify.html", {**_told(verdict), "email": email})


def _sent(request: HttpRequest) -> str:
    file = request.FILES.get("fichier")
    if file is None:
        return request.POST.get("badge", "").strip()
    return bytes(file.read(LONGEST)).decode("utf-8", errors="replace").strip() or "-"


@require_safe
def badge(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """What anybody may know of a badge: what it is, who gave it, whether it holds; not whose."""
    found = find_credential(public_id)
    if found is None:
        raise Http404
    state = found.habilitation.state_on(timezone.localdate())
    return render(request, "charters/badge.html", _told(Verdict(state, found)))


def _told(verdict: Verdict | None) -> dict[str, Any]:
    if verdict is None:
        return {"verdict": None}
    told: dict[str, Any] = {"verdict": verdict, "says": STANDINGS[verdict.standing]}
    if verdict.credential is not None:
        habilitation = verdict.credential.habilitation
        told |= {"habilitation": habilitation, "name": badge_name(habilitation)}
    return told


@require_safe
def badge_issuer(request: HttpRequest, slug: str) -> JsonResponse:
    told = open_badge.profile(issuer_of(wanted_community(slug)))
    return _json({"@context": list(open_badge.CONTEXT), **told})


@require_safe
def badge_achievement(request: HttpRequest, slug: str, name: str) -> JsonResponse:
    """What the badge is, from somebody who holds it, without a word of her."""
    rows = Habilitation.objects.select_related("community", "training")
    held = rows.filter(community=wanted_community(slug), badge=name).first()
    if held is None:
        raise Http404
    held.level = None
    told = open_badge.achievement_of(achievement_of(held))
    return _json({"@context": list(open_badge.CONTEXT), **told})


@require_safe
def badge_keys(request: HttpRequest, slug: str) -> JsonResponse:
    """The public keys of the community, as RFC 7517 writes them."""
    rows = BadgeKey.objects.filter(community=wanted_community(slug))
    return _json({"keys": list(rows.values_list("jwk", flat=True))})


@require_safe
def badge_key(request: HttpRequest, slug: str, kid: str) -> JsonResponse:
    return _json(get_object_or_404(BadgeKey, community__slug=slug, kid=kid).jwk)


@require_safe
def badge_revocations(request: HttpRequest, slug: str) -> JsonResponse:
    community = wanted_community(slug)
    revoked = revoked_in(community, timezone.localdate())
    return _json(open_badge.revocations(issuer_of(community), revoked))


def _json(told: dict[str, Any]) -> JsonResponse:
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response
