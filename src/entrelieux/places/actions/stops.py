"""The stops of an itinerant place: where it is, and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from entrelieux.accounts.models import Person
from entrelieux.places.models import Place, Stop
from entrelieux.platform import audit


@transaction.atomic
def add_stop(*, by: Person | None, place: Place, values: Mapping[str, Any]) -> Stop:
    """A stop of a card; `values` are those of a valid `StopForm`."""
    stop = Stop.objects.create(place=place.root or place, **values)
    audit.record("add_stop", place, by=by, stop=stop.pk)
    return stop


@transaction.atomic
def remove_stop(*, by: Person, stop: Stop) -> None:
    audit.record("remove_stop", stop.place, by=by, stop=stop.name)
    stop.delete()
