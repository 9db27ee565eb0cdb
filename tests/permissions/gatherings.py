"""The rows of what happens at a place: usages, events, who comes, stops."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from entrelieux.activities.actions import Party, add_event, add_usage, register
from entrelieux.activities.models import Event, Registration
from entrelieux.activities.permissions import can_see_registrations, is_own
from entrelieux.communities.circles import Scope
from entrelieux.inventory.models import Entry
from entrelieux.inventory.permissions import can_add_to, can_edit_entry, can_see_entry
from entrelieux.places.actions.stops import add_stop
from entrelieux.places.permissions import can_edit_place
from tests.cast import Cast
from tests.permissions.row import Row, anyone, on

KINDS = {
    "usages": ("usage", "a usage", add_usage),
    "rendez-vous": ("rendez-vous", "an event", add_event),
}


def rows_of_gatherings(cast: Cast, place: Any) -> Iterator[Row]:
    day = (timezone.localdate() + timedelta(days=7)).isoformat()
    for folder, (fr, en, add) in KINDS.items():
        first_day = {"first_day": day} if add is add_event else {}
        for scope, shared in ((Scope.PUBLIC, "everyone"), (Scope.PLACE, "the members")):
            values = {"name": f"{fr} {scope}", "scope": scope.value, **first_day}
            entry = add(by=None, place=place, values=values)
            yield from _of_entry(folder, fr, en, entry, f"“{shared}”")
    yield from _of_coming(cast, place, day)
    yield from _of_stops(place)


def _of_entry(folder: str, fr: str, en: str, entry: Entry, shared: str) -> Iterator[Row]:
    """Keeping it is said once: of the one that members alone see."""
    at = f"/{folder}/{entry.public_id}"
    yield Row(
        f"Voir un {fr} pour « {entry.get_scope_display()} »",
        f"See {en} shared with {shared}",
        partial(on, can_see_entry, entry),
        entry.get_absolute_url(),
    )
    if entry.scope == Scope.PLACE:
        keeps = partial(on, can_edit_entry, entry)
        edit, history = f"{at}/modifier/", f"{at}/historique/"
        yield Row(f"Modifier un {fr}", f"Edit {en}", keeps, edit)
        yield Row(f"Lire l’historique d’un {fr}", f"Read the history of {en}", keeps, history)
        yield Row(
            f"Confirmer un {fr}, le retirer, le rétablir",
            f"Confirm {en}, take it off, bring it back",
            keeps,
            gesture=f"{at}/confirmer/",
        )


def _of_coming(cast: Cast, place: Any, day: str) -> Iterator[Row]:
    values = {"name": "Soudure", "first_day": day, "entrance": "here", "minors": "with-adult"}
    event: Event = add_event(by=None, place=place, values=values)
    (time,) = event.occurrences.all()
    came = register(by=cast.bob, occurrence=time, party=Party("Bob"))
    at = f"/rendez-vous/{event.public_id}"
    yield Row(
        "S’inscrire à un rendez-vous public",
        "Register for a public event",
        anyone,
        f"{at}/inscription/",
    )
    yield Row(
        "Voir qui vient à un rendez-vous",
        "See who comes to an event",
        partial(on, can_see_registrations, event),
        f"{at}/inscrits/",
    )
    yield Row(
        "Annuler l’inscription de Bob",
        "Cancel Bob’s registration",
        partial(_may_cancel, came),
        gesture=f"/inscriptions/{came.public_id}/annuler/",
    )
    yield Row(
        "Reprendre l’agenda qu’un lieu publie ailleurs",
        "Bring in the calendar that a place publishes elsewhere",
        partial(on, can_add_to, place),
        f"/lieux/{place.public_id}/agendas/",
    )


def _may_cancel(registration: Registration, person: Any) -> bool:
    event = registration.occurrence.event
    return is_own(person, registration) or can_see_registrations(person, event)


def _of_stops(place: Any) -> Iterator[Row]:
    stop = add_stop(by=None, place=place, values={"name": "La halle", "lat": 45.1, "lon": 2.9})
    keeps, at = partial(on, can_edit_place, place), f"/lieux/{place.public_id}/arrets"
    yield Row("Dire un arrêt", "Tell a stop", keeps, f"{at}/nouveau/")
    yield Row("Retirer un arrêt", "Take a stop off", keeps, gesture=f"{at}/{stop.pk}/")
