from __future__ import annotations

import pytest
from django.db import connection, transaction

from entrelieux.communities.actions import add_member
from entrelieux.communities.errors import AlreadyMember
from entrelieux.communities.models import Membership
from entrelieux.platform.models import TokenBucket
from entrelieux.platform.rate import spend
from tests.cast import Cast
from tests.database.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_threads_share_one_real_database() -> None:
    def add_one() -> bool:
        with transaction.atomic():
            row = TokenBucket.objects.select_for_update().get(key="k")
            row.tokens += 1
            row.save()
            return connection.connection is not None

    TokenBucket.objects.create(key="k", tokens=0, updated_at="2026-01-01T00:00Z")
    assert run_together([add_one] * 8) == [True] * 8
    assert TokenBucket.objects.get(key="k").tokens == 8


def test_eight_gestures_at_once_spend_a_bucket_of_three_exactly() -> None:
    outcomes = run_together([lambda: spend("door", rate=0.001, burst=3).allowed] * 8)
    assert sorted(outcomes) == [False] * 5 + [True] * 3


def test_two_welcomes_at_once_make_one_member(cast: Cast) -> None:
    def welcome() -> object:
        return add_member(by=cast.alice, person=cast.driss, community=cast.atelier)

    outcomes = run_together([welcome, welcome])
    assert {type(outcome) for outcome in outcomes} == {AlreadyMember, Membership}
