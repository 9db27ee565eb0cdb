"""Founding a community, welcoming people in it, leaving it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from entrelieux.accounts.models import Person
from entrelieux.communities.actions import (
    change_role,
    create_community,
    remove_member,
    welcome_member,
)
from entrelieux.communities.errors import CommunityError
from entrelieux.communities.forms import FoundingForm, WelcomeForm, roles_in
from entrelieux.communities.models import Community
from entrelieux.communities.permissions import can_found, can_run, is_member_of
from entrelieux.communities.queries import communities_with_counts, current_memberships
from entrelieux.platform.errors import Forbidden, NotFound, TooOften
from entrelieux.platform.rate import spend

SHOW_OR_SEND = ["GET", "HEAD", "POST"]
WELCOMES_PER_HOUR = 30


@require_http_methods(SHOW_OR_SEND)
def communities(request: HttpRequest) -> HttpResponseBase:
    """Every community, and the way to found one for those who may."""
    may_found = can_found(request.user)
    if request.method == "POST" and not may_found:
        raise Forbidden(_("Seule la coordination d’un réseau fonde une communauté : écrivez-lui."))
    form = FoundingForm(request.POST or None) if may_found else None
    if form and form.is_valid():
        try:
            community = create_community(by=person_of(request), **form.cleaned_data)
        except CommunityError as error:
            form.add_error("name", error.message)
        else:
            messages.success(request, _("La communauté existe : accueillez-y des personnes."))
            return redirect("community_members", community.slug)
    context = {"communities": communities_with_counts(), "form": form}
    status = 422 if form and form.errors else 200
    return render(request, "communities/list.html", context, status=status)


@login_required
@require_http_methods(SHOW_OR_SEND)
def members(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Who belongs, for those who run the community; a form welcomes somebody."""
    community = run_by(request, slug)
    form = WelcomeForm(request.POST or None, community=community)
    if form.is_valid():
        refuse_if_too_often(request)
        try:
            welcome_member(by=person_of(request), community=community, **form.cleaned_data)
        except CommunityError as error:
            form.add_error("email", error.message)
        else:
            messages.success(request, _("C’est fait : un courriel le lui dit."))
            return redirect("community_members", community.slug)
    context = {
        "community": community,
        "form": form,
        "memberships": current_memberships()
        .filter(community=community)
        .select_related("person")
        .order_by("person__name", "pk"),
        "roles": roles_in(community),
    }
    status = 422 if form.errors else 200
    return render(request, "communities/members.html", context, status=status)


@login_required
@require_POST
def member(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Changes the role of a member, or ends the membership."""
    community = run_by(request, slug)
    found = current_memberships().filter(community=community, pk=pk).first()
    if found is None:
        raise NotFound(_("Cette personne ne fait plus partie de la communauté."))
    facts: dict[str, Any] = {
        "by": person_of(request),
        "person": found.person,
        "community": community,
    }
    if request.POST.get("role") == "":
        remove_member(**facts)
        messages.success(request, _("L’adhésion est terminée."))
    else:
        change_role(**facts, role=request.POST.get("role", ""))
        messages.success(request, _("Le rôle est changé."))
    return redirect("community_members", community.slug)


@login_required
@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponseBase:
    community = wanted_community(slug)
    if not is_member_of(community)(request.user):
        raise NotFound(_("Vous ne faites pas partie de cette communauté."))
    person = person_of(request)
    remove_member(by=person, person=person, community=community)
    messages.success(request, _("Vous avez quitté « %(name)s ».") % {"name": community.name})
    return redirect("account")


def run_by(request: HttpRequest, slug: str) -> Community:
    """The community, when the person may run it; else it does not tell who belongs."""
    community = wanted_community(slug)
    if not can_run(community)(request.user):
        raise Forbidden(_("Seules les personnes qui animent cette communauté voient ses membres."))
    return community


def wanted_community(slug: str) -> Community:
    community = Community.objects.filter(slug=slug).first()
    if community is None:
        raise NotFound(_("Cette communauté n’existe pas : vérifiez son adresse."))
    return community


def refuse_if_too_often(request: HttpRequest) -> None:
    spent = spend(
        f"welcome:{person_of(request).pk}", rate=WELCOMES_PER_HOUR / 3600, burst=WELCOMES_PER_HOUR
    )
    if not spent.allowed:
        raise TooOften(
            _("Beaucoup de personnes accueillies d’un coup : reprenez dans quelques minutes."),
            retry_after=spent.retry_after,
        )


def person_of(request: HttpRequest) -> Person:
    """The person behind a view that `login_required` guards."""
    person: Any = request.user
    return person
