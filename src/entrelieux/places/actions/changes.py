"""The pieces that every action is made of: a change, statements added and retired, cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from entrelieux.accounts.models import Person
from entrelieux.core.interchange.records import PlaceField
from entrelieux.core.provenance import Choice, Fact, compose
from entrelieux.places.facts import facts_by_root
from entrelieux.places.models import ChangeSet, Place, Source, Statement
from entrelieux.search.actions import mark_changed

BATCH = 2_000


def open_change(kind: ChangeSet.Kind, *, by: Person | None, note: str = "") -> ChangeSet:
    return ChangeSet.objects.create(kind=kind, by=by, note=note[:300])


def lock_places(place_ids: Iterable[int]) -> list[Place]:
    """The rows, locked in the order of their keys so that two writers never wait on each other.

    On SQLite the immediate transaction is the lock.
    """
    return list(Place.objects.select_for_update().filter(pk__in=set(place_ids)).order_by("pk"))


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says of a place: None as a value withdraws what they said of that field."""

    place_id: int
    values: Mapping[str, Any]
    observed_on: date | None = None
    licence: str = ""


def state_values(
    sayings: Sequence[Saying], *, change: ChangeSet, source: Source | None = None
) -> int:
    """Replaces what `source` (or people, when None) says of the fields given.

    A statement that says the same is left alone, but for its date of observation, which moves
    on. Returns the number of statements added or retired.
    """
    count = 0
    for start in range(0, len(sayings), BATCH):
        count += _state_batch(sayings[start : start + BATCH], change, source)
    return count


def _state_batch(sayings: Sequence[Saying], change: ChangeSet, source: Source | None) -> int:
    places = [saying.place_id for saying in sayings]
    live = {
        (statement.place_id, statement.field): statement
        for statement in Statement.objects.filter(
            place_id__in=places, source=source, retired_in=None
        )
    }
    retired, added, seen = [], [], []
    for saying in sayings:
        for field, value in saying.values.items():
            before = live.get((saying.place_id, field))
            if before and before.value == value:
                _see_again(before, saying, seen)
                continue
            if before:
                retired.append(before.pk)
            if value is not None:
                added.append(_statement(saying, field, value, change, source))
    Statement.objects.filter(pk__in=retired).update(retired_in=change)
    Statement.objects.bulk_create(added, batch_size=BATCH)
    Statement.objects.bulk_update(seen, ["observed_on"], batch_size=BATCH)
    return len(retired) + len(added)


def _see_again(statement: Statement, saying: Saying, seen: list[Statement]) -> None:
    if saying.observed_on and statement.observed_on != saying.observed_on:
        statement.observed_on = saying.observed_on
        seen.append(statement)


def _statement(
    saying: Saying, field: str, value: Any, change: ChangeSet, source: Source | None
) -> Statement:
    return Statement(
        place_id=saying.place_id,
        field=field,
        value=value,
        source=source,
        by=change.by if source is None else None,
        licence=saying.licence,
        observed_on=saying.observed_on,
        added_in=change,
    )


def refresh_cards(place_ids: Iterable[int]) -> None:
    """Rewrites the card of each place's root, and tells the search that it changed."""
    wanted = Place.objects.filter(pk__in=set(place_ids))
    root_ids = {root_id or pk for pk, root_id in wanted.values_list("pk", "root_id")}
    roots = list(Place.objects.filter(pk__in=root_ids).order_by("pk"))
    for start in range(0, len(roots), BATCH):
        _rewrite(roots[start : start + BATCH])
    mark_changed(set(place_ids) | root_ids)


def _rewrite(roots: Sequence[Place]) -> None:
    facts = facts_by_root(roots)
    for root in roots:
        write_card(root, facts.get(root.pk, []))
    # An upsert of rows that exist: `bulk_update` writes one CASE per row and column, and is slow.
    Place.objects.bulk_create(
        roots, update_conflicts=True, unique_fields=["id"], update_fields=CARD_COLUMNS
    )


CARD_COLUMNS = [
    "card",
    "name",
    "slug",
    "status",
    "lat",
    "lon",
    "insee",
    "department",
    "fresh_on",
    "version",
    "updated_at",
]


def write_card(place: Place, facts: Sequence[Fact]) -> None:
    """Sets the card and the columns that repeat it, without saving."""
    card = _with_other_names({field: c.value for field, c in compose(facts).items()}, facts)
    position = card.get(PlaceField.POSITION) or {}
    insee = card.get(PlaceField.INSEE, "")
    place.card = {field.value: value for field, value in card.items()}
    place.name = card.get(PlaceField.NAME, "")[:200]
    place.slug = slugify(f"{place.name} {card.get(PlaceField.CITY, '')}")[:80]
    place.status = card.get(PlaceField.STATUS, Place.Status.OPEN)
    place.lat, place.lon = position.get("lat"), position.get("lon")
    place.insee = insee
    place.department = insee[:3] if insee.startswith("97") else insee[:2]
    place.fresh_on = max(
        (day for fact in facts for day in (fact.observed_on, fact.verified_on) if day),
        default=None,
    )
    place.version += 1
    place.updated_at = timezone.now()


def _with_other_names(card: dict[PlaceField, Any], facts: Sequence[Fact]) -> dict[PlaceField, Any]:
    """The names that other sources give the place are searched and shown as other names."""
    shown = card.get(PlaceField.NAME)
    others = {fact.value: None for fact in facts if fact.field is PlaceField.NAME}
    names = dict.fromkeys([*card.get(PlaceField.ALTERNATE_NAMES, []), *others])
    names.pop(shown, None)
    if names:
        card[PlaceField.ALTERNATE_NAMES] = list(names)
    return card


def choices_of(place: Place) -> dict[PlaceField, Choice]:
    """Why each value of a card is shown."""
    root = place.root or place
    return compose(facts_by_root([root]).get(root.pk, []))
