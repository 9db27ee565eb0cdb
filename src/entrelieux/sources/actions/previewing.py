"""The dry run: reads every row and says what applying would do, without touching a card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from entrelieux.core.interchange.container import UnreadableFile
from entrelieux.core.interchange.records import Record
from entrelieux.sources.comparing import compare_records
from entrelieux.sources.errors import WrongState
from entrelieux.sources.models import ImportRow, ImportRun
from entrelieux.sources.reading import read_records

BATCH = 1_000
State = ImportRun.State
Progress = Callable[[int], None]


def preview_run(*, run: ImportRun, progress: Progress | None = None) -> ImportRun:
    """Reads the file, links its rows with the known places, and keeps the difference.

    A file that cannot be read makes the run `refused`, with the reason in `error`.
    """
    if run.state not in {State.UPLOADED, State.READING, State.PREVIEWED, State.UNDONE}:
        raise WrongState(_("Cet import est déjà appliqué : annulez-le avant de le relire."))
    _mark(run, State.READING)
    try:
        records = list(_counted(read_records(run), progress))
    except UnreadableFile as refusal:
        _mark(run, State.REFUSED, error=str(refusal))
        return run
    rows, outside = compare_records(run, records)
    _keep(run, rows, outside)
    return run


def _counted(records: Iterable[Record], progress: Progress | None) -> Iterable[Record]:
    for count, record in enumerate(records, start=1):
        yield record
        if progress and count % 100 == 0:
            progress(count)


def _mark(run: ImportRun, state: ImportRun.State, *, error: str = "") -> None:
    run.state, run.error = state, error
    run.save(update_fields=["state", "error", "mapping"])


@transaction.atomic
def _keep(run: ImportRun, rows: list[ImportRow], outside: int) -> None:
    run.rows.all().delete()
    ImportRow.objects.bulk_create(rows, batch_size=BATCH)
    actions = Counter(str(row.action) for row in rows)
    run.counts = {"read": len(rows) + outside, "outside": outside, **actions}
    run.counts["problems"] = sum(1 for row in rows if row.problems)
    run.counts["doubts"] = sum(len(row.doubts) for row in rows)
    run.state = ImportRun.State.PREVIEWED
    run.save(update_fields=["counts", "state"])
