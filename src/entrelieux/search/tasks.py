"""Building the atlas anew once enough has changed."""

from __future__ import annotations

from entrelieux.platform.jobs import every, job
from entrelieux.search.build import build_atlas
from entrelieux.search.models import AtlasBuild, AtlasChange

BUILD = "search.build"
MANY_CHANGES = 2_000


@every(minutes=5)
@job(BUILD)
def rebuild_when_much_changed() -> None:
    build = AtlasBuild.objects.first()
    since = AtlasChange.objects.filter(pk__gt=build.through_change if build else 0)
    if build is None or since[:MANY_CHANGES].count() == MANY_CHANGES:
        build_atlas()
