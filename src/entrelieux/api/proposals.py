"""Changes of rules by the API: those that were proposed, and proposing one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from entrelieux.api.people import signed_in
from entrelieux.api.schemas import REFUSED, Problem
from entrelieux.charters.actions import propose_rule
from entrelieux.charters.models import Proposal
from entrelieux.charters.queries import proposals_of, wanted_version
from entrelieux.communities.views import wanted_community

router = Router(tags=["charters"])
MOST_LISTED = 200


class ProposalIn(Schema):
    """`rule` is the rule’s document; null removes it. `words` label the names that it brings."""

    rule_id: str = Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,79}$")
    rule: dict[str, Any] | None
    reason: str = Field(max_length=500)
    words: dict[str, dict[str, str]] = {}


class ProposalOut(Schema):
    id: str
    url: str
    rule_id: str
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    reason: str
    state: str
    trial: str
    trial_until: date | None = None
    opened_at: datetime
    decided_at: datetime | None = None


@router.get(
    "/communities/{slug}/charter/proposals",
    response={200: list[ProposalOut], 404: Problem},
    exclude_none=True,
    summary="Changes of rules, the last ones first",
)
def list_proposals(request: HttpRequest, slug: str) -> list[dict[str, Any]]:
    found = proposals_of(wanted_version(wanted_community(slug)).charter.community)
    return [_proposal(one) for one in found[:MOST_LISTED]]


@router.post(
    "/communities/{slug}/charter/proposals",
    response={201: ProposalOut, **REFUSED},
    exclude_none=True,
    summary="Propose to add, change or remove a rule",
)
def create_proposal(request: HttpRequest, slug: str, asked: ProposalIn) -> Status[dict[str, Any]]:
    made = propose_rule(
        by=signed_in(request),
        community=wanted_version(wanted_community(slug)).charter.community,
        rule_id=asked.rule_id,
        after=None if asked.rule is None else {**asked.rule, "id": asked.rule_id},
        reason=asked.reason,
        words=asked.words,
    )
    return Status(201, _proposal(made))


def _proposal(one: Proposal) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "url": settings.BASE_URL + one.get_absolute_url(),
        "rule_id": one.rule_id,
        "before": one.before,
        "after": one.after,
        "reason": one.reason,
        "state": one.state,
        "trial": one.trial,
        "trial_until": one.trial_until,
        "opened_at": one.opened_at,
        "decided_at": one.decided_at,
    }
