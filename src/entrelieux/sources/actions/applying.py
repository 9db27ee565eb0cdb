"""Writing what a preview announced: everything, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from entrelieux.accounts.models import Person
from entrelieux.core.interchange.records import PlaceField
from entrelieux.places.actions.changes import Saying, open_change, refresh_cards, state_values
from entrelieux.places.actions.merging import find_roots
from entrelieux.places.models import ChangeSet, Merge, Place
from entrelieux.platform import audit
from entrelieux.platform.errors import EntrelieuxError
from entrelieux.sources.comparing import known_records
from entrelieux.sources.errors import WrongState
from entrelieux.sources.models import ImportRow, ImportRun, PairReview, SourceRecord

BATCH = 1_000
Action = ImportRow.Action
UNEXPECTED = gettext_noop(
    "L’import s’est arrêté sur une erreur que le logiciel n’attendait pas. Rien n’a changé : "
    "l’aperçu est toujours là, signalez-le à qui tient ce site."
)


def apply_run(*, by: Person | None, run: ImportRun) -> ImportRun:
    """Applies a previewed run as one change. Raises `WrongState` when there is no preview.

    Killed half-way, the database rolls back: the run is still only previewed. An error that
    nobody expected does the same; the run then tells it in `error`.
    """
    try:
        return _apply(by=by, run=run)
    except EntrelieuxError:
        raise
    except Exception:
        ImportRun.objects.filter(pk=run.pk).update(error=_(UNEXPECTED))
        raise


@transaction.atomic
def _apply(*, by: Person | None, run: ImportRun) -> ImportRun:
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.state != ImportRun.State.PREVIEWED:
        raise WrongState(_("Cet import n’a pas d’aperçu à appliquer : relisez le fichier."))
    change = open_change(ChangeSet.Kind.IMPORT, by=by, note=str(locked))
    rows = list(locked.rows.exclude(action=Action.REFUSE).order_by("rank"))
    places = _place_rows(rows, locked, change)
    _write_statements(rows, places, locked, change)
    merged = _merge_rows(rows, places, change)
    refresh_cards({place.pk for place in places.values()} | merged)
    _flag_absent(locked, rows)
    _ask_people(rows, places)
    return _close(locked, change, by)


def _place_rows(rows: Sequence[ImportRow], run: ImportRun, change: ChangeSet) -> dict[int, Place]:
    """The place of each row, by rank: a new one, or the one that its record has."""
    known = known_records(run.feed.source)
    fresh = [row for row in rows if row.key not in known]
    added = Place.objects.bulk_create([Place(added_in=change) for _row in fresh], batch_size=BATCH)
    places = {row.rank: place for row, place in zip(fresh, added, strict=True)}
    SourceRecord.objects.bulk_create(
        (
            SourceRecord(
                source=run.feed.source,
                key=row.key,
                place=places[row.rank],
                values=row.values,
                raw=row.raw,
                problems=row.problems,
                first_run=run,
                last_run=run,
            )
            for row in fresh
        ),
        batch_size=BATCH,
    )
    _read_again([row for row in rows if row.key in known], known, run)
    return places | {row.rank: known[row.key].place for row in rows if row.key in known}


def _read_again(
    rows: Sequence[ImportRow], known: Mapping[str, SourceRecord], run: ImportRun
) -> None:
    records = []
    for row in rows:
        record = known[row.key]
        record.values, record.raw, record.problems = row.values, row.raw, row.problems
        record.last_run, record.gone_since = run, None
        records.append(record)
    fields = ["values", "raw", "problems", "last_run", "gone_since"]
    SourceRecord.objects.bulk_update(records, fields, batch_size=BATCH)
    # Their import had been undone: they come back with the same address.
    back = [known[row.key].place_id for row in rows if row.action in {Action.CREATE, Action.MERGE}]
    Place.objects.filter(pk__in=back).update(hidden_in=None)


def _write_statements(
    rows: Sequence[ImportRow], places: Mapping[int, Place], run: ImportRun, change: ChangeSet
) -> None:
    sayings = [
        Saying(
            places[row.rank].pk,
            _sayings_of(row),
            observed_on=row.updated_on,
            licence=row.licence,
        )
        for row in rows
    ]
    state_values(sayings, change=change, source=run.feed.source)


def _sayings_of(row: ImportRow) -> dict[str, Any]:
    withdrawn = {field: None for field, (_before, after) in row.difference.items() if after is None}
    values = {**row.values, **withdrawn}
    name = PlaceField.NAME.value
    return {field: value for field, value in values.items() if field != name or value}


def _merge_rows(
    rows: Sequence[ImportRow], places: Mapping[int, Place], change: ChangeSet
) -> set[int]:
    wanted = {
        places[row.rank].pk: places[row.match_rank].pk
        if row.match_rank is not None
        else row.match_id
        for row in rows
        if row.action == Action.MERGE and (row.match_id or row.match_rank in places)
    }
    joined = Merge.objects.filter(place_id__in=wanted, ended_in=None)
    already = set(joined.values_list("place_id", flat=True))
    merges = [
        Merge(place_id=place, into_id=into, added_in=change)
        for place, into in _to_roots(wanted).items()
        if place not in already and place != into
    ]
    Merge.objects.bulk_create(merges, batch_size=BATCH)
    touched = {pk for merge in merges for pk in (merge.place_id, merge.into_id)}
    return find_roots(touched) if touched else touched


def _to_roots(wanted: Mapping[int, int]) -> dict[int, int]:
    """Points each merge at the card that carries the group today."""
    roots = dict(Place.objects.filter(pk__in=wanted.values()).values_list("pk", "root_id"))
    return {place: roots.get(into) or into for place, into in wanted.items()}


def _flag_absent(run: ImportRun, rows: Iterable[ImportRow]) -> None:
    """What the source no longer has is flagged, not deleted."""
    absent = SourceRecord.objects.filter(source=run.feed.source, gone_since=None).exclude(
        last_run=run
    )
    run.counts["gone"] = absent.update(gone_since=timezone.now())


def _ask_people(rows: Sequence[ImportRow], places: Mapping[int, Place]) -> None:
    reviews: dict[tuple[int, int], PairReview] = {}
    for row in rows:
        for doubt in row.doubts:
            other = doubt.get("place") or getattr(places.get(doubt.get("rank")), "pk", None)
            if other is None:
                continue
            first, second = sorted((places[row.rank].pk, other))
            reviews[first, second] = PairReview(
                first_id=first,
                second_id=second,
                probability=doubt["probability"],
                reasons=doubt["reasons"],
            )
    PairReview.objects.bulk_create(reviews.values(), batch_size=BATCH, ignore_conflicts=True)


def _close(run: ImportRun, change: ChangeSet, by: Person | None) -> ImportRun:
    run.state, run.change, run.error = ImportRun.State.APPLIED, change, ""
    run.save(update_fields=["state", "change", "counts", "error"])
    run.feed.read_at = timezone.now()
    run.feed.save(update_fields=["read_at"])
    audit.record("apply_run", run, by=by, change=change.pk, counts=run.counts)
    return run
