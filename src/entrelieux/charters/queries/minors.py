"""Who is a minor, as far as a community noted when people were born."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from entrelieux.charters.models import Birth

MAJORITY_YEARS = 18


def known_minors(today: date) -> QuerySet[Any]:
    """The keys of those who are known to be younger than eighteen on that day."""
    last = min(today.day, 28) if today.month == 2 else today.day
    coming_of_age = today.replace(year=today.year - MAJORITY_YEARS, day=last)
    return Birth.objects.filter(born_on__gt=coming_of_age).values("person")


def is_known_minor(person: Any, today: date) -> bool:
    return known_minors(today).filter(person=person.pk).exists()
