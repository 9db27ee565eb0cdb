"""Writing usages: what `inventory` does for every entry, of what the place has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from entrelieux.accounts.models import Person
from entrelieux.activities.models import Usage
from entrelieux.activities.validation import USAGE_CHECKS, errors_of, link_errors
from entrelieux.inventory.actions import add_entry, change_entry
from entrelieux.inventory.states import set_state, state_of
from entrelieux.places.errors import InvalidValues
from entrelieux.places.models import Place


@transaction.atomic
def add_usage(
    *, by: Person | None, place: Place, values: Mapping[str, Any], is_example: bool = False
) -> Usage:
    """A new usage of a card. Raises `InvalidValues`."""
    card = place.root or place
    _refuse_invalid({"name": "", **values}, {}, card)
    usage = Usage(place=card, is_example=is_example)
    links = set_state(usage, values)
    return add_entry(by=by, entry=usage, links=links)


@transaction.atomic
def change_usage(
    *,
    by: Person | None,
    usage: Usage,
    base: Mapping[str, Any],
    values: Mapping[str, Any],
    note: str = "",
) -> Usage:
    """Writes the `values` that differ from `base`, the state shown when the form was opened.

    Raises `InvalidValues`, and `EditConflict` as `change_entry` does.
    """
    wanted = {name: value for name, value in values.items() if value != base.get(name)}
    _refuse_invalid(wanted, state_of(usage), usage.card)
    return change_entry(by=by, entry=usage, base=base, values=values, note=note)


def _refuse_invalid(
    values: Mapping[str, Any], known: Mapping[str, Any], place: Place | None
) -> None:
    errors = errors_of(values, USAGE_CHECKS) | link_errors(values, known, place)
    if errors:
        raise InvalidValues(errors)
