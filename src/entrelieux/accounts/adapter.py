"""How allauth's passkeys behave here; signing in by code is in `views`."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelieux.accounts.sessions import mark_signed_in


class AccountAdapter(DefaultAccountAdapter):
    """Signs in with a passkey as with a code; says things in our own words, in our own views."""

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        mark_signed_in(request)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Drops what allauth's templates say; keeps the errors, whose words are ours."""
        if message:
            super().add_message(request, level, extra_tags=extra_tags, message=message)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Our views ask for a recent sign-in themselves, by code or passkey alike."""
        return False


class PasskeyAdapter(DefaultMFAAdapter):
    """A passkey replaces the code; it is never asked on top of it."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "Cette clé d’accès n’a pas été reconnue. Réessayez, ou demandez un code par courriel."
        ),
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return _("Ma clé d’accès")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Entrelieux"}
