"""Proposing a place, or a correction of a card; no account is needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.contributions.actions.deciding import publish
from entrelieux.contributions.errors import NothingProposed
from entrelieux.contributions.mails import write_to_people
from entrelieux.contributions.models import Proposal
from entrelieux.contributions.permissions import (
    can_publish_directly,
    coordinators_of,
    networks_of,
)
from entrelieux.places.errors import InvalidValues
from entrelieux.places.models import Place
from entrelieux.places.permissions import keepers_of
from entrelieux.places.validation import errors_of
from entrelieux.platform import audit


@transaction.atomic
def propose(
    *,
    by: Person | None,
    values: Mapping[str, Any],
    place: Place | None = None,
    base: Mapping[str, Any] | None = None,
    email: str = "",
    note: str = "",
    is_doubtful: bool = False,
) -> Proposal:
    """Keeps a proposal; publishes it at once when its author may.

    Raises `InvalidValues`, `NothingProposed`; `EditConflict` when it is published at once and
    somebody changed the same field meanwhile.
    """
    wanted = _changed(values, base or {}) if place else {k: v for k, v in values.items() if v}
    if not wanted:
        raise NothingProposed(_("Votre proposition dit la même chose que la fiche."))
    errors = errors_of(wanted)
    if errors:
        raise InvalidValues(errors)
    networks = networks_of(place)
    proposal = Proposal.objects.create(
        place=place,
        network=networks[0] if networks else None,
        values=wanted,
        base={name: (base or {}).get(name) for name in wanted} if place else {},
        note=note[:300],
        author=by,
        email="" if by else email,
        language=by.language if by else (get_language() or "fr")[:2],
        is_doubtful=is_doubtful,
    )
    audit.record("propose", proposal, by=by, place=place.pk if place else None)
    if by and can_publish_directly(by, place):
        return publish(proposal, by=by)
    if not is_doubtful:
        _tell_keepers(proposal)
    return proposal


def _changed(values: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value != base.get(name)}


def _tell_keepers(proposal: Proposal) -> None:
    keepers = keepers_of(proposal.place) if proposal.place else coordinators_of(None)
    facts = {
        "proposal": proposal,
        "name": proposal.place.name if proposal.place else proposal.values.get("name", ""),
        "address": settings.BASE_URL + reverse("proposal", args=[proposal.public_id]),
    }
    write_to_people("proposed", keepers, facts)
