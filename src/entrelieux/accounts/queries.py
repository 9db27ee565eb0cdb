"""Reads of accounts."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from entrelieux.accounts.models import Person
from entrelieux.accounts.personal import everything_kept


def passkeys_of(person: Person) -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).order_by(
        "created_at"
    )


def data_of(person: Person) -> dict[str, Any]:
    """Everything kept about a person, to take away (`accounts.personal`)."""
    told = ("email", "name", "language", "joined_at", "last_login", "is_active", "is_operator")
    return {name: getattr(person, name) for name in told} | {
        kept.name: kept.say(person) for kept in everything_kept()
    }
