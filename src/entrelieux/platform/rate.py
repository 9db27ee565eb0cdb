"""Rate limits kept in the database, so that every process and host counts together."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from entrelieux.platform.models import TokenBucket
from entrelieux.platform.readonly import allow_writes


class Spent(NamedTuple):
    """Whether the gesture is allowed; else the seconds to wait before it is."""

    allowed: bool
    retry_after: float


def spend(key: str, *, rate: float, burst: float, now: datetime | None = None) -> Spent:
    """Takes one token from the bucket `key`, refilled by `rate` tokens a second up to `burst`.

    A refusal takes nothing: somebody who insists does not wait longer.
    """
    now = now or timezone.now()
    with allow_writes(), transaction.atomic():
        bucket, created = TokenBucket.objects.select_for_update().get_or_create(
            key=key[:120], defaults={"tokens": burst - 1, "updated_at": now}
        )
        if created:
            return Spent(True, 0.0)
        elapsed = max(0.0, (now - bucket.updated_at).total_seconds())
        tokens = min(burst, bucket.tokens + elapsed * rate)
        if tokens < 1:
            return Spent(False, (1 - tokens) / rate)
        bucket.tokens, bucket.updated_at = tokens - 1, now
        bucket.save(update_fields=["tokens", "updated_at"])
    return Spent(True, 0.0)
