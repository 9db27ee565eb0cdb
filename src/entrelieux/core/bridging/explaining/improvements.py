"""What would make a refused offer do: « À 12 min de plus », « pour une pièce de 600 mm »."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from entrelieux.core.bridging.conditions import Condition, reach_km
from entrelieux.core.bridging.explaining.reasons import Reason, sides
from entrelieux.core.bridging.explaining.typography import set_french
from entrelieux.core.bridging.reading.needs import NeedReading
from entrelieux.core.bridging.suggestions import Suggestion, Suggestions
from entrelieux.core.geo.travel import travel_time

_FRENCH: Mapping[Condition, str] = {
    Condition.REACH: "À {extra} min de plus : « {title} ».",
    Condition.SIZE: "Pour une pièce de {given} mm au plus : « {title} ».",
    Condition.TIME: "À un autre moment ({given}) : « {title} ».",
    Condition.SEATS: "Pour {given} personnes au plus : « {title} ».",
    Condition.TERMS: "Si vous pouvez payer : « {title} ».",
    Condition.AGE: "Pour d’autres âges : « {title} ».",
    Condition.MATERIAL: "Dans une autre matière : « {title} ».",
    Condition.REFUSED: "Si vous changez d’avis sur ce que vous refusez : « {title} ».",
}
_ENGLISH: Mapping[Condition, str] = {
    Condition.REACH: "{extra} more minutes away: “{title}”.",
    Condition.SIZE: "For a piece of {given} mm at most: “{title}”.",
    Condition.TIME: "At another time ({given}): “{title}”.",
    Condition.SEATS: "For {given} people at most: “{title}”.",
    Condition.TERMS: "If you can pay: “{title}”.",
    Condition.AGE: "For other ages: “{title}”.",
    Condition.MATERIAL: "In another material: “{title}”.",
    Condition.REFUSED: "If you think again of what you refuse: “{title}”.",
}


def improvements(found: Suggestions, language: str = "fr") -> tuple[Reason, ...]:
    """What would let each near miss in, in the order of the misses. A public that one is not part
    of, or a machine that cannot, is nothing that a need could change."""
    return tuple(_told(found, language))


def _told(found: Suggestions, language: str) -> Iterator[Reason]:
    templates = _ENGLISH if language.startswith("en") else _FRENCH
    for one in found.near_misses:
        (condition,) = one.failed
        if condition in templates:
            values = _values(condition, one, found.need)
            template = templates[condition]
            told = template.format(**values) if templates is _ENGLISH else ""
            yield Reason(condition.value, one.score, told or set_french(template, values))


def _values(condition: Condition, one: Suggestion, need: NeedReading) -> Mapping[str, str]:
    offer = one.offer
    given = {
        Condition.SIZE: sides(max(offer.plates, default=None)),
        Condition.TIME: offer.told_when,
        Condition.SEATS: str(offer.people or ""),
    }.get(condition, "")
    return {"title": offer.offer.title, "given": given, "extra": str(_extra_minutes(one, need))}


def _extra_minutes(one: Suggestion, need: NeedReading) -> int:
    """How many more minutes by car than the person would go, by the travel-time model."""
    department = need.need.commune_code[:2]
    farther = travel_time(one.km, department=department).likely
    limit = travel_time(min(one.km, reach_km(need.need)), department=department).likely
    return max(1, farther - limit)
