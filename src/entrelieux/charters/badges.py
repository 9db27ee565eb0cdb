"""Habilitations as Open Badges: what is signed, and what is said of a badge that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from entrelieux.charters.models import BadgeKey, Credential, Habilitation
from entrelieux.charters.queries import last_version, tree_of
from entrelieux.charters.reading import Reading, sentence_case
from entrelieux.communities.models import Community
from entrelieux.core.interchange.open_badge.credential import (
    Achievement,
    Document,
    Issuer,
    claims,
    credential,
    is_of,
)
from entrelieux.core.interchange.open_badge.signature import (
    NotASignedBadge,
    Token,
    is_signed_by,
    read_token,
)

Standing = Literal["unreadable", "not-ours", "altered", "valid"] | str


@dataclass(frozen=True, slots=True)
class Verdict:
    """`standing` is « valid », the state of the habilitation, or why it cannot be told.

    `is_hers` says whether it is of who has the address that was given; None without one.
    """

    standing: Standing
    credential: Credential | None = None
    is_hers: bool | None = None

    @property
    def is_valid(self) -> bool:
        return self.standing == Habilitation.State.VALID


def address(name: str, *parts: object) -> str:
    return settings.BASE_URL + reverse(name, args=parts)


def issuer_of(community: Community) -> Issuer:
    return Issuer(
        id=address("badge_issuer", community.slug),
        name=community.name,
        url=address("community", community.slug),
        revoked=address("badge_revocations", community.slug),
    )


def achievement_of(habilitation: Habilitation) -> Achievement:
    """Its name and its level in the words of the charter; what it takes is its training."""
    community = habilitation.community
    name = badge_name(habilitation)
    training = habilitation.training
    return Achievement(
        id=address("badge_achievement", community.slug, habilitation.badge),
        name=name,
        description=_("%(badge)s : habilitation donnée par %(community)s.")
        % {"badge": sentence_case(name), "community": community.name},
        criteria=training.name
        if training
        else _("Selon la charte : %(address)s") % {"address": address("charter", community.slug)},
    )


def badge_name(habilitation: Habilitation) -> str:
    version = last_version(habilitation.community)
    name = Reading(tree_of(version)).title(habilitation.badge) if version else habilitation.badge
    if habilitation.level is None:
        return name
    return _("%(badge)s, niveau %(level)s") % {"badge": name, "level": habilitation.level}


def payload_of(one: Credential, salt: str) -> Document:
    habilitation = one.habilitation
    told = credential(
        id=address("badge", one.public_id),
        issuer=issuer_of(habilitation.community),
        achievement=achievement_of(habilitation),
        email=habilitation.person.email,
        salt=salt,
        since=habilitation.granted_on,
        until=habilitation.expires_on,
    )
    return claims(told)


def verified(text: str, day: date, email: str = "") -> Verdict:
    """What is to be thought of a badge on a day; nothing in it is believed before its signature."""
    try:
        token = read_token(text)
    except NotASignedBadge:
        return Verdict("unreadable")
    key = BadgeKey.objects.filter(kid=token.key_id.rpartition("/")[2].removesuffix(".json")).first()
    if key is None:
        return Verdict("not-ours")
    if not is_signed_by(token, key.jwk):
        return Verdict("altered")
    found = find_credential(_name_in(token), key.community_id)
    if found is None:
        return Verdict(Habilitation.State.REVOKED)
    is_hers = is_of(dict(token.payload), email) if email else None
    return Verdict(found.habilitation.state_on(day), found, is_hers)


def find_credential(public_id: str, community: int | None = None) -> Credential | None:
    rows = Credential.objects.select_related("habilitation__community", "habilitation__training")
    if community is not None:
        rows = rows.filter(habilitation__community=community)
    return rows.filter(public_id=public_id).first()


def _name_in(token: Token) -> str:
    return str(token.payload.get("jti", "")).rstrip("/").rpartition("/")[2]


def revoked_in(community: Community, day: date) -> list[str]:
    """The addresses of the badges that were taken away and do not hold any more."""
    rows = Credential.objects.filter(
        habilitation__community=community, habilitation__revoked_on__lte=day
    ).order_by("pk")
    return [address("badge", name) for name in rows.values_list("public_id", flat=True)]
