"""Housekeeping of pictures."""

from __future__ import annotations

from django.utils import timezone

from entrelieux.inventory.actions import forget_photos
from entrelieux.platform.jobs import every, job


@every(minutes=24 * 60)
@job("inventory.forget_photos")
def forget_old_photos() -> None:
    forget_photos(now=timezone.now())
