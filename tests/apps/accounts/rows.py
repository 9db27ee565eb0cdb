"""A row of any model that says as little as the database accepts, and links to a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from secrets import token_hex
from typing import Any

from django.db import models
from django.utils import timezone

from entrelieux.places.models import Place

TOMORROW = timezone.now() + timedelta(days=1)
# What a model refuses to be without, which its columns alone do not tell.
NEEDED: dict[str, Callable[[], dict[str, Any]]] = {
    "activities.Registration": lambda: {"state": "registered"},
    "bookings.Closure": lambda: {"ends_at": TOMORROW, "place": row_of(Place)},
    "charters.TrainedGroup": lambda: {"size": 3},
    "exchanges.Account": lambda: {"kind": "person"},
    "exchanges.Unit": lambda: {"name": token_hex(4)},
    "mfa.Authenticator": lambda: {"type": "webauthn", "data": {"name": "Téléphone"}},
}


def row_of(model: type[models.Model], **given: Any) -> Any:
    """Saved; each column that has to be said and is not `given` is made up."""
    given = {**NEEDED.get(model._meta.label, dict)(), **given}
    many = {n: v for n, v in given.items() if model._meta.get_field(n).many_to_many}
    row = model(**{n: v for n, v in given.items() if n not in many})
    for field in model._meta.concrete_fields:
        if field.name not in given and _is_needed(field):
            setattr(row, field.name, _made_up(field))
    row.save(force_insert=True)
    for name, value in many.items():
        getattr(row, name).set([value])
    return row


def _is_needed(field: Any) -> bool:
    return not (field.primary_key or field.null or field.has_default() or field.blank)


def _made_up(field: Any) -> Any:
    if isinstance(field, models.ForeignKey):
        return row_of(field.related_model)
    if isinstance(field, models.EmailField):
        return f"{token_hex(4)}@example.org"
    if isinstance(field, models.DateTimeField):
        return timezone.now()
    if isinstance(field, models.DateField):
        return timezone.localdate()
    if isinstance(field, models.TimeField):
        return timezone.now().time()
    if isinstance(field, models.IntegerField | models.FloatField):
        return 1
    if isinstance(field, models.JSONField):
        return {}
    return token_hex(4)[: field.max_length or 8]
