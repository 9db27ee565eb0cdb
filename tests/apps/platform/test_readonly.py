from __future__ import annotations

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from entrelieux.platform.models import AuditEvent, TokenBucket
from entrelieux.platform.rate import spend
from entrelieux.platform.readonly import ReadViewWrote, allow_writes, never_writes

pytestmark = pytest.mark.django_db


@never_writes
def reading() -> int:
    return AuditEvent.objects.count()


@never_writes
def inserting() -> None:
    AuditEvent.objects.create(verb="read", subject="page")


@never_writes
def deleting() -> None:
    TokenBucket.objects.all().delete()


def test_a_view_that_reads_answers() -> None:
    assert reading() == 0


def test_a_view_that_writes_fails_and_writes_nothing() -> None:
    for view in (inserting, deleting):
        with pytest.raises(ReadViewWrote), transaction.atomic():
            view()
    assert AuditEvent.objects.count() == 0


def test_a_session_and_a_rate_limit_may_move_while_reading() -> None:
    @never_writes
    def remembering() -> None:
        session = SessionStore()
        session["step"] = 1
        session.save()
        spend("door", rate=1, burst=1)

    remembering()
    assert TokenBucket.objects.count() == 1


def test_what_is_allowed_ends_with_its_block() -> None:
    @never_writes
    def counting() -> None:
        with allow_writes():
            AuditEvent.objects.create(verb="count", subject="page")
        with pytest.raises(ReadViewWrote), transaction.atomic():
            AuditEvent.objects.create(verb="read", subject="page")

    counting()
    assert [event.verb for event in AuditEvent.objects.all()] == ["count"]
