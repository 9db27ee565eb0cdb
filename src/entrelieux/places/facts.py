"""From statements in the database to the facts that the policy of cards reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils import timezone

from entrelieux.core.interchange.records import PlaceField
from entrelieux.core.provenance import Fact
from entrelieux.places.models import Place, Statement

if TYPE_CHECKING:
    from django.db.models import QuerySet


def live_statements(place_ids: Iterable[int]) -> QuerySet[Statement]:
    return (
        Statement.objects.filter(place_id__in=place_ids, retired_in=None)
        .select_related("source", "by", "verified_by", "added_in")
        .order_by("field", "pk")
    )


def fact_of(statement: Statement) -> Fact:
    source = statement.source
    verified_at = statement.verified_at
    said_at = statement.added_in.at if source is None else None
    vouched_at = verified_at or said_at
    return Fact(
        id=statement.pk,
        field=PlaceField(statement.field),
        value=statement.value,
        source=source.slug if source else "",
        trust=source.trust if source else 100,
        observed_on=statement.observed_on,
        verified_on=timezone.localdate(vouched_at) if vouched_at else None,
    )


def facts_by_root(roots: Iterable[Place]) -> dict[int, list[Fact]]:
    """The live facts of each card: those of the root and of every place merged into it."""
    root_ids = [root.pk for root in roots]
    members = Place.objects.filter(root_id__in=root_ids, hidden_in=None)
    root_of = {pk: pk for pk in root_ids} | dict(members.values_list("pk", "root_id"))
    facts: dict[int, list[Fact]] = defaultdict(list)
    for statement in live_statements(root_of):
        facts[root_of[statement.place_id]].append(fact_of(statement))
    return facts
