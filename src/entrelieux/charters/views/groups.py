"""What becomes of a group without accounts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrelieux.charters.actions import close_group, withdraw_group_badge
from entrelieux.charters.models import TrainedGroup
from entrelieux.charters.permissions import can_lead_group
from entrelieux.charters.views.asked import signed_in
from entrelieux.communities.views import wanted_community
from entrelieux.platform.errors import Forbidden


@login_required
@require_POST
def trained_group_change(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """By who trained it, or the hosts: a badge that is sent is withdrawn, else the group closed."""
    community = wanted_community(slug)
    group = get_object_or_404(TrainedGroup, community=community, pk=pk, closed_on=None)
    if not can_lead_group(request.user, group):
        raise Forbidden(_("Qui a formé ce groupe le retire, ou un animateur."))
    told: dict[str, Any] = {"by": signed_in(request)}
    if request.POST.get("geste") == "retirer":
        sent = request.POST.get("habilitation", "")
        badges = group.badges.filter(revoked_on=None)
        badge = get_object_or_404(badges, pk=int(sent) if sent.isdecimal() else 0)
        withdraw_group_badge(**told, badge=badge)
        messages.success(request, _("C’est retiré."))
    else:
        close_group(**told, group=group)
        messages.success(request, _("Le groupe est clos : on ne réserve plus pour lui."))
    return redirect("habilitations", slug)
