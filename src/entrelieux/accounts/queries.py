"""Reads of accounts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from entrelieux.accounts.models import Person
from entrelieux.platform.models import AuditEvent


def passkeys_of(person: Person) -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).order_by(
        "created_at"
    )


def data_of(person: Person) -> dict[str, Any]:
    """Everything kept about a person, to take away: dates are ISO 8601."""
    return {
        "email": person.email,
        "name": person.name,
        "language": person.language,
        "joined_at": person.joined_at.isoformat(),
        "last_login": person.last_login.isoformat() if person.last_login else None,
        "memberships": [
            {
                "community": membership.community.name,
                "role": membership.role,
                "since": membership.since.isoformat(),
                "until": membership.until.isoformat() if membership.until else None,
            }
            for membership in person.memberships.select_related("community")
        ],
        "passkeys": [
            {"name": passkey.wrap().name, "created_at": passkey.created_at.isoformat()}
            for passkey in passkeys_of(person)
        ],
        "actions": [
            {"at": event.at.isoformat(), "verb": event.verb, "subject": event.subject}
            for event in AuditEvent.objects.filter(by=person)
        ],
        **{key: value for path in settings.PERSONAL_DATA for key, value in told_by(path, person)},
    }


def told_by(path: str, person: Person) -> Iterable[tuple[str, Any]]:
    """What an app above this one keeps about a person (`PERSONAL_DATA`)."""
    kept: dict[str, Any] = import_string(path)(person)
    return kept.items()
