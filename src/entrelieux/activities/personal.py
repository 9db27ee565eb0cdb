"""What usages and events keep of a person: what she hosts, and where she comes."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from entrelieux.accounts.models import Person
from entrelieux.accounts.personal import Erased, Kept
from entrelieux.activities.actions import cancel_registration
from entrelieux.activities.models import Registration
from entrelieux.activities.queries import own_registrations
from entrelieux.places.personal import WRITTEN

CONFIRMED = ("name", "confirmed_on")
HOSTED = ("name", "place__name")


def _registrations(person: Person) -> list[dict[str, Any]]:
    """With her account, or with her address."""
    told = ("name", "email", "adults", "minors", "note", "state", "created_at", "came_at")
    event = {"event": F("occurrence__event__name"), "starts_at": F("occurrence__starts_at")}
    return list(own_registrations(person).values(*told, **event))


KEPT = (
    Kept(
        "registrations",
        "activities.Registration.person",
        Erased.DELETED,
        told=_registrations,
    ),
    Kept(
        "registrations_by_address",
        "activities.Registration.email",
        Erased.DELETED,
        ("occurrence__event__name", "occurrence__starts_at", "name", "state"),
    ),
    # The address of the calendar is a key to it: who takes her data away has it on her page.
    Kept("agenda_key", "activities.AgendaKey.person", Erased.DELETED, ("created_at",)),
    Kept(
        "calendars_followed",
        "activities.PlaceCalendar.created_by",
        Erased.NAMELESS,
        ("name", "place__name", "created_at"),
        stays=WRITTEN,
    ),
    Kept(
        "usages_confirmed",
        "activities.Usage.confirmed_by",
        Erased.NAMELESS,
        CONFIRMED,
        stays=WRITTEN,
    ),
    Kept("usages_hosted", "activities.Usage.hosts", Erased.DELETED, HOSTED),
    Kept(
        "events_confirmed",
        "activities.Event.confirmed_by",
        Erased.NAMELESS,
        CONFIRMED,
        stays=WRITTEN,
    ),
    Kept("events_hosted", "activities.Event.hosts", Erased.DELETED, HOSTED),
)


def forget(person: Person) -> None:
    """Her seats go to those who wait; with or without her account, nothing says that she came."""
    hers = Registration.objects.filter(email__iexact=person.email) | (
        Registration.objects.filter(person=person)
    )
    for one in hers.filter(state__in=Registration.COMING).select_related("occurrence"):
        cancel_registration(by=person, registration=one)
    hers.delete()
