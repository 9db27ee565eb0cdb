"""Building the atlas from the database, and keeping its folder small."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from entrelieux.core.atlas import build
from entrelieux.search.models import AtlasBuild, AtlasChange
from entrelieux.search.sources import AllSources
from entrelieux.search.stamp import current_stamp

# Changes younger than this are applied again after a build: their transaction may have been
# slower than that of a change with a higher key (ADR 0004).
SETTLED = timedelta(minutes=10)
KEPT_BUILDS = 3
Progress = Callable[[int, int], None]


def build_atlas(progress: Progress | None = None) -> AtlasBuild:
    """Writes a new snapshot file and makes it the current one."""
    began, started = timezone.now(), time.monotonic()
    through = settled_through(began)
    source = AllSources()
    total = source.count()
    folder = Path(settings.ATLAS_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{began:%Y%m%dT%H%M%S}-{uuid4().hex[:8]}.atlas"
    report = build(
        source.documents(),
        path=folder / name,
        version=name,
        progress=(lambda done: progress(done, total)) if progress else None,
    )
    with transaction.atomic():
        row = AtlasBuild.objects.create(
            file=name,
            through_change=through,
            documents=report.documents,
            seconds=time.monotonic() - started,
        )
        AtlasChange.objects.filter(pk__lte=through).delete()
    current_stamp().bump()
    forget_old_builds(folder)
    return row


def settled_through(began: datetime) -> int:
    """The last change that no slower transaction can still slip under (ADR 0004).

    SQLite writes one transaction at a time: keys are committed in their order.
    """
    changes = AtlasChange.objects.order_by("-pk")
    if connection.vendor != "sqlite":
        changes = changes.filter(at__lt=began - SETTLED)
    return changes.values_list("pk", flat=True).first() or 0


def forget_old_builds(folder: Path) -> None:
    """Removes the files of all but the newest builds; who has one open keeps reading it."""
    old = list(AtlasBuild.objects.all()[KEPT_BUILDS:])
    for row in old:
        (folder / row.file).unlink(missing_ok=True)
    AtlasBuild.objects.filter(pk__in=[row.pk for row in old]).delete()
