"""Agreements of a community: the list, one of them, and the gestures of its hosts."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelieux.accounts.views import signed_in
from entrelieux.communities.models import Community
from entrelieux.communities.views import wanted_community
from entrelieux.exchanges.actions.agreements import (
    end_agreement,
    note_step,
    propose_agreement,
    review_agreement,
    show_balance,
    sign_agreement,
    withdraw_recognition,
)
from entrelieux.exchanges.actions.transfers import exchange
from entrelieux.exchanges.errors import ExchangeError
from entrelieux.exchanges.forms import (
    AgreementForm,
    ExchangeForm,
    RecognitionForms,
    StepForm,
    recognitions_of,
)
from entrelieux.exchanges.models import Agreement, Recognition
from entrelieux.exchanges.pages import agreement_page
from entrelieux.exchanges.permissions import can_note_exchange, can_sign_for, can_withdraw
from entrelieux.exchanges.queries import agreements_of
from entrelieux.platform.errors import Forbidden, NotFound

SHOW_OR_SEND = ["GET", "HEAD", "POST"]


@require_safe
def agreements(request: HttpRequest, slug: str) -> HttpResponse:
    community = wanted_community(slug)
    context = {
        "community": community,
        "agreements": agreements_of(community, request.user),
        "today": timezone.localdate(),
        "can_propose": can_sign_for(community)(request.user),
    }
    return render(request, "exchanges/agreements.html", context)


@login_required
@require_http_methods(SHOW_OR_SEND)
def agreement_new(request: HttpRequest, slug: str) -> HttpResponseBase:
    community = wanted_community(slug)
    _refuse_others(request, community)
    form = AgreementForm(request.POST or None, community=community)
    lines = RecognitionForms(request.POST or None, prefix="recognition")
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        second = form.cleaned_data["second"]
        proposed = propose_agreement(
            by=signed_in(request),
            first=community,
            second=second,
            values=form.values(),
            recognitions=recognitions_of(lines, community, second),
        )
        messages.success(request, _("L’accord est proposé : l’autre lieu est prévenu."))
        return redirect(proposed)
    context = {"community": community, "form": form, "lines": lines}
    status = 422 if form.errors or any(lines.errors) else 200
    return render(request, "exchanges/propose.html", context, status=status)


@require_safe
def agreement(request: HttpRequest, public_id: str) -> HttpResponse:
    found = wanted_agreement(request, public_id)
    return render(request, "exchanges/agreement.html", agreement_page(found, request.user))


@login_required
@require_POST
def agreement_sign(request: HttpRequest, public_id: str) -> HttpResponse:
    found = wanted_agreement(request, public_id)
    _refuse_others(request, found.second)
    sign_agreement(by=signed_in(request), agreement=found)
    messages.success(request, _("L’accord est signé : il est en vigueur."))
    return redirect(found)


@login_required
@require_POST
def agreement_end(request: HttpRequest, public_id: str) -> HttpResponse:
    found, community = _spoken_for(request, public_id)
    end_agreement(
        by=signed_in(request),
        agreement=found,
        community=community,
        because=request.POST.get("because", ""),
    )
    messages.success(request, _("L’accord est fini. Ce qui a été compté reste dans les comptes."))
    return redirect(found)


@login_required
@require_POST
def recognition_withdraw(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    found = wanted_recognition(request, public_id, pk)
    because = request.POST.get("because", "")
    withdraw_recognition(by=signed_in(request), recognition=found, because=because)
    messages.success(
        request, _("Cette habilitation n’est plus reconnue. Le reste de l’accord continue.")
    )
    return redirect(found.agreement)


@login_required
@require_POST
def agreement_review(request: HttpRequest, public_id: str) -> HttpResponse:
    found, _community = _spoken_for(request, public_id)
    until = parse_date(request.POST.get("until", "")) or timezone.localdate()
    review_agreement(by=signed_in(request), agreement=found, until=until)
    messages.success(request, _("L’accord est gardé jusqu’à cette date."))
    return redirect(found)


@login_required
@require_POST
def agreement_show(request: HttpRequest, public_id: str) -> HttpResponse:
    found, community = _spoken_for(request, public_id)
    shown = request.POST.get("shown") == "1"
    show_balance(by=signed_in(request), agreement=found, community=community, shown=shown)
    return redirect(found)


@login_required
@require_POST
def agreement_exchange(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = wanted_agreement(request, public_id)
    _refuse_strangers(request, found)
    form = ExchangeForm(request.POST, agreement=found)
    if form.is_valid():
        guest = form.cleaned_data["email"]
        try:
            exchange(
                by=signed_in(request),
                agreement=found,
                guest=guest.person,
                home=guest.community,
                amount=form.cleaned_data["amount"],
                memo=form.cleaned_data["memo"],
                key=f"page:{form.cleaned_data['key']}",
            )
        except ExchangeError as error:
            form.add_error("amount", error.message)
        else:
            messages.success(request, _("C’est noté."))
            return redirect(found)
    context = agreement_page(found, request.user, exchange_form=form)
    return render(request, "exchanges/agreement.html", context, status=422)


@login_required
@require_POST
def agreement_step(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = wanted_agreement(request, public_id)
    form = StepForm(request.POST, agreement=found)
    if form.is_valid():
        recognition = form.cleaned_data["recognition"]
        _refuse_others(request, recognition.accepting)
        note_step(
            by=signed_in(request),
            recognition=recognition,
            person=form.cleaned_data["email"].person,
        )
        messages.success(request, _("C’est noté : l’habilitation compte maintenant."))
        return redirect(found)
    _refuse_strangers(request, found)
    context = agreement_page(found, request.user, step_form=form)
    return render(request, "exchanges/agreement.html", context, status=422)


def wanted_agreement(request: HttpRequest, public_id: str) -> Agreement:
    found: Agreement | None = (
        Agreement.objects.visible_to(request.user)
        .filter(public_id=public_id)
        .select_related("first", "second", "unit", "ended_by")
        .first()
    )
    if found is None:
        raise NotFound(_("Cet accord n’existe pas, ou il n’est lu que par les deux lieux."))
    return found


def wanted_recognition(request: HttpRequest, public_id: str, pk: int) -> Recognition:
    """For who may withdraw it."""
    recognitions = wanted_agreement(request, public_id).recognitions
    found: Recognition | None = recognitions.select_related("accepting").filter(pk=pk).first()
    if found is None:
        raise NotFound(_("Cet accord ne reconnaît pas cette habilitation : rechargez la page."))
    if not can_withdraw(found)(request.user):
        raise _not_speaking_for(found.accepting)
    return found


def _refuse_others(request: HttpRequest, community: Community) -> None:
    if not can_sign_for(community)(request.user):
        raise _not_speaking_for(community)


def _not_speaking_for(community: Community) -> Forbidden:
    return Forbidden(
        _("Seules les personnes qui animent « %(name)s » le font.") % {"name": community.name}
    )


def _refuse_strangers(request: HttpRequest, found: Agreement) -> None:
    if not can_note_exchange(found)(request.user):
        raise Forbidden(_("Seules les personnes qui animent l’un des deux lieux le font."))


def _spoken_for(request: HttpRequest, public_id: str) -> tuple[Agreement, Community]:
    """The agreement, and the community of it that the person hosts; the one named, of two."""
    found = wanted_agreement(request, public_id)
    hosted = [one for one in found.parties if can_sign_for(one)(request.user)]
    named = [one for one in hosted if one.slug == request.POST.get("community")]
    if not hosted:
        _refuse_strangers(request, found)
    return found, (named or hosted)[0]
