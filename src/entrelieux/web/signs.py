"""Which drawn sign, in which tone, stands for a kind of place.

The drawings are in static/icons/signs.svg. Several kinds may share one; a kind that is not listed
gets « other », so that a community may name its own before anyone draws it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """The id of a drawing, and the name of its colour among the design tokens."""

    name: str
    tone: str


OTHER = Sign("other", "basalt")
SIGNS = {
    "fablab": Sign("fablab", "moss"),
    "coworking": Sign("coworking", "lake"),
    "makerspace": Sign("makerspace", "basalt"),
    "tiers-lieu": Sign("tiers-lieu", "ochre"),
    "digital-help": Sign("digital-help", "heather"),
    "library": Sign("library", "ochre"),
    "social-centre": Sign("social-centre", "heather"),
    "one-stop": Sign("one-stop", "heather"),
    "bus": Sign("bus", "moss"),
    "school": Sign("school", "lake"),
    "repair": Sign("repair", "moss"),
    "workshop": Sign("workshop", "basalt"),
    "cafe": Sign("cafe", "ochre"),
    "garden": Sign("garden", "moss"),
    "town-hall": Sign("town-hall", "basalt"),
    "other": OTHER,
}
# Kind of the core vocabulary: the drawing that stands for it.
DRAWN_AS = {
    "fablab": "fablab",
    "makerspace": "makerspace",
    "coworking": "coworking",
    "digital-help": "digital-help",
    "library": "library",
    "school": "school",
    "third-place": "tiers-lieu",
    "hackerspace": "makerspace",
    "school-lab": "school",
    "shared-workshop": "workshop",
    "local-manufacture": "workshop",
    "living-lab": "tiers-lieu",
    "cultural-third-place": "tiers-lieu",
    "food-third-place": "garden",
    "community-cafe": "cafe",
    "repair-cafe": "repair",
    "reuse-centre": "repair",
    "business-incubator": "coworking",
    "one-stop-shop": "one-stop",
    "france-services": "one-stop",
    "public-computer-space": "digital-help",
    "digital-access-point": "digital-help",
    "community-centre": "social-centre",
    "youth-centre": "social-centre",
    "youth-information": "social-centre",
    "social-action-centre": "social-centre",
    "charity": "social-centre",
    "association": "social-centre",
    "employment-centre": "one-stop",
    "post-office": "one-stop",
    "town-hall": "town-hall",
    "intercommunality": "town-hall",
    "training-centre": "school",
    "mobile-service": "bus",
    "shared-garden": "garden",
}


def sign_of(kind: str) -> Sign:
    return SIGNS.get(DRAWN_AS.get(kind, kind), OTHER)


def first_sign(kinds: Iterable[str]) -> Sign:
    """The sign of the first kind that has one of its own."""
    drawn = (sign_of(kind) for kind in kinds)
    return next((sign for sign in drawn if sign is not OTHER), OTHER)
