"""People who come to events, in tests: by a mail, or by a form."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from entrelieux.activities.actions import Party, ask_to_register, confirm_registration
from entrelieux.activities.models import Occurrence, Registration

FORM = {"name": "Zoé Secrète", "adults": "1", "minors": "0", "is_responsible": "on"}


def ask(occurrence: Occurrence, email: str = "zoe@example.org", **party: Any) -> Registration:
    return ask_to_register(
        email=email,
        language="fr",
        visitor="192.0.2.1",
        occurrence=occurrence,
        party=Party(name="Zoé", **party),
    )


def come(occurrence: Occurrence, email: str, **party: Any) -> Registration:
    return confirm_registration(registration=ask(occurrence, email, **party))


def form_for(occurrence: Occurrence, **more: str) -> tuple[str, dict[str, str]]:
    address = reverse("event_register", args=[occurrence.event.public_id])
    return address, {**FORM, "day": occurrence.day.isoformat(), **more}
