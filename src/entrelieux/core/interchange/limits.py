"""What a card can hold: longer texts are cut at a word, and it is told."""

from __future__ import annotations

from typing import Any

from entrelieux.core.interchange.records import PlaceField, Problem

F = PlaceField
CHARACTERS = {
    F.NAME: 200,
    F.STREET_ADDRESS: 250,
    F.ADDRESS_COMPLEMENT: 250,
    F.CITY: 120,
    F.HOLDER: 200,
    F.LEGAL_FORM: 60,
    F.DESCRIPTION: 10_000,
}
CODES = {F.NAME: "bad_name", F.STREET_ADDRESS: "bad_address", F.CITY: "bad_city"}
ITEMS, ITEM_CHARACTERS = 60, 200


def fit(values: dict[PlaceField, Any]) -> list[Problem]:
    """Cuts the values in place; a problem for each text of which something is lost."""
    problems = []
    for field, limit in CHARACTERS.items():
        text = values.get(field, "")
        if len(text) > limit:
            values[field] = cut(text, limit)
            message = f"Plus de {limit} caractères : coupé, écrivez-le plus court."
            problems.append(Problem(CODES.get(field, "cut_text"), field, text[:60], message))
    for field, value in values.items():
        if isinstance(value, list):
            values[field] = [cut(item, ITEM_CHARACTERS) for item in value[:ITEMS]]
    return problems


def cut(text: str, limit: int) -> str:
    """The first words that fit, ended by « … »."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0] + "…"
