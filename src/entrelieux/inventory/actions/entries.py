"""Writing entries: each action is one atomic block, one revision, one audit row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.inventory.documents import mark_entry_changed
from entrelieux.inventory.errors import NoSuchVersion
from entrelieux.inventory.models import Entry, Revision
from entrelieux.inventory.states import (
    set_state,
    state_of,
    with_facts_apart,
    with_facts_together,
    without_the_gone,
)
from entrelieux.places.errors import EditConflict, FieldConflict
from entrelieux.platform import audit

E = TypeVar("E", bound=Entry)
Verb = Revision.Verb


@transaction.atomic
def add_entry(*, by: Person | None, entry: E, links: Mapping[str, Any] | None = None) -> E:
    """Saves a new entry built by its app; `links` are the keys of what it is linked to, by name."""
    entry.version = 1
    # What a form proposed, and was taken back.
    entry.facts = {uri: value for uri, value in entry.facts.items() if value is not None}
    entry.confirmed_on, entry.confirmed_by = timezone.localdate(), by
    entry.save()
    _set_links(entry, links or {})
    _keep(entry, Verb.ADD, by, "")
    return entry


@transaction.atomic
def change_entry(
    *,
    by: Person | None,
    entry: E,
    base: Mapping[str, Any],
    values: Mapping[str, Any],
    note: str = "",
) -> E:
    """Writes the `values` that differ from `base`, the state shown when the form was opened.

    Raises `EditConflict`, and writes nothing, when somebody changed one of them meanwhile.
    """
    base, values = with_facts_apart(base), with_facts_apart(values)
    wanted = {name: value for name, value in values.items() if value != base.get(name)}
    locked = _locked(entry)
    now = with_facts_apart(state_of(locked))
    conflicts = [
        _conflict(locked, name, base.get(name), now.get(name), value)
        for name, value in wanted.items()
        if now.get(name) not in (base.get(name), value)
    ]
    if conflicts:
        raise EditConflict(conflicts)
    if not wanted:
        return locked
    return _write(locked, with_facts_together(wanted, locked.facts), Verb.CHANGE, by, note)


@transaction.atomic
def remove_entry(*, by: Person | None, entry: E, note: str = "") -> E:
    """Takes it off the pages; its history stays, and any version of it can be restored."""
    locked = _locked(entry)
    locked.removed_at = timezone.now()
    return _write(locked, {}, Verb.REMOVE, by, note)


@transaction.atomic
def restore_entry(*, by: Person | None, entry: E, version: int) -> E:
    """Makes an older version the newest one. Raises `NoSuchVersion`."""
    locked = _locked(entry)
    old = Revision.objects.filter(subject=audit.subject_of(locked), version=version).first()
    if old is None:
        raise NoSuchVersion(_("Cette version n’existe pas : choisissez-en une dans l’historique."))
    locked.removed_at = None
    known = {name: value for name, value in old.values.items() if name in locked.KEPT}
    return _write(locked, without_the_gone(locked, known), Verb.RESTORE, by, "")


@transaction.atomic
def confirm_entry(*, by: Person | None, entry: E) -> E:
    """Somebody who keeps it says that it is still true today."""
    locked = _locked(entry)
    locked.confirmed_on, locked.confirmed_by = timezone.localdate(), by
    locked.save(update_fields=["confirmed_on", "confirmed_by", "updated_at"])
    mark_entry_changed(locked)
    audit.record("confirm_entry", locked, by=by)
    return locked


def _locked(entry: E) -> E:
    locked: E = type(entry).objects.select_for_update(of=("self",)).get(pk=entry.pk)
    return locked


def _write(
    entry: E, values: Mapping[str, Any], verb: Revision.Verb, by: Person | None, note: str
) -> E:
    links = set_state(entry, values)
    entry.version += 1
    if verb != Verb.REMOVE:
        entry.confirmed_on, entry.confirmed_by = timezone.localdate(), by
    entry.save()
    _set_links(entry, links)
    _keep(entry, verb, by, note)
    return entry


def _set_links(entry: Entry, links: Mapping[str, Any]) -> None:
    for name, keys in links.items():
        getattr(entry, name).set(keys)


def _keep(entry: Entry, verb: Revision.Verb, by: Person | None, note: str) -> None:
    Revision.objects.create(
        subject=audit.subject_of(entry),
        version=entry.version,
        verb=verb,
        values=state_of(entry),
        by=by,
        note=note[:300],
    )
    mark_entry_changed(entry)
    audit.record(f"{verb}_entry", entry, by=by, version=entry.version)


def _conflict(entry: Entry, name: str, before: Any, theirs: Any, yours: Any) -> FieldConflict:
    last = (
        Revision.objects.filter(subject=audit.subject_of(entry))
        .select_related("by")
        .order_by("-version")
        .first()
    )
    return FieldConflict(
        field=name,
        before=before,
        theirs=theirs,
        yours=yours,
        by=str(last.by or "") if last else "",
        at=last.at if last else None,
    )
