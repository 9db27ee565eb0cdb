"""What a network learned from its answers."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from entrelieux.accounts.views import signed_in
from entrelieux.bridges.models import LEAST_ANSWERS
from entrelieux.communities.models import Community
from entrelieux.introductions.actions import forget_lessons, limit_learning
from entrelieux.introductions.forms import LimitForm
from entrelieux.introductions.lessons import lessons_of
from entrelieux.introductions.permissions import can_follow_bridges, can_see_lessons


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def network_lessons(request: HttpRequest, slug: str) -> HttpResponseBase:
    network = Community.objects.filter(slug=slug, kind=Community.Kind.NETWORK).first()
    if network is None or not can_see_lessons(request.user, network):
        raise Http404(_("Ce réseau n’existe pas, ou n’est pas le vôtre."))
    if request.method == "POST":
        return _changed(request, network)
    return _page(request, network, LimitForm(initial={"limit": lessons_of(network).limit}))


def _changed(request: HttpRequest, network: Community) -> HttpResponseBase:
    if not can_follow_bridges(request.user, network):
        raise PermissionDenied(_("La coordination du réseau en décide."))
    by, now = signed_in(request), timezone.now()
    if request.POST.get("what") == "forget":
        forget_lessons(by=by, network=network, now=now)
        messages.success(request, _("C’est oublié : les suggestions sont celles d’origine."))
        return redirect("network_lessons", slug=network.slug)
    form = LimitForm(request.POST)
    if not form.is_valid():
        return _page(request, network, form, status=422)
    limit_learning(by=by, network=network, now=now, **form.cleaned_data)
    messages.success(request, _("Votre choix est enregistré."))
    return redirect("network_lessons", slug=network.slug)


def _page(
    request: HttpRequest, network: Community, form: LimitForm, status: int = 200
) -> HttpResponse:
    context = {
        "network": network,
        "page": lessons_of(network),
        "form": form,
        "least": LEAST_ANSWERS,
        "decides": can_follow_bridges(request.user, network),
    }
    return render(request, "introductions/lessons.html", context, status=status)
