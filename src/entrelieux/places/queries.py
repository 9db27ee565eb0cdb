"""Reads of places: cards, the facts behind them, what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from entrelieux.core.interchange.records import PlaceField
from entrelieux.core.provenance import Choice, compose
from entrelieux.places.facts import fact_of, live_statements
from entrelieux.places.models import ChangeSet, Place, Source, Statement

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A statement of a card, whether it is shown, and why."""

    statement: Statement
    is_shown: bool
    choice: Choice


def find_place(public_id: str) -> Place | None:
    """The card that carries this identifier today; None when there is none, or it is hidden."""
    place = Place.objects.select_related("root", "hidden_in").filter(public_id=public_id).first()
    if place is None:
        return None
    card = place.root or place
    return None if card.hidden_in_id else card


def facts_of(place: Place) -> dict[PlaceField, list[ShownFact]]:
    """Every live statement of a card by field, those shown first."""
    members = Place.objects.filter(Q(pk=place.pk) | Q(root=place), hidden_in=None)
    statements = list(live_statements(members.values_list("pk", flat=True)))
    choices = compose(fact_of(statement) for statement in statements)
    facts: dict[PlaceField, list[ShownFact]] = defaultdict(list)
    for statement in statements:
        field = PlaceField(statement.field)
        choice = choices[field]
        facts[field].append(ShownFact(statement, statement.pk in choice.fact_ids, choice))
    return {
        field: sorted(facts[field], key=lambda fact: not fact.is_shown)
        for field in PlaceField
        if field in facts
    }


def sources_of(places: Sequence[Place]) -> dict[int, list[Source]]:
    """The sources that tell of each card, by the key of the card."""
    ids = [place.pk for place in places]
    rows = (
        Statement.objects.filter(
            Q(place__in=ids) | Q(place__root__in=ids),
            retired_in=None,
            source__isnull=False,
            place__hidden_in=None,
        )
        .order_by()
        .values_list("place_id", "place__root_id", "source_id")
        .distinct()
    )
    named = {source.pk: source for source in Source.objects.all()}
    found: dict[int, dict[int, Source]] = defaultdict(dict)
    for place_id, root_id, source_id in rows:
        found[root_id or place_id][source_id] = named[source_id]
    return {pk: sorted(by_id.values(), key=lambda s: s.name) for pk, by_id in found.items()}


def changes_of(place: Place) -> QuerySet[ChangeSet]:
    """The changes that touched a card or one of the cards joined to it, newest first."""
    members = Place.objects.filter(Q(pk=place.pk) | Q(root=place)).values("pk")
    touching = (
        Statement.objects.filter(place__in=members).values("added_in"),
        Statement.objects.filter(place__in=members, retired_in__isnull=False).values("retired_in"),
    )
    return (
        ChangeSet.objects.filter(
            Q(pk__in=touching[0])
            | Q(pk__in=touching[1])
            | Q(merges_added__place__in=members)
            | Q(merges_added__into__in=members)
            | Q(merges_ended__place__in=members)
        )
        .select_related("by", "undoes", "undone_in", "import_run__feed__source")
        .distinct()
    )


def recent_changes(limit: int = 50) -> list[Place]:
    """The cards most recently changed, for the feed of changes."""
    return list(Place.objects.shown().order_by("-updated_at", "-pk")[:limit])


def sources_with_counts() -> QuerySet[Source]:
    """Sources that tell of at least one card on the map, and of how many."""
    return (
        Source.objects.annotate(
            places=Count(
                "statements__place",
                filter=Q(statements__retired_in=None, statements__place__hidden_in=None),
                distinct=True,
            )
        )
        .filter(places__gt=0)
        .order_by("name", "pk")
    )


def places_in_order(public_ids: Iterable[str]) -> list[Place]:
    """The cards of these identifiers, in the order given; those that left the map are skipped."""
    wanted = list(public_ids)
    found = {place.public_id: place for place in Place.objects.shown().filter(public_id__in=wanted)}
    return [found[public_id] for public_id in wanted if public_id in found]
