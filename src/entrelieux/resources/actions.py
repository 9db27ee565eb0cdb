"""Writing resources: what `inventory` does for every entry, and the rooms they are in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.inventory.actions import add_entry, change_entry, restore_entry
from entrelieux.inventory.documents import mark_entries_changed
from entrelieux.inventory.states import set_state
from entrelieux.places.actions.changes import lock_places
from entrelieux.places.errors import InvalidValues
from entrelieux.places.models import Place
from entrelieux.platform import audit
from entrelieux.resources.errors import InsideItself
from entrelieux.resources.models import Resource, Sheet
from entrelieux.resources.queries import possible_holders
from entrelieux.resources.validation import errors_of


@transaction.atomic
def add_resource(
    *, by: Person | None, place: Place, values: Mapping[str, Any], is_example: bool = False
) -> Resource:
    """A new resource of a card. Raises `InvalidValues`."""
    card = place.root or place
    _refuse_invalid({"name": "", **values}, card)
    resource = Resource(place=card, is_example=is_example)
    set_state(resource, values)
    return add_entry(by=by, entry=resource)


@transaction.atomic
def change_resource(
    *,
    by: Person | None,
    resource: Resource,
    base: Mapping[str, Any],
    values: Mapping[str, Any],
    note: str = "",
) -> Resource:
    """Writes the `values` that differ from `base`, the state shown when the form was opened.

    Raises `InvalidValues`, `InsideItself`, and `EditConflict` as `change_entry` does.
    """
    wanted = {name: value for name, value in values.items() if value != base.get(name)}
    _refuse_invalid(wanted, resource.place)
    _refuse_cycle(resource, wanted.get("inside"))
    return change_entry(by=by, entry=resource, base=base, values=values, note=note)


@transaction.atomic
def restore_resource(*, by: Person | None, resource: Resource, version: int) -> Resource:
    """Makes an older version the newest one. Raises `NoSuchVersion`, `InsideItself`."""
    restored = restore_entry(by=by, entry=resource, version=version)
    _refuse_cycle(restored, restored.inside_id)
    return restored


@transaction.atomic
def confirm_resources(*, by: Person | None, place: Place) -> int:
    """Somebody who keeps the place says that all it holds is still true; returns how many."""
    resources = list(Resource.objects.of_place(place))
    Resource.objects.filter(pk__in=[resource.pk for resource in resources]).update(
        confirmed_on=timezone.localdate(), confirmed_by=by, updated_at=timezone.now()
    )
    mark_entries_changed(resources)
    audit.record("confirm_resources", place, by=by, count=len(resources))
    return len(resources)


def _refuse_invalid(values: Mapping[str, Any], place: Place | None) -> None:
    errors = errors_of(values)
    if values.get("inside") and not _is_at(place, values["inside"]):
        errors["inside"] = _("Choisissez une salle de ce lieu.")
    if values.get("holder") and not _may_hold(place, values["holder"]):
        errors["holder"] = _("Choisissez un membre de ce lieu.")
    if errors:
        raise InvalidValues(errors)


def _is_at(place: Place | None, key: int) -> bool:
    return place is not None and Resource.objects.of_place(place).filter(pk=key).exists()


def _may_hold(place: Place | None, key: int) -> bool:
    return place is not None and possible_holders(place).filter(pk=key).exists()


def _refuse_cycle(resource: Resource, inside: int | None) -> None:
    """Walks up from the room, under the lock of the place: two moves at once cannot make a loop."""
    if inside is None:
        return
    if resource.place_id:
        lock_places([resource.place_id])
    above, seen = inside, set()
    while above is not None and above not in seen:
        if above == resource.pk:
            raise InsideItself(
                _("Une salle ne peut pas être dans ce qu’elle contient : choisissez-en une autre.")
            )
        seen.add(above)
        above = Resource.objects.filter(pk=above).values_list("inside", flat=True).first()


@transaction.atomic
def add_sheet(*, by: Person | None, resource: Resource, role: str, content: bytes) -> Sheet:
    """Keeps the PDF (`sheets.read_sheet`), then its row."""
    sheet = Sheet(resource=resource, role=role, added_by=by)
    sheet.file.save(f"{sheet.public_id}.pdf", ContentFile(content), save=False)
    sheet.save()
    audit.record("add_sheet", sheet, by=by, resource=resource.pk)
    return sheet


@transaction.atomic
def remove_sheet(*, by: Person | None, sheet: Sheet) -> None:
    Sheet.objects.filter(pk=sheet.pk, removed_at=None).update(removed_at=timezone.now())
    audit.record("remove_sheet", sheet, by=by, resource=sheet.resource_id)
