"""The JSON-LD of a credential, of its issuer and of its list of revocations.

Source: Open Badges 3.0, https://www.imsglobal.org/spec/ob/v3p0/ (AchievementCredential, Profile,
1EdTechRevocationList). Who holds it is told by the salted digest of an e-mail address alone; the
`id` of the subject, which the token form asks for as `sub`, is the badge’s own and joins nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    # Where `1EdTechRevocationList` is a word: readers of JSON-LD refuse a type without a meaning.
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
)
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Issuer:
    """`id` is the address of its profile; `revoked`, that of its list of revocations."""

    id: str
    name: str
    url: str
    revoked: str


@dataclass(frozen=True, slots=True)
class Achievement:
    """What it takes to have it, in the words of the community."""

    id: str
    name: str
    description: str
    criteria: str


def profile(issuer: Issuer) -> Document:
    return {"id": issuer.id, "type": ["Profile"], "name": issuer.name, "url": issuer.url}


def achievement_of(one: Achievement) -> Document:
    return {
        "id": one.id,
        "type": ["Achievement"],
        "name": one.name,
        "description": one.description,
        "criteria": {"narrative": one.criteria},
    }


def credential(
    *,
    id: str,
    issuer: Issuer,
    achievement: Achievement,
    email: str,
    salt: str,
    since: date,
    until: date | None,
) -> Document:
    """`until` is left out: the first day on which it is not good any more."""
    told: Document = {
        "@context": list(CONTEXT),
        "id": id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achievement.name,
        "issuer": profile(issuer),
        "validFrom": moment(since),
        "credentialSubject": {
            "id": f"{id}#holder",
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": True,
                    "identityHash": identity_hash(email, salt),
                    "identityType": "emailAddress",
                    "salt": salt,
                }
            ],
            "achievement": achievement_of(achievement),
        },
        "credentialStatus": {"id": issuer.revoked, "type": "1EdTechRevocationList"},
    }
    return told | ({"validUntil": moment(until)} if until else {})


def claims(told: Document) -> Document:
    """The payload of the token: the credential itself, with the claims that mirror it."""
    found = {
        "iss": told["issuer"]["id"],
        "jti": told["id"],
        "nbf": _seconds(told["validFrom"]),
        "sub": told["credentialSubject"]["id"],
    }
    until = {"exp": _seconds(told["validUntil"])} if "validUntil" in told else {}
    return {**told, **found, **until}


def revocations(issuer: Issuer, revoked: Iterable[str]) -> Document:
    """Under both names: the validator of 1EdTech read the plural, and reads the singular today."""
    rows = [{"id": one, "revoked": True} for one in revoked]
    return {
        "id": issuer.revoked,
        "issuer": issuer.id,
        "revokedCredential": rows,
        "revokedCredentials": rows,
    }


def identity_hash(email: str, salt: str) -> str:
    """An address in lower case and a salt, in a digest that says nothing of it."""
    return "sha256$" + hashlib.sha256((email.strip().lower() + salt).encode()).hexdigest()


def is_of(told: Document, email: str) -> bool:
    """Whether a credential is of who has an address."""
    subject = told.get("credentialSubject")
    known = subject.get("identifier") if isinstance(subject, dict) else None
    rows = [one for one in known if isinstance(one, dict)] if isinstance(known, list) else []
    return any(
        one.get("identityHash") == identity_hash(email, str(one.get("salt", ""))) for one in rows
    )


def moment(day: date) -> str:
    return datetime.combine(day, time(), UTC).isoformat().replace("+00:00", "Z")


def _seconds(told: str) -> int:
    return int(datetime.fromisoformat(told).timestamp())
