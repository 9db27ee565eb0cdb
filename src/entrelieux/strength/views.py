"""How strong a network is: reads only what a job kept."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrelieux.communities.models import Community
from entrelieux.strength.page import strength_page
from entrelieux.strength.permissions import can_read_strength
from entrelieux.strength.queries import latest_reading, networks_of, readings_over_time


@login_required
@require_safe
def networks(request: HttpRequest) -> HttpResponseBase:
    """Straight to one's network when there is but one."""
    found = list(networks_of(request.user)[:20])
    if len(found) == 1:
        return redirect("network_strength", slug=found[0].slug)
    return render(request, "strength/networks.html", {"networks": found})


@login_required
@require_safe
def network_strength(request: HttpRequest, slug: str) -> HttpResponse:
    network = get_object_or_404(Community, slug=slug, kind=Community.Kind.NETWORK)
    if not can_read_strength(request.user, network):
        raise PermissionDenied(_("Cette page est celle des membres du réseau."))
    reading = latest_reading(network)
    page = strength_page(reading, readings_over_time(network)) if reading else None
    return render(request, "strength/strength.html", {"network": network, "page": page})
