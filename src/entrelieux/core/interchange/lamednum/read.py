"""Places of digital help: identifiers, hours already in OSM’s notation, and who sent them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from entrelieux.core.interchange.mapping import Draft, Row
from entrelieux.core.interchange.records import PlaceField

NO_PIVOT = re.compile(r"0*")
SIRET = re.compile(r"\d{14}")
RNA = re.compile(r"W\d{9}", re.IGNORECASE)
SURE_SCORE = 0.5
# Producers that only found the commune copied the centre that geo.api.gouv.fr gives, to 4 decimals.
ROUNDED = re.compile(r"-?\d+(\.\d{1,4})?")


def mend(row: Row, draft: Draft) -> None:
    producer = draft.texts.pop("producer", "").strip().lower()
    _identify(draft, producer)
    _name_pivot(draft)
    itinerant = draft.texts.pop("itinerant", "")
    if itinerant:
        draft.values[PlaceField.ITINERANT] = "itinérant" in itinerant.casefold()
    for target in ("fees", "access"):
        draft.lists[target] = _names(draft.lists.get(target, ()))
    if _score(draft) < SURE_SCORE:
        draft.fidelity = "street"
    if all(ROUNDED.fullmatch(draft.texts.get(name, "")) for name in ("lat", "lon")):
        draft.fidelity = "commune"


def _names(cells: Iterable[str]) -> list[str]:
    """« Gratuit : Je peux accéder gratuitement… » says its name before the colon."""
    parts = (part for cell in cells for part in re.split(r"[;|]", cell))
    return [name for part in parts if (name := part.partition(" : ")[0].strip())]


def _identify(draft: Draft, producer: str) -> None:
    """The adviser's lists and data.inclusion give a place the same identifier: keep whose it is."""
    if draft.key and producer:
        draft.external_ids[producer] = draft.key
        draft.key = f"{producer}:{draft.key}"


def _name_pivot(draft: Draft) -> None:
    """The pivot is a SIRET, an RNA number, or zeros."""
    pivot = draft.texts.pop("pivot", "").replace(" ", "")
    if NO_PIVOT.fullmatch(pivot):
        return
    if SIRET.fullmatch(pivot):
        draft.external_ids["siret"] = pivot
    elif RNA.fullmatch(pivot):
        draft.external_ids["rna"] = pivot.upper()


def _score(draft: Draft) -> float:
    try:
        return float(draft.texts.pop("score", "1"))
    except ValueError:
        return 1.0
