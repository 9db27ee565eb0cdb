"""Claiming a place: a code sent to its own published address, or two neighbouring hosts."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from entrelieux.accounts.codes import new_code
from entrelieux.accounts.models import Person
from entrelieux.communities.actions import add_member, change_role, create_community
from entrelieux.communities.models import Community, Membership
from entrelieux.communities.queries import role_in
from entrelieux.contributions.errors import AlreadyDecided, CannotClaim, WrongClaimCode
from entrelieux.contributions.mails import write_mail, write_to_people
from entrelieux.contributions.models import Claim, Vouch
from entrelieux.contributions.permissions import coordinators_of, networks_of
from entrelieux.places.models import Place
from entrelieux.platform import audit

CODE_LIFETIME = timedelta(days=7)
TRIES = 6
VOUCHES = 2


@transaction.atomic
def start_claim(*, by: Person, place: Place, message: str = "") -> Claim:
    """Sends a code to the place's own address when the card has one; asks the network otherwise.

    Raises `CannotClaim` when she hosts it already.
    """
    card = place.root or place
    if any(role_in(by, c) == Membership.Role.HOST for c in card.communities.all()):
        raise CannotClaim(_("Vous animez déjà ce lieu."))
    claim, _is_new = Claim.objects.select_for_update().get_or_create(
        place=card, person=by, state=Claim.State.WAITING
    )
    claim.message = message[:300]
    address = card.card.get("email", "")
    if address:
        _send_code(claim, address)
    claim.save()
    _tell_network(claim)
    audit.record("start_claim", claim, by=by, place=card.pk)
    return claim


@transaction.atomic
def prove_claim(*, by: Person, claim: Claim, code: str) -> Claim:
    """Granted when the code is right; a wrong one costs one of six tries, and leaves it waiting.

    Raises `WrongClaimCode` when the code can no longer be used. A wrong try is not an exception,
    which would undo its counting.
    """
    locked = _waiting(claim)
    is_late = locked.code_expires_at is None or timezone.now() > locked.code_expires_at
    if is_late or not locked.tries_left:
        raise WrongClaimCode(_("Ce code ne peut plus servir : demandez-en un nouveau."))
    typed = "".join(code.split())
    if not constant_time_compare(_digest(locked, typed), locked.code_digest):
        return _count_wrong_try(locked)
    return _grant(locked, by=None, how="code")


def _count_wrong_try(claim: Claim) -> Claim:
    claim.tries_left -= 1
    claim.save(update_fields=["tries_left"])
    return claim


@transaction.atomic
def vouch_for(*, by: Person, claim: Claim) -> Claim:
    """Two neighbouring hosts grant it."""
    locked = _waiting(claim)
    Vouch.objects.get_or_create(claim=locked, person=by)
    audit.record("vouch_for", locked, by=by)
    if locked.vouches.count() >= VOUCHES:
        return _grant(locked, by=None, how="vouches")
    return locked


@transaction.atomic
def grant_claim(*, by: Person, claim: Claim) -> Claim:
    return _grant(_waiting(claim), by=by, how="network")


@transaction.atomic
def refuse_claim(*, by: Person, claim: Claim, reason: str) -> Claim:
    """The reason is sent to the person."""
    locked = _waiting(claim)
    locked.state, locked.decided_at = Claim.State.REFUSED, timezone.now()
    locked.reason = reason[:600]
    locked.save()
    _tell_person(locked, "claim_refused")
    audit.record("refuse_claim", locked, by=by)
    return locked


def _grant(claim: Claim, *, by: Person | None, how: str) -> Claim:
    community = _community_of(claim.place)
    role = role_in(claim.person, community)
    if role is None:
        add_member(by=by, person=claim.person, community=community, role=Membership.Role.HOST)
    elif role != Membership.Role.HOST:
        change_role(by=by, person=claim.person, community=community, role=Membership.Role.HOST)
    claim.state, claim.decided_at, claim.code_digest = Claim.State.GRANTED, timezone.now(), ""
    claim.save()
    _tell_person(claim, "claim_granted")
    audit.record("grant_claim", claim, by=by, how=how)
    return claim


def _community_of(place: Place) -> Community:
    """The community of the place; a new one, in the network, when nobody hosted it yet."""
    known = place.communities.filter(kind=Community.Kind.PLACE).first()
    if known:
        return known
    slug = f"{place.slug[:60] or 'lieu'}-{place.public_id}"
    community = create_community(
        by=None, name=place.name[:120], slug=slug, networks=networks_of(place)
    )
    place.communities.add(community)
    return community


def _waiting(claim: Claim) -> Claim:
    locked = Claim.objects.select_for_update().get(pk=claim.pk)
    if locked.state != Claim.State.WAITING:
        raise AlreadyDecided(_("Cette demande est déjà décidée."))
    return locked


def _send_code(claim: Claim, address: str) -> None:
    code = new_code()
    claim.code_digest = _digest(claim, code)
    claim.code_expires_at = timezone.now() + CODE_LIFETIME
    claim.tries_left = TRIES
    facts = {
        "name": claim.place.name,
        "code": f"{code[:3]} {code[3:]}",
        "person": str(claim.person),
    }
    write_mail("claim_code", to=address, language="fr", facts=facts)


def _digest(claim: Claim, code: str) -> str:
    return salted_hmac(f"claim:{claim.pk}", code, algorithm="sha256").hexdigest()


def _tell_network(claim: Claim) -> None:
    facts = {
        "claim": claim,
        "name": claim.place.name,
        "address": settings.BASE_URL + reverse("moderation"),
    }
    write_to_people("claimed", coordinators_of(claim.place), facts)


def _tell_person(claim: Claim, template: str) -> None:
    facts = {
        "claim": claim,
        "name": claim.place.name,
        "address": settings.BASE_URL + claim.place.get_absolute_url(),
    }
    write_mail(template, to=claim.person.email, language=claim.person.language, facts=facts)
