"""The fields of a need as its author left them."""

from __future__ import annotations

from typing import Any

from entrelieux.bridges.models import Need
from entrelieux.bridges.understanding import size_words, understood
from entrelieux.core.bridging.reading.sizes import Plate
from entrelieux.places.models import Place


def stored_fields(need: Need) -> dict[str, Any]:
    """The fields as the author left them."""
    plate = Plate(need.long_mm, need.short_mm or 0.0) if need.long_mm else None
    asked = understood(need.sentence, language=need.language)
    return {
        "things": [one.label for one in asked.things if one.label not in need.dismissed],
        "refused": [one.label for one in asked.refused if one.label not in need.dismissed],
        "quantity": need.quantity,
        "people": need.people,
        "size": size_words(plate),
        "when": need.when,
        "commune": need.commune,
        "reach": need.max_minutes or (int(need.max_km) if need.max_km else None),
        "reach_unit": "km" if need.max_km else "min",
        "terms": need.terms,
        "who": need.who,
        "has_minors": need.has_minors,
        "description": need.description,
        "community": need.community_id,
        "visibility": need.visibility,
        "places": "\n".join(_in_full(place) for place in need.shown_at.all()),
    }


def _in_full(place: Place) -> str:
    """As `named_places` reads it, whatever other card has the same name."""
    city = place.card.get("city")
    return f"{place.name} ({city})" if city else str(place.name)
