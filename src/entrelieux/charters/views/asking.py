"""« Puis-je ? »: a person, an act, an answer with all its reasons; and agreements."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelieux.accounts.models import Person
from entrelieux.charters.actions import (
    answer_agreement,
    ask_agreement,
    keep_requests,
    withdraw_agreement,
)
from entrelieux.charters.errors import CharterError
from entrelieux.charters.inquiry import Inquiry
from entrelieux.charters.mails import PURPOSE, what_is_asked
from entrelieux.charters.models import AgreementRequest, PastRequest
from entrelieux.charters.permissions import (
    can_answer_agreement,
    can_propose_rule,
    can_see_agreement,
)
from entrelieux.charters.queries import waiting_for, wanted_version
from entrelieux.charters.views.asked import SHOW_OR_SEND, signed_in
from entrelieux.communities.models import Community
from entrelieux.communities.views import wanted_community
from entrelieux.lexicons.language import current_language
from entrelieux.platform.errors import Forbidden
from entrelieux.platform.links import read_token


@require_http_methods(SHOW_OR_SEND)
def may_i(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Anyone asks about a person who is described; members about themselves; hosts of members.

    The form is sent so that what members ask is kept, without who asked, and leads to an address
    that holds the question.
    """
    community = wanted_community(slug)
    if request.method == "POST":
        return _kept(request, community)
    inquiry = Inquiry(wanted_version(community), request.GET, request.user)
    answer = inquiry.answered()
    context = {
        "community": community,
        "inquiry": inquiry,
        "answer": answer,
        "whom": inquiry.whom(answer) if answer else [],
        "can_propose": bool(answer) and can_propose_rule(request.user, community),
        "query": request.GET.urlencode(),
    }
    return render(request, "charters/may_i.html", context)


def _kept(request: HttpRequest, community: Community) -> HttpResponseBase:
    told = request.POST.copy()
    told.pop("csrfmiddlewaretoken", None)
    inquiry = Inquiry(wanted_version(community), told, request.user)
    answer = inquiry.answered()
    if answer is not None and inquiry.is_member:
        keep_requests(source=PastRequest.Source.MAY_I, decisions=[answer.decision])
    return redirect(f"{reverse('may_i', args=[community.slug])}?{told.urlencode()}#answer")


@login_required
@require_POST
def agreement_ask(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One gesture: the question as it was put is sent to those whose agreement it takes."""
    community = wanted_community(slug)
    inquiry = Inquiry(wanted_version(community), request.POST, request.user)
    answer = inquiry.answered()
    wanted = request.POST.get("accord", "")
    asked = next((one for one in answer.asks if one.by == wanted), None) if answer else None
    if asked is None or answer is None or not inquiry.is_about_me:
        messages.error(request, _("Cet accord n’est pas ce qui manque : demandez d’abord."))
        return redirect("may_i", slug)
    made = ask_agreement(
        by=signed_in(request),
        community=community,
        decision=answer.decision,
        agreement=asked,
        note=request.POST.get("note", "").strip()[:300],
    )
    messages.success(request, _("C’est demandé. Vous recevrez la réponse par courriel."))
    return redirect(made.get_absolute_url())


@never_cache
@login_required
@require_http_methods(SHOW_OR_SEND)
def agreement(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One request: its answer is one button for those whose agreement it is."""
    found = _wanted(public_id=public_id)
    if not can_see_agreement(request.user, found):
        raise Forbidden(_("Seuls qui demande et qui peut répondre lisent cette demande."))
    if request.method == "POST":
        _gesture(request, signed_in(request), found)
        return redirect(found.get_absolute_url())
    may_answer = can_answer_agreement(request.user, found)
    return _shown(request, found, may_answer=may_answer)


@never_cache
@require_http_methods(SHOW_OR_SEND)
def agreement_by_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """From the mail, without signing in: the link names the request and who was asked."""
    key, giver_key = read_token(token, PURPOSE)
    found = _wanted(pk=key)
    giver = Person.objects.filter(pk=giver_key, is_active=True).first()
    if giver is None or not can_answer_agreement(giver, found):
        raise Http404(_("Cette demande n’est plus la vôtre."))
    if request.method == "POST":
        _gesture(request, giver, found)
        return redirect(request.path)
    return _shown(request, found, may_answer=True)


def _wanted(**key: object) -> AgreementRequest:
    rows = AgreementRequest.objects.select_related("person", "community", "answered_by")
    return get_object_or_404(rows, **key)


def _gesture(request: HttpRequest, person: Person, found: AgreementRequest) -> None:
    gesture = request.POST.get("geste")
    try:
        if gesture == "retirer":
            withdraw_agreement(by=person, request=found)
            messages.success(request, _("C’est retiré."))
        elif gesture in ("donner", "refuser"):
            answer_agreement(by=person, request=found, gives=gesture == "donner")
            messages.success(request, _("C’est répondu : la personne est prévenue."))
    except CharterError as refusal:
        messages.error(request, refusal.message)


def _shown(request: HttpRequest, found: AgreementRequest, *, may_answer: bool) -> HttpResponseBase:
    context = {
        "agreement": found,
        "what": what_is_asked(found, current_language()),
        "may_answer": may_answer,
        "is_mine": request.user.pk == found.person_id,
    }
    return render(request, "charters/agreement.html", context)


@never_cache
@login_required
@require_safe
def agreements(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What waits for my answer, and what I asked."""
    community = wanted_community(slug)
    person = signed_in(request)
    mine = AgreementRequest.objects.filter(community=community, person=person)
    language = current_language()
    context = {
        "community": community,
        "waiting": [(one, what_is_asked(one, language)) for one in waiting_for(person, community)],
        "mine": [(one, what_is_asked(one, language)) for one in mine[:50]],
    }
    return render(request, "charters/agreements.html", context)
