"""The source’s own words, and the concepts of the shared vocabulary that they mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from entrelieux.core.interchange.mapping import Draft
from entrelieux.core.interchange.records import PlaceField
from entrelieux.core.words import Vocabulary

F = PlaceField
SCHEMES = {
    F.SERVICES: "services",
    F.AUDIENCES: "audiences",
    F.FEES: "fees",
    F.LABELS: "labels",
    F.ACCESS: "access",
}


def concepts_of(draft: Draft, types: list[str], vocabulary: Vocabulary) -> dict[PlaceField, Any]:
    """The lists of concept ids of a draft; its kinds by its types, then by its name."""
    values: dict[PlaceField, Any] = {}
    for field, scheme in SCHEMES.items():
        if found := vocabulary.concepts_for(draft.lists.get(field, ()), scheme):
            values[field] = list(found)
    if kinds := vocabulary.kinds_for(types, draft.texts.get("name", "")):
        values[F.KINDS] = list(kinds)
    if welcomed := _welcomed(draft, vocabulary):
        values[F.ACCESSIBILITY] = welcomed
    return values


def _welcomed(draft: Draft, vocabulary: Vocabulary) -> dict[str, str]:
    """Whom the place is ready for: also what a source lists among its audiences."""
    told: Iterable[str] = [*draft.lists.get("accessibility", ()), *draft.lists.get("audiences", ())]
    return dict.fromkeys(vocabulary.concepts_for(told, "accessibility"), "yes")


def legal_form_of(text: str, vocabulary: Vocabulary) -> str:
    """The concept when the vocabulary knows the words, else the words."""
    found = vocabulary.concepts_for([text], "legal_forms")
    return found[0] if found else text
