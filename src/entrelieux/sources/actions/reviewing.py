"""People decide whether two look-alikes are one place."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.places.actions import merge_places, undo_change
from entrelieux.places.models import ChangeSet
from entrelieux.platform import audit
from entrelieux.sources.models import PairReview

Verdict = PairReview.Verdict


@transaction.atomic
def decide_pair(*, by: Person, pair: PairReview, verdict: str, note: str = "") -> PairReview:
    """Keeps the verdict and, for *same*, joins the two cards.

    Changing one's mind undoes the merge that the first verdict made.
    """
    locked = (
        PairReview.objects.select_for_update().select_related("first", "second").get(pk=pair.pk)
    )
    if locked.change and not locked.change.is_undone:
        undo_change(by=by, change=locked.change)
    locked.change = _joined(locked, by, note) if verdict == Verdict.SAME else None
    locked.verdict, locked.by, locked.decided_at = verdict, by, timezone.now()
    locked.save()
    audit.record("decide_pair", locked, by=by, verdict=verdict)
    return locked


def _joined(pair: PairReview, by: Person, note: str) -> ChangeSet | None:
    pair.first.refresh_from_db()
    pair.second.refresh_from_db()
    roots = {pair.first.root_id or pair.first_id, pair.second.root_id or pair.second_id}
    if len(roots) == 1:
        return None
    return merge_places(by=by, first=pair.first, second=pair.second, note=note)
