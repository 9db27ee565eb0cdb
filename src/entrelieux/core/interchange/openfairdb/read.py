"""Entries of OpenFairDB: tags say what a place is, categories only whether it sells."""

from __future__ import annotations

from entrelieux.core.interchange.clean import clean_date
from entrelieux.core.interchange.lists import items_of
from entrelieux.core.interchange.mapping import Draft, Row

# https://docs.ofdb.io: the two identifiers that its API documents.
CATEGORIES = {
    "2cd00bebec0c48ba9db761da48678134": "initiative",
    "77b3c33a92554bcf8e8c2c86cedd6f6f": "entreprise",
}


def mend(row: Row, draft: Draft) -> None:
    categories = [CATEGORIES[name] for name in items_of(row, "categories") if name in CATEGORIES]
    draft.lists["types"] = [*items_of(row, "tags"), *categories]
    if created := clean_date(draft.texts.pop("created_at", "")).value:
        draft.texts["updated_at"] = created
