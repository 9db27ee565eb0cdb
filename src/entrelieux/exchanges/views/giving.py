"""Giving by hand, and what accounts may owe."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entrelieux.accounts.views import signed_in
from entrelieux.communities.models import Community
from entrelieux.communities.views import wanted_community
from entrelieux.exchanges.actions.transfers import (
    account_of,
    bound_account,
    common_account,
    give,
)
from entrelieux.exchanges.errors import ExchangeError
from entrelieux.exchanges.forms import FloorForm, GiveForm
from entrelieux.exchanges.forms.accounts import SOMEBODY
from entrelieux.exchanges.models import Account, Unit
from entrelieux.exchanges.permissions import can_bound, can_give_from
from entrelieux.exchanges.queries import find_account
from entrelieux.platform.errors import Forbidden, NotFound
from entrelieux.platform.ids import new_public_id

SHOW_OR_SEND = ["GET", "HEAD", "POST"]


@never_cache
@login_required
@require_http_methods(SHOW_OR_SEND)
def account_give(request: HttpRequest, public_id: str) -> HttpResponse:
    source = find_account(public_id)
    if source is None or not can_give_from(request.user, source):
        raise NotFound(_("Ce compte n’existe pas, ou il est à quelqu’un d’autre."))
    form = GiveForm(
        request.POST or None, community=source.community, initial={"key": new_public_id()}
    )
    if request.method == "POST" and form.is_valid() and _given(request, source, form):
        messages.success(request, _("C’est noté."))
        return redirect("account_statement", source.public_id)
    context = {"account": source, "form": form}
    return render(request, "exchanges/give.html", context, status=422 if form.errors else 200)


def _given(request: HttpRequest, source: Account, form: GiveForm) -> bool:
    told = form.cleaned_data
    to = _account(source.community, source.unit, form)
    if to == source:
        form.add_error("whose", _("C’est déjà ce compte : choisissez-en un autre."))
        return False
    about = {"amount": told["amount"], "memo": told["memo"], "key": f"give:{told['key']}"}
    try:
        give(by=signed_in(request), source=source, to=to, **about)
    except ExchangeError as refusal:
        form.add_error("amount", refusal.message)
    return not form.errors


@never_cache
@login_required
@require_http_methods(SHOW_OR_SEND)
def books_floor(request: HttpRequest, slug: str) -> HttpResponse:
    """What a person has is not shown to hosts: they say the least, for whom they name."""
    community = wanted_community(slug)
    if not can_bound(community)(request.user):
        raise Forbidden(_("Seules les personnes qui animent la communauté décident de cela."))
    form = FloorForm(request.POST or None, community=community)
    if request.method == "POST" and form.is_valid():
        account = _account(community, form.cleaned_data["unit"], form)
        try:
            bound_account(by=signed_in(request), account=account, floor=form.floor)
        except ExchangeError as refusal:
            form.add_error("least", refusal.message)
        else:
            messages.success(request, _("C’est réglé."))
            return redirect("books", community.slug)
    context = {"community": community, "form": form}
    return render(request, "exchanges/floor.html", context, status=422 if form.errors else 200)


def _account(community: Community, unit: Unit, form: GiveForm | FloorForm) -> Account:
    if form.cleaned_data["whose"] == SOMEBODY:
        return account_of(form.cleaned_data["member"], community, unit)
    return common_account(community, unit)
