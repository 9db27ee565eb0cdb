"""Signing in and out, and looking after one's account."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrelieux.accounts.actions import (
    delete_account,
    follow_operators,
    send_login_code,
    update_account,
    welcome_person,
)
from entrelieux.accounts.codes import expect_code, expected_code, prove_address
from entrelieux.accounts.errors import SpentCode, WrongCode
from entrelieux.accounts.forms import AccountForm, AddressForm, CodeForm
from entrelieux.accounts.models import Person
from entrelieux.accounts.personal import what_goes, what_stays
from entrelieux.accounts.queries import data_of, passkeys_of
from entrelieux.accounts.sessions import recently_signed_in
from entrelieux.platform.errors import TooOften

SHOW_OR_SEND = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(SHOW_OR_SEND)
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """One page for newcomers and members: an address, and a code is sent to it."""
    is_again = "again" in request.GET
    if request.user.is_authenticated and not is_again:
        return redirect(after_sign_in(request))
    initial = {"email": request.user.email} if request.user.is_authenticated else None
    form = AddressForm(request.POST or None, initial=initial)
    if form.is_valid() and _send_code(request, form):
        return redirect(f"{reverse('account_confirm_code')}?{next_parameter(request)}")
    status = 422 if form.errors else 200
    context = {"form": form, "is_again": is_again, "next": next_address(request)}
    return render(request, "accounts/sign_in.html", context, status=status)


@never_cache
@require_http_methods(SHOW_OR_SEND)
def confirm_code(request: HttpRequest) -> HttpResponseBase:
    """The code is typed here; a right one signs in, and makes the account the first time."""
    expected = expected_code(request.session, now=timezone.now())
    if expected is None:
        messages.info(request, _("Ce code ne peut plus servir : demandez-en un nouveau."))
        return redirect(f"{reverse('account_login')}?{next_parameter(request)}")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            email = prove_address(
                request.session, typed=form.cleaned_data["code"], now=timezone.now()
            )
        except WrongCode as error:
            form.add_error("code", error.message)
        except SpentCode as error:
            messages.error(request, error.message)
            return redirect(f"{reverse('account_login')}?{next_parameter(request)}")
        else:
            return _enter(request, email)
    context = {"form": form, "email": expected.email, "next": next_address(request)}
    return render(
        request, "accounts/confirm_code.html", context, status=422 if form.errors else 200
    )


@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@require_safe
def closed_account(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/closed.html", status=403)


@never_cache
@login_required
@require_http_methods(SHOW_OR_SEND)
def account(request: HttpRequest) -> HttpResponseBase:
    """Name, language, memberships, passkeys, and the way out."""
    person = signed_in(request)
    form = AccountForm(request.POST or None, instance=person)
    if form.is_valid():
        update_account(by=person, **form.cleaned_data)
        messages.success(request, _("C’est enregistré."))
        response = redirect("account")
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, person.language, max_age=31_536_000)
        return response
    context = {
        "form": form,
        "memberships": person.memberships.filter(until=None).select_related("community"),
        "passkeys": passkeys_of(person),
    }
    return render(request, "accounts/account.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_safe
def export_data(request: HttpRequest) -> HttpResponse:
    response = JsonResponse(
        data_of(signed_in(request)), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response["Content-Disposition"] = 'attachment; filename="entrelieux.json"'
    return response


@never_cache
@recently_signed_in
@require_http_methods(SHOW_OR_SEND)
def close_account(request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST":
        context = {"goes": what_goes(), "stays": what_stays()}
        return render(request, "accounts/delete.html", context)
    person = signed_in(request)
    logout(request)
    delete_account(by=person)
    messages.success(request, _("Votre compte est supprimé."))
    return redirect(settings.LOGOUT_REDIRECT_URL)


def signed_in(request: HttpRequest) -> Person:
    """The person behind a view that `login_required` guards."""
    person: Any = request.user
    return person


def next_address(request: HttpRequest) -> str:
    """Where the visitor was going, when that is on this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else ""


def next_parameter(request: HttpRequest) -> str:
    wanted = next_address(request)
    return urlencode({"next": wanted}) if wanted else ""


def after_sign_in(request: HttpRequest) -> str:
    return next_address(request) or resolve_url(settings.LOGIN_REDIRECT_URL)


def _send_code(request: HttpRequest, form: AddressForm) -> bool:
    email, now = form.cleaned_data["email"], timezone.now()
    try:
        code = send_login_code(email=email, visitor=request.META.get("REMOTE_ADDR", ""), now=now)
    except TooOften as error:
        form.add_error("email", error.message)
        return False
    expect_code(request.session, email=email, code=code, now=now)
    return True


def _enter(request: HttpRequest, email: str) -> HttpResponseBase:
    person = welcome_person(email=email, language=get_language() or "fr")
    if not person.is_active:
        return redirect("account_inactive")
    follow_operators(person=person)
    get_adapter().login(request, person)
    return redirect(after_sign_in(request))
