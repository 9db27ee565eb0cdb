"""Keeping what was asked of the rules, so that a change can be tried on it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from entrelieux.charters.deciding import Decision
from entrelieux.charters.models import PastRequest
from entrelieux.core.rules.facts.writing import write_case

MOST_KEPT = 500  # of a community: the oldest go first


def keep_requests(*, source: str, decisions: Iterable[Decision]) -> None:
    """Without who asked, hence without a row of audit; nothing where there is no charter."""
    rows = [
        PastRequest(
            community=one.version.charter.community,
            source=source,
            case={key: told for key, told in write_case(one.case).items() if key != "id"},
            verdict=one.verdict,
        )
        for one in decisions
        if one.version is not None
    ]
    if rows:  # nothing is written, nor any lock taken, where nobody wrote a charter
        _keep(rows)


@transaction.atomic
def _keep(rows: list[PastRequest]) -> None:
    PastRequest.objects.bulk_create(rows)
    for community in {row.community_id for row in rows}:
        kept = PastRequest.objects.filter(community=community).order_by("-pk")
        old = list(kept.values_list("pk", flat=True)[MOST_KEPT : MOST_KEPT * 2])
        PastRequest.objects.filter(pk__in=old).delete()
