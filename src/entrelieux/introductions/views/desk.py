"""The coordinator's view of the bridges of her network."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrelieux.accounts.views import signed_in
from entrelieux.communities.models import Community
from entrelieux.introductions.actions import introduce
from entrelieux.introductions.desk import desk_of, open_needs, places_in
from entrelieux.introductions.forms import IntroduceForm
from entrelieux.introductions.permissions import can_follow_bridges
from entrelieux.platform.errors import EntrelieuxError


@login_required
@require_safe
def network_bridges(request: HttpRequest, slug: str) -> HttpResponse:
    network = _followed(request, slug)
    return _page(request, network, _form(request, network))


@login_required
@require_POST
def network_introduce(request: HttpRequest, slug: str) -> HttpResponseBase:
    network = _followed(request, slug)
    form = _form(request, network)
    if not form.is_valid():
        return _page(request, network, form, status=422)
    try:
        introduce(by=signed_in(request), now=timezone.now(), **form.cleaned_data)
    except EntrelieuxError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Les deux côtés ont reçu votre présentation."))
    return redirect("network_bridges", slug=slug)


def _followed(request: HttpRequest, slug: str) -> Community:
    network = get_object_or_404(Community, slug=slug, kind=Community.Kind.NETWORK)
    if not can_follow_bridges(request.user, network):
        raise PermissionDenied(_("Cette page est celle de la coordination du réseau."))
    return network


def _form(request: HttpRequest, network: Community) -> IntroduceForm:
    form = IntroduceForm(request.POST or None)
    now = timezone.now()
    form.fields["need"].queryset = open_needs(request.user, now)  # type: ignore[attr-defined]
    form.fields["place"].queryset = places_in(network)  # type: ignore[attr-defined]
    return form


def _page(
    request: HttpRequest, network: Community, form: IntroduceForm, status: int = 200
) -> HttpResponse:
    desk = desk_of(network, request.user, timezone.now())
    context = {"network": network, "desk": desk, "form": form}
    return render(request, "introductions/desk.html", context, status=status)
