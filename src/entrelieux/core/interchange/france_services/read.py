"""Two shapes of one list: whether a desk moves around, and how it receives."""

from __future__ import annotations

from entrelieux.core.interchange.mapping import Draft, Row, cell_text
from entrelieux.core.interchange.records import PlaceField

# 2024 says so in format_fs, 2022 in itinerance.
MOVING = frozenset({"Oui", "Bus_équivalent", "Itinérante"})


def mend(row: Row, draft: Draft) -> None:
    told = [cell_text(row, column) for column in ("itinerance", "format_fs")]
    if any(told):
        draft.values[PlaceField.ITINERANT] = any(word in MOVING for word in told)
    if cell_text(row, "prise_rdv") == "Oui":
        draft.lists["access"].append("Sur rendez-vous")
