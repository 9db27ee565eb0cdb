"""One proposal decided, and one agreement answered, by several people at once, on each database."""

from __future__ import annotations

import pytest

from entrelieux.charters.actions import (
    advance_round,
    answer_agreement,
    decide_proposal,
    propose_rule,
    start_charter,
)
from entrelieux.charters.models import AgreementRequest, CharterVersion, Proposal
from entrelieux.charters.queries import journal_of
from entrelieux.communities.actions import change_role
from entrelieux.core.rules.changing.journal import broken
from tests.cast import Cast
from tests.database.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)
NIGHT = {"id": "nuit", "act": "enter", "forbids": True, "if": {"time": {"from": "22:00"}}}


def test_a_proposal_decided_by_three_at_once_is_adopted_once_and_the_journal_is_whole(
    cast: Cast,
) -> None:
    start_charter(by=None, community=cast.atelier, template_name="fablab")
    proposal = propose_rule(
        by=cast.bob, community=cast.atelier, rule_id="nuit", after=NIGHT, reason="x"
    )
    for _step in range(2):
        advance_round(by=cast.alice, proposal=proposal)
    proposal.refresh_from_db()

    def decide(person: object) -> object:
        return lambda: decide_proposal(by=person, proposal=proposal)  # type: ignore[arg-type]

    outcomes = run_together([decide(cast.bob), decide(cast.alice), decide(cast.bob)])
    entries = journal_of(cast.atelier)
    assert [type(one).__name__ for one in outcomes].count("NotYet") == 2
    assert (CharterVersion.objects.count(), len(entries), list(broken(entries))) == (2, 3, [])
    assert Proposal.objects.get().state == "adopted"


def test_an_agreement_has_one_answer(cast: Cast) -> None:
    start_charter(by=None, community=cast.atelier, template_name="fablab")
    change_role(by=None, person=cast.bob, community=cast.atelier, role="host")
    asked = AgreementRequest.objects.create(
        community=cast.atelier, person=cast.driss, act="use", kind="laser", wanted="fabmanager"
    )
    outcomes = run_together(
        [
            lambda: answer_agreement(by=cast.alice, request=asked, gives=True),
            lambda: answer_agreement(by=cast.bob, request=asked, gives=False),
        ]
    )
    assert [type(one).__name__ for one in outcomes].count("AgreementAnswered") == 1
