"""Who may do what with a charter; what the charter itself decides is not here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from entrelieux.accounts.permissions import is_signed_in
from entrelieux.charters.deciding import decide, known_of
from entrelieux.charters.models import AgreementRequest, CharterVersion, Proposal, TrainedGroup
from entrelieux.charters.queries import explainer_of, givers_of, groups_led_by, last_version
from entrelieux.charters.taking_part import may_propose, may_take_part
from entrelieux.communities.models import Community
from entrelieux.communities.permissions import can_run, is_member_of
from entrelieux.core.rules.examining.members import GRANT


def can_start_charter(person: Any, community: Community) -> bool:
    """The hosts write the first charter; afterwards it changes by its own procedure."""
    return can_run(community)(person) and last_version(community) is None


def can_propose_rule(person: Any, community: Community) -> bool:
    """A member whom the charter lets propose: all of them, unless it says otherwise."""
    if not is_member_of(community)(person):
        return False
    version = last_version(community)
    return version is not None and may_propose(version, person)


def can_take_part(person: Any, proposal: Proposal) -> bool:
    """A member whom the charter lets take part, or the jury that was drawn."""
    community = proposal.charter.community
    if not is_member_of(community)(person):
        return False
    if proposal.jury:
        return person.pk in proposal.jury
    version = last_version(community)
    return version is not None and may_take_part(version, person)


def can_keep_records(person: Any, community: Community) -> bool:
    """Hosts note roles, documents and ages, and see the habilitations of everybody."""
    return can_run(community)(person)


def can_lead_group(person: Any, group: TrainedGroup) -> bool:
    """Books for it and closes it: who trained it, or runs its community; an adult."""
    return groups_led_by(person, [group.community]).filter(pk=group.pk).exists()


def badges_to_grant(person: Any, version: CharterVersion, names: Iterable[str]) -> list[str]:
    """Those of these badges that a rule lets a member give; a charter that is silent lets nobody
    but the hosts.
    """
    community = version.charter.community
    if not is_member_of(community)(person):
        return []
    charter = explainer_of(version).finder(timezone.localdate()).charter
    known = known_of(community, person)
    found = []
    for name in names:
        ruled = charter.select(GRANT, (name,))
        told = {"thing": {"kinds": [name]}}
        if (ruled.forbidding or ruled.permitting) and decide(
            community, GRANT, person, told, known=known
        ).is_allowed:
            found.append(name)
    return found


def can_answer_agreement(person: Any, request: AgreementRequest) -> bool:
    """Those whose agreement it is; never the person who asks."""
    if not is_signed_in(person) or person.pk == request.person_id:
        return False
    return givers_of(request.community, request.wanted).filter(pk=person.pk).exists()


def can_see_agreement(person: Any, request: AgreementRequest) -> bool:
    if not is_signed_in(person):
        return False
    return person.pk == request.person_id or can_answer_agreement(person, request)
