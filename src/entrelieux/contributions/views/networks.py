"""A network's own pages: how true its map is, what to ask whom, its thresholds."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelieux.accounts.models import Person
from entrelieux.accounts.views import signed_in
from entrelieux.communities.models import Community
from entrelieux.contributions.actions import set_policy, trust_contributor, withdraw_trust
from entrelieux.contributions.forms import PolicyForm, TrustForm
from entrelieux.contributions.models import NetworkPolicy, TrustedContributor
from entrelieux.contributions.permissions import can_run_network
from entrelieux.contributions.policies import NEIGHBOUR_FIELDS, Thresholds
from entrelieux.contributions.queries import (
    freshness_of_network,
    gaps_of,
    open_claims,
    open_proposals,
    to_ask,
)


@login_required
@require_safe
def dashboard(request: HttpRequest, slug: str) -> HttpResponse:
    network = _run_by(request, slug)
    policy = NetworkPolicy.objects.filter(network=network).first()
    days = policy.stale_after_days if policy else Thresholds().stale_after_days
    thresholds, today = Thresholds(stale_after_days=days), timezone.localdate()
    context = {
        "network": network,
        "freshness": freshness_of_network(network, thresholds, today),
        "gaps": gaps_of(network),
        "to_ask": to_ask(network, thresholds, today),
        "days": days,
        "proposals": open_proposals(request.user).count(),
        "claims": open_claims().count(),
    }
    return render(request, "contributions/dashboard.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def policy(request: HttpRequest, slug: str) -> HttpResponseBase:
    network = _run_by(request, slug)
    known = NetworkPolicy.objects.filter(network=network).first()
    initial = None if known else {"neighbour_fields": list(NEIGHBOUR_FIELDS)}
    form = PolicyForm(
        request.POST or None, instance=known or NetworkPolicy(network=network), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        set_policy(by=signed_in(request), network=network, **form.cleaned_data)
        messages.success(request, _("Les seuils du réseau sont enregistrés."))
        return redirect("network_policy", slug=slug)
    trusted = TrustedContributor.objects.filter(network=network).select_related("person")
    context = {"network": network, "form": form, "trusted": trusted, "trust_form": TrustForm()}
    status = 422 if form.errors else 200
    return render(request, "contributions/policy.html", context, status=status)


@login_required
@require_POST
def trust(request: HttpRequest, slug: str) -> HttpResponseBase:
    network = _run_by(request, slug)
    form = TrustForm(request.POST)
    email = form.cleaned_data["email"].lower() if form.is_valid() else ""
    person = Person.objects.filter(email=email).first()
    if person is None:
        messages.error(request, _("Personne n’a de compte à cette adresse."))
    elif request.POST.get("decision") == "withdraw":
        withdraw_trust(by=signed_in(request), network=network, person=person)
        messages.success(request, _("Ses contributions seront relues."))
    else:
        trust_contributor(by=signed_in(request), network=network, person=person)
        messages.success(request, _("Ses contributions seront publiées directement."))
    return redirect("network_policy", slug=slug)


def _run_by(request: HttpRequest, slug: str) -> Community:
    network = get_object_or_404(Community, slug=slug, kind=Community.Kind.NETWORK)
    if not can_run_network(request.user, network):
        raise PermissionDenied(_("Cette page est celle de la coordination du réseau."))
    return network
