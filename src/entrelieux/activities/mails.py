"""What is written to those who register."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import translation

from entrelieux.activities.calendars import location_of
from entrelieux.activities.listing import listed
from entrelieux.activities.models import Registration
from entrelieux.messaging.letters import write_letter
from entrelieux.platform.links import signed_link

PURPOSE = "registration"
BY_LINK = "registration_by_link"


def write_to_registered(template: str, registration: Registration, **more: Any) -> None:
    """One of the letters of activities/mail, to the address that registered, in its language."""
    if not registration.email:
        return
    occurrence = registration.occurrence
    event = occurrence.event
    with translation.override(registration.language):
        facts = {
            "name": event.name,
            "when": listed(occurrence).when,
            "where": location_of(event),
            "online": event.online_url,
            "address": settings.BASE_URL + occurrence.get_absolute_url(),
            "link": link_of(registration),
            "party": registration.party,
            "minors": registration.minors,
            **more,
        }
    write_letter(
        f"activities/mail/{template}.txt",
        to=registration.email,
        language=registration.language,
        facts=facts,
    )


def link_of(registration: Registration) -> str:
    """The page of a registration, for who has its mail."""
    return signed_link(BY_LINK, PURPOSE, registration.pk)
