"""Passkeys: allauth's ceremonies in our pages."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import AddWebAuthnForm, LoginWebAuthnForm
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView, RemoveWebAuthnView
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from entrelieux.accounts.sessions import recently_signed_in

# What the libraries raise for a credential that no browser writes.
MALFORMED = (KeyError, TypeError, ValueError, AttributeError)


class LoginForm(LoginWebAuthnForm):
    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()
        except MALFORMED as error:
            raise get_adapter().validation_error("incorrect_code") from error


class AddForm(AddWebAuthnForm):
    name = forms.CharField(label=gettext_lazy("Nom de cette clé"), max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except MALFORMED as error:
            raise get_adapter().validation_error("incorrect_code") from error


class LoginPasskey(LoginWebAuthnView):
    def get_form_class(self) -> type[LoginForm]:
        return LoginForm


@method_decorator([never_cache, recently_signed_in], name="dispatch")
class AddPasskey(AddWebAuthnView):
    template_name = "accounts/passkey_add.html"

    def get_form_class(self) -> type[AddForm]:
        return AddForm

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(
            self.request, _("C’est prêt : cet appareil vous ouvrira désormais la porte.")
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("account")


@method_decorator([never_cache, recently_signed_in], name="dispatch")
class RemovePasskey(RemoveWebAuthnView):
    template_name = "accounts/passkey_remove.html"
    success_url = reverse_lazy("account")
