"""What one gave and received, and the books of a community."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrelieux.accounts.views import signed_in
from entrelieux.communities.views import wanted_community
from entrelieux.exchanges.actions.transfers import reverse_transfer
from entrelieux.exchanges.models import Account, Transfer
from entrelieux.exchanges.permissions import (
    can_bound,
    can_give_from,
    can_read_account,
    can_read_books,
    can_reverse,
)
from entrelieux.exchanges.queries import accounts_in, entries_of, find_account
from entrelieux.platform.errors import Forbidden, NotFound

PAGE_SIZE = 50


@login_required
@require_safe
def my_accounts(request: HttpRequest) -> HttpResponse:
    accounts = Account.objects.of_person(request.user).select_related("unit", "community")
    return render(request, "exchanges/accounts.html", {"accounts": accounts, "community": None})


@login_required
@require_safe
def books(request: HttpRequest, slug: str) -> HttpResponse:
    """The common account and those towards partners; what a person has is hers to read."""
    community = wanted_community(slug)
    if not can_read_books(community)(request.user):
        raise Forbidden(_("Les comptes d’une communauté sont lus par ses membres."))
    context = {
        "accounts": accounts_in(community),
        "community": community,
        "bounds": can_bound(community)(request.user),
    }
    return render(request, "exchanges/accounts.html", context)


@login_required
@require_safe
def account_statement(request: HttpRequest, public_id: str) -> HttpResponse:
    account = find_account(public_id)
    if account is None or not can_read_account(request.user, account):
        raise NotFound(_("Ce compte n’existe pas, ou il est à quelqu’un d’autre."))
    page = Paginator(entries_of(account), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"account": account, "page": page, "gives": can_give_from(request.user, account)}
    return render(request, "exchanges/statement.html", context)


@login_required
@require_POST
def transfer_reverse(request: HttpRequest, public_id: str) -> HttpResponse:
    found = Transfer.objects.filter(public_id=public_id).select_related("agreement").first()
    if found is None or not can_reverse(found)(request.user):
        raise NotFound(_("Cet échange n’existe pas, ou il n’est pas dans vos comptes."))
    reverse_transfer(by=signed_in(request), wrong=found, because=_("Noté par erreur"))
    messages.success(request, _("L’échange est annulé par un autre, en sens inverse."))
    return redirect(found.agreement or "my_accounts")
