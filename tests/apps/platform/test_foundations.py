from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from entrelieux.platform import audit
from entrelieux.platform.ids import ALPHABET, LENGTH, new_public_id
from entrelieux.platform.models import AuditEvent, Job, TokenBucket
from entrelieux.platform.predicates import predicate
from entrelieux.platform.tasks import tidy_up
from tests.cast import Cast


@predicate
def is_even(number: int) -> bool:
    return number % 2 == 0


@predicate
def is_big(number: int) -> bool:
    return number > 9


def test_predicates_compose_like_sentences() -> None:
    numbers = [3, 4, 13, 14]
    assert [n for n in numbers if (is_even & is_big)(n)] == [14]
    assert [n for n in numbers if (is_even | is_big)(n)] == [4, 13, 14]
    assert [n for n in numbers if (~is_even & ~is_big)(n)] == [3]


def test_a_public_identifier_cannot_be_guessed_from_another() -> None:
    made = {new_public_id() for _ in range(200)}
    assert len(made) == 200
    assert all(len(name) == LENGTH and set(name) <= set(ALPHABET) for name in made)


@pytest.mark.django_db
class TestAudit:
    def test_a_trace_says_who_did_what_to_what(self, cast: Cast) -> None:
        AuditEvent.objects.all().delete()
        audit.record("open", cast.atelier, by=cast.alice, door="north")
        audit.record("build_atlas", "atlas")
        assert list(AuditEvent.objects.values_list("verb", "subject", "by", "details")) == [
            ("build_atlas", "atlas", None, {}),
            ("open", f"community:{cast.atelier.pk}", cast.alice.pk, {"door": "north"}),
        ]


@pytest.mark.django_db
def test_tidying_up_removes_what_is_of_no_use_any_more_and_nothing_else() -> None:
    now = timezone.now()
    old = now - timedelta(days=400)
    for key, at in [("old", old), ("new", now)]:
        TokenBucket.objects.create(key=key, tokens=1, updated_at=at)
        session = SessionStore()
        session["name"] = key
        session.set_expiry(at + timedelta(days=1))
        session.save()
        for state in Job.State.values:
            ended_at = None if state in {"queued", "running"} else at
            Job.objects.create(kind=key, run_at=at, state=state, ended_at=ended_at)
    tidy_up()
    assert [bucket.key for bucket in TokenBucket.objects.all()] == ["new"]
    assert [session.get_decoded()["name"] for session in Session.objects.all()] == ["new"]
    assert sorted((job.kind, job.state) for job in Job.objects.all()) == [
        ("new", "done"),
        ("new", "failed"),
        ("new", "queued"),
        ("new", "running"),
        ("old", "queued"),
        ("old", "running"),
    ]
