"""Who could meet in a network, for its coordination."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrelieux.bridges.models import SourceKind
from entrelieux.communities.models import Community
from entrelieux.introductions.permissions import can_follow_bridges
from entrelieux.meetings.page import pair_lines
from entrelieux.meetings.queries import pairs_in


@login_required
@require_safe
def network_meetings(request: HttpRequest, slug: str) -> HttpResponse:
    network = get_object_or_404(Community, slug=slug, kind=Community.Kind.NETWORK)
    if not can_follow_bridges(request.user, network):
        raise PermissionDenied(_("Cette page est celle de la coordination du réseau."))
    titles = {
        SourceKind.PLACE: _("Des lieux"),
        SourceKind.PROJECT: _("Des projets"),
        SourceKind.PERSON: _("Des personnes de métiers différents"),
    }
    groups = [
        (kind, title, pair_lines(pairs_in(network, kind), kind)) for kind, title in titles.items()
    ]
    return render(request, "meetings/desk.html", {"network": network, "groups": groups})
