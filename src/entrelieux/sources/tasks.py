"""The work of imports that outlives a request."""

from __future__ import annotations

from typing import Any

from entrelieux.accounts.models import Person
from entrelieux.platform.jobs import job
from entrelieux.sources.actions import apply_run, preview_run
from entrelieux.sources.models import ImportRun

PREVIEW = "sources.preview"
APPLY = "sources.apply"


@job(PREVIEW)
def preview(*, run: int, progress: Any = None) -> None:
    preview_run(run=ImportRun.objects.select_related("feed__source").get(pk=run), progress=progress)


@job(APPLY)
def apply(*, run: int, by: int | None = None) -> None:
    person = Person.objects.filter(pk=by).first()
    apply_run(by=person, run=ImportRun.objects.get(pk=run))
