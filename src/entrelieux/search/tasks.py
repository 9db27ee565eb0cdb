"""Building the atlas anew once enough has changed, and every day."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from entrelieux.platform.jobs import every, job
from entrelieux.search.build import build_atlas
from entrelieux.search.models import AtlasBuild, AtlasChange

BUILD = "search.build"
MANY_CHANGES = 2_000


@every(minutes=5)
@job(BUILD)
def rebuild_when_due() -> None:
    """What is open and how fresh cards are depend on the day: yesterday's atlas is too old."""
    build = AtlasBuild.objects.first()
    since = AtlasChange.objects.filter(pk__gt=build.through_change if build else 0)
    is_of_today = build is not None and _day_of(build) == timezone.localdate()
    if not is_of_today or since[:MANY_CHANGES].count() == MANY_CHANGES:
        build_atlas()


def _day_of(build: AtlasBuild) -> date:
    return timezone.localdate(build.built_at)
