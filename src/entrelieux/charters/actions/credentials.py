"""Taking a habilitation away as a signed badge."""

from __future__ import annotations

import secrets

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.charters.badges import address, payload_of
from entrelieux.charters.errors import NotForHer
from entrelieux.charters.keys import keep_key, kept_key
from entrelieux.charters.models import BadgeKey, Credential, Habilitation
from entrelieux.communities.models import Community
from entrelieux.core.interchange.open_badge.signature import new_key, public_jwk, sign
from entrelieux.platform import audit

SALT_BYTES = 12


@transaction.atomic
def issue_credential(*, by: Person, habilitation: Habilitation) -> Credential:
    """The badge of who holds it, signed once. Raises `NotForHer` when it does not hold."""
    row = Habilitation.objects.select_for_update(of=("self",)).select_related("community", "person")
    current = row.get(pk=habilitation.pk)
    if current.person_id != by.pk:
        raise NotForHer(_("Cette habilitation est à quelqu’un d’autre."))
    known = Credential.objects.filter(habilitation=current).first()
    if known:
        return known
    if current.state_on(timezone.localdate()) != Habilitation.State.VALID:
        raise NotForHer(_("Cette habilitation ne vaut plus : elle ne s’emporte pas."))
    made = Credential(habilitation=current)
    kid, key = _key_of(current.community)
    payload = payload_of(made, secrets.token_urlsafe(SALT_BYTES))
    made.token = sign(payload, key, address("badge_key", current.community.slug, kid))
    made.save()
    audit.record("issue_credential", current.community, by=by, badge=current.badge)
    return made


def _key_of(community: Community) -> tuple[str, RSAPrivateKey]:
    """The key that the community signs with; another one when its file was lost."""
    Community.objects.select_for_update().get(pk=community.pk)
    for kid in BadgeKey.objects.filter(community=community).values_list("kid", flat=True):
        key = kept_key(kid)
        if key is not None:
            return kid, key
    key = new_key()
    jwk = public_jwk(key)
    keep_key(jwk["kid"], key)
    BadgeKey.objects.create(community=community, kid=jwk["kid"], jwk=jwk)
    audit.record("make_badge_key", community, kid=jwk["kid"])
    return jwk["kid"], key
