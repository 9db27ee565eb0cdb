"""The dry run: reads every row and says what applying would do, without touching a card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from entrelieux.core.interchange.container import UnreadableFile
from entrelieux.core.interchange.errors import InterchangeError
from entrelieux.core.interchange.records import Record
from entrelieux.platform.errors import EntrelieuxError
from entrelieux.sources.comparing import compare_records
from entrelieux.sources.errors import WrongState
from entrelieux.sources.models import ImportRow, ImportRun
from entrelieux.sources.reading import read_records

BATCH = 1_000
State = ImportRun.State
READABLE = {
    State.UPLOADED,
    State.READING,
    State.PREVIEWED,
    State.UNDONE,
    State.REFUSED,
    State.FAILED,
}
UNEXPECTED = gettext_noop(
    "La lecture s’est arrêtée sur une erreur que le logiciel n’attendait pas. Rien n’a changé et "
    "le fichier est gardé : signalez-le à qui tient ce site."
)
Progress = Callable[[int], None]


def preview_run(*, run: ImportRun, progress: Progress | None = None) -> ImportRun:
    """Reads the file, links its rows with the known places, and keeps the difference.

    A file that cannot be read makes the run `refused`, with the reason in `error`. Anything else
    that stops the reading makes it `failed`, and is raised again for the log of the job.
    """
    if run.state not in READABLE:
        raise WrongState(_("Cet import est déjà appliqué : annulez-le avant de le relire."))
    _mark(run, State.READING)
    try:
        records = list(_counted(read_records(run), progress))
        rows, outside = compare_records(run, records)
        _keep(run, rows, outside)
    except (UnreadableFile, InterchangeError, EntrelieuxError) as refusal:
        _mark(run, State.REFUSED, error=str(refusal))
    except BaseException:
        # An interruption too, or a panic of a library: the run must not stay « being read ».
        _mark(run, State.FAILED, error=_(UNEXPECTED))
        raise
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
    run.save(update_fields=["counts", "state", "notes"])
