"""Naming a source, and depositing a file of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.core.files.base import File
from django.db import transaction

from entrelieux.accounts.models import Person
from entrelieux.places.models import Source
from entrelieux.platform import audit
from entrelieux.sources.models import Feed, ImportRun

CHUNK = 1 << 20


@transaction.atomic
def declare_source(
    *,
    by: Person | None,
    slug: str,
    reading: Mapping[str, Any] | None = None,
    **facts: Any,
) -> Feed:
    """Creates a source, or updates what is known of it; `reading` holds fields of its `Feed`."""
    source, created = Source.objects.update_or_create(slug=slug, defaults=facts)
    feed, _ = Feed.objects.update_or_create(source=source, defaults=dict(reading or {}))
    audit.record("declare_source", source, by=by, created=created)
    return feed


@transaction.atomic
def propose_run(*, by: Person | None, feed: Feed, file: File, name: str = "") -> ImportRun:
    """Keeps the file as it came; nothing is read yet."""
    digest = hashlib.sha256()
    for chunk in file.chunks(CHUNK):
        digest.update(chunk)
    file.seek(0)
    run = ImportRun(
        feed=feed,
        by=by,
        file_name=(name or file.name or "")[:255],
        digest=digest.hexdigest(),
        mapping=feed.mapping,
    )
    run.file.save(f"{digest.hexdigest()[:16]}.bin", file, save=True)
    audit.record("propose_run", run, by=by, source=feed.source.slug)
    return run
