"""Taking back an import as one gesture."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.places.actions import undo_change
from entrelieux.platform import audit
from entrelieux.sources.errors import WrongState
from entrelieux.sources.models import ImportRun, SourceRecord


@transaction.atomic
def undo_run(*, by: Person | None, run: ImportRun) -> ImportRun:
    """Undoes the newest applied import of a source. Raises `WrongState` for any other."""
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.state != ImportRun.State.APPLIED or locked.change is None:
        raise WrongState(_("Cet import n’est pas appliqué : il n’y a rien à annuler."))
    later = locked.feed.runs.filter(state=ImportRun.State.APPLIED, change__gt=locked.change_id)
    if later.exists():
        raise WrongState(
            _("Un import plus récent de la même source est appliqué : annulez-le d’abord.")
        )
    undo_change(by=by, change=locked.change)
    SourceRecord.objects.filter(source=locked.feed.source).update(gone_since=None)
    locked.state = ImportRun.State.UNDONE
    locked.change = None
    locked.save(update_fields=["state", "change"])
    audit.record("undo_run", locked, by=by)
    return locked
