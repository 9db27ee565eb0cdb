"""Adding a resource to a place: a few letters, a proposal, a photo."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from entrelieux.communities.circles import Scope
from entrelieux.inventory.actions import add_photo
from entrelieux.places.errors import InvalidValues
from entrelieux.places.models import Place
from entrelieux.resources.actions import add_resource
from entrelieux.resources.forms import ResourceForm
from entrelieux.resources.models import Access, Condition, Kind, Resource
from entrelieux.resources.proposing import LONGEST_QUERY, Proposal, proposal_named, proposals_for
from entrelieux.resources.views.asking import kept_place, words_and_facts
from entrelieux.resources.wording import GROUPS

NEW = {
    "kind": Kind.MACHINE,
    "condition": Condition.WORKS,
    "access": [Access.ASK],
    "scope": Scope.PUBLIC,
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def resource_add(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """First what it is; then a form already half filled in."""
    place = kept_place(request, public_id)
    if request.method == "POST":
        return _sent(request, place)
    proposal = proposal_named(request.GET.get("choix", ""), place)
    state = proposal.state if proposal else _named(request)
    if state is None:
        return render(request, "resources/choose.html", _choice(request, place))
    told = words_and_facts(place, request.user)
    form = ResourceForm(state={**NEW, **state}, place=place, **told)
    return _form(request, place, form, proposal)


@login_required
@require_safe
def resource_proposals(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The proposals alone, while one types."""
    place = kept_place(request, public_id)
    return render(request, "resources/_proposals.html", _choice(request, place))


def _choice(request: HttpRequest, place: Place) -> dict[str, Any]:
    text = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    return {
        "place": place,
        "text": text,
        "proposals": proposals_for(text, place),
        "kinds": [(kind.value, GROUPS[kind]) for kind in Kind],
    }


def _named(request: HttpRequest) -> dict[str, Any] | None:
    """A kind, or words of their own; None while nothing is chosen."""
    kind = request.GET.get("genre", "")
    name = request.GET.get("nom", "").strip()[:LONGEST_QUERY]
    if kind in Kind.values or name:
        return {"name": name, **({"kind": kind} if kind in Kind.values else {})}
    return None


def _sent(request: HttpRequest, place: Place) -> HttpResponseBase:
    told = words_and_facts(place, request.user)
    form = ResourceForm(request.POST, request.FILES, state=NEW, place=place, **told)
    if not form.is_valid():
        return _form(request, place, form)
    try:
        added = _add(request, place, form)
    except InvalidValues as refusal:
        form.refuse(refusal.errors)
        return _form(request, place, form)
    messages.success(request, _("C’est ajouté."))
    return redirect(added)


def _form(
    request: HttpRequest, place: Place, form: ResourceForm, proposal: Proposal | None = None
) -> HttpResponseBase:
    """`proposal` when its figures fill in the form."""
    told = proposal if proposal and proposal.details else None
    context = {"form": form, "place": place, "proposal": told}
    return render(request, "resources/add.html", context, status=422 if form.errors else 200)


def _add(request: HttpRequest, place: Place, form: ResourceForm) -> Resource:
    added = add_resource(by=request.user, place=place, values=form.values())
    picture = form.cleaned_data["photo"]
    if picture:
        add_photo(by=request.user, entry=added, picture=picture)
    return added
