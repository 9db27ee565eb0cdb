"""Invented bridges of the demonstration, in several states, so that their pages are alive."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from entrelieux.accounts.models import Person
from entrelieux.bridges.actions import post_need
from entrelieux.bridges.models import Bridge
from entrelieux.introductions.actions import (
    accept_bridge,
    consent_to_story,
    introduce,
    tell_happened,
    tell_outcome,
)
from entrelieux.places.models import Place

OUTCOME = "La pièce est scannée, une copie est déjà montée."
STEPS = ("suggested", "asked", "accepted", "told")
# Who asks, who hosts the place that answers, how far it went, the need, why this place.
BRIDGES = (
    (
        "driss",
        "maxence",
        "suggested",
        "Je cherche un bureau deux jours par semaine",
        "Une table est libre le mardi.",
    ),
    (
        "elise",
        "nadia",
        "asked",
        "Je cherche un bénévole pour un après-midi robotique",
        "Nadia anime déjà avec des collégiens.",
    ),
    (
        "bruno",
        "chloe",
        "accepted",
        "Je cherche à faire percer des plaques d’acier",
        "L’école a une perceuse à colonne.",
    ),
    (
        "bruno",
        "nadia",
        "told",
        "Je cherche à scanner une pièce de meuble",
        "Un scanner 3D attend au Puy.",
    ),
)


@transaction.atomic
def make_bridges(people: Mapping[str, Person]) -> None:
    """Introduced by the coordinator; each once, whole or absent."""
    if Bridge.objects.filter(is_example=True, is_by_hand=True).exists():
        return
    now = timezone.now()
    for asker, host, state, sentence, because in BRIDGES:
        place = _place_of(people[host])
        if place:
            bridge = _introduced(people, asker, place, sentence, because, now)
            _bring(bridge, people[asker], people[host], STEPS.index(state), now)


def _place_of(host: Person) -> Place | None:
    held = host.memberships.filter(until=None).values("community")
    found: Place | None = Place.objects.shown().filter(communities__in=held).first()
    return found


def _introduced(
    people: Mapping[str, Person],
    asker: str,
    place: Place,
    sentence: str,
    because: str,
    now: datetime,
) -> Bridge:
    values = {"sentence": sentence, "visibility": "network", "is_example": True}
    home = _place_of(people[asker])
    need = post_need(by=people[asker], now=now, values={**values, "place": home})
    return introduce(by=people["farid"], need=need, place=place, because=because, now=now)


def _bring(bridge: Bridge, asker: Person, host: Person, steps: int, now: datetime) -> None:
    """As far as that many steps."""
    if steps >= 1:
        accept_bridge(by=asker, bridge=bridge, now=now - timedelta(days=20))
    if steps >= 2:
        accept_bridge(by=host, bridge=bridge, now=now - timedelta(days=18))
    if steps >= 3:
        tell_happened(by=asker, bridge=bridge, now=now)
        for person, thanks in ((asker, "Merci pour l’accueil."), (host, "Revenez bientôt.")):
            tell_outcome(
                by=person, bridge=bridge, now=now, outcome=OUTCOME, thanks=thanks, consents=True
            )
        consent_to_story(by=asker, bridge=bridge, consents=True)
