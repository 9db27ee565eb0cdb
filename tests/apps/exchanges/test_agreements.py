"""Proposed, signed, reviewed, ended; who reads it; what is recognised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from entrelieux.exchanges.actions.agreements import (
    end_agreement,
    note_step,
    propose_agreement,
    review_agreement,
    show_balance,
    sign_agreement,
)
from entrelieux.exchanges.errors import AgreementState
from entrelieux.exchanges.models import Agreement
from entrelieux.exchanges.permissions import can_note_exchange, can_sign_for
from entrelieux.exchanges.queries import agreement_between, recognised_by
from tests.cast import Cast, Role

pytestmark = pytest.mark.django_db
Agreed = Callable[..., Agreement]


def readers(cast: Cast, agreement: Agreement) -> set[str]:
    def may(person: Any) -> bool:
        return Agreement.objects.visible_to(person).filter(pk=agreement.pk).exists()

    return cast.who(may)


def test_it_is_in_force_once_both_have_signed_and_until_one_ends_it(
    cast: Cast, agreed: Agreed
) -> None:
    today = timezone.localdate()
    agreement = agreed(signed=False)
    assert agreement_between(cast.bergerie, cast.atelier, today) is None
    agreement = sign_agreement(by=None, agreement=agreement)
    assert agreement_between(cast.bergerie, cast.atelier, today) == agreement
    ended = end_agreement(
        by=None, agreement=agreement, community=cast.bergerie, because="Trop loin"
    )
    assert (ended.ended_by, agreement_between(cast.atelier, cast.bergerie, today)) == (
        cast.bergerie,
        None,
    )
    for gesture in (
        lambda: sign_agreement(by=None, agreement=agreement),
        lambda: end_agreement(by=None, agreement=agreement, community=cast.atelier),
        lambda: review_agreement(by=None, agreement=agreement, until=today + timedelta(days=9)),
    ):
        with pytest.raises(AgreementState):
            gesture()


def test_it_takes_two(cast: Cast) -> None:
    with pytest.raises(AgreementState):
        propose_agreement(by=None, first=cast.atelier, second=cast.atelier, values={})


def test_a_review_needs_a_day_to_come(agreed: Agreed) -> None:
    agreement, today = agreed(), timezone.localdate()
    with pytest.raises(AgreementState):
        review_agreement(by=None, agreement=agreement, until=today)
    until = today + timedelta(days=365)
    assert review_agreement(by=None, agreement=agreement, until=until).review_on == until


def test_members_of_both_read_it_and_everybody_once_both_said_so(
    cast: Cast, agreed: Agreed
) -> None:
    agreement = agreed()
    theirs = {"alice", "bob", "chloe", "farid", "opal"}
    assert readers(cast, agreement) == theirs
    show_balance(by=None, agreement=agreement, community=cast.atelier, shown=True)
    assert readers(cast, agreement) == theirs
    show_balance(by=None, agreement=agreement, community=cast.bergerie, shown=True)
    assert readers(cast, agreement) == theirs | {"visitor", "driss"}


def test_only_hosts_speak_for_their_community(cast: Cast, agreed: Agreed) -> None:
    agreement = agreed()
    assert cast.who(can_sign_for(cast.atelier)) == {"alice"}
    assert cast.who(can_sign_for(cast.bergerie)) == set()
    assert cast.who(can_note_exchange(agreement)) == {"alice"}


def test_a_badge_counts_elsewhere_once_its_extra_step_is_done(cast: Cast, agreed: Agreed) -> None:
    today = timezone.localdate()
    sides = [
        {"accepting": cast.bergerie, "badge": "laser", "taken_for": "brûleuse", "level": 2},
        {
            "accepting": cast.bergerie,
            "badge": "scie",
            "taken_for": "scie",
            "extra_step": "10 min de visite",
        },
        {"accepting": cast.atelier, "badge": "brûleuse", "taken_for": "laser"},
    ]
    agreement = agreed(recognitions=sides)
    people = {cast.bob.pk}

    def told() -> list[tuple[str, str, set[int]]]:
        return [
            (one.badge, one.taken_for, set(one.missing))
            for one in recognised_by(cast.bergerie, people)
            if one.is_in_force(today)
        ]

    assert told() == [("laser", "brûleuse", set()), ("scie", "scie", people)]
    note_step(
        by=None,
        recognition=agreement.recognitions.get(badge="scie"),
        person=cast.bob,
    )
    assert told() == [("laser", "brûleuse", set()), ("scie", "scie", set())]
    end_agreement(by=None, agreement=agreement, community=cast.atelier)
    assert told() == []


def test_hosts_are_told_in_their_own_language(
    cast: Cast, agreed: Agreed, outbox: Callable[[], list[Any]]
) -> None:
    from entrelieux.communities.actions import change_role

    change_role(by=None, person=cast.chloe, community=cast.bergerie, role=Role.HOST)
    agreement = agreed()
    end_agreement(by=None, agreement=agreement, community=cast.bergerie)
    told = [(mail.to, mail.subject) for mail in outbox()]
    assert told == [
        ("alice@example.org", "L’accord avec «\xa0Bergerie\xa0»"),
        ("alice@example.org", "L’accord avec «\xa0Bergerie\xa0»"),
        ("chloe@example.org", "L’accord avec «\xa0Atelier\xa0»"),
    ]
    assert agreement.get_absolute_url() in outbox()[0].text
