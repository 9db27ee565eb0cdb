"""Reads of imports and of look-alikes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q

from entrelieux.sources.models import PairReview

if TYPE_CHECKING:
    from django.db.models import QuerySet


def waiting_pairs() -> QuerySet[PairReview]:
    """Pairs still to examine, surest first: both on the map, and not one card already."""
    return (
        PairReview.objects.filter(
            verdict=PairReview.Verdict.WAITING,
            first__hidden_in=None,
            second__hidden_in=None,
        )
        .exclude(first__root=F("second"))
        .exclude(second__root=F("first"))
        .exclude(Q(first__root__isnull=False) & Q(first__root=F("second__root")))
        .select_related("first__root", "second__root")
        .order_by("-probability", "pk")
    )
