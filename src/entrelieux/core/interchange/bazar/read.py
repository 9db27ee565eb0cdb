"""Entries of a YesWiki Bazar form: Hinaura’s questions, or the API’s names."""

from __future__ import annotations

from entrelieux.core.interchange.bazar.answers import split_answers
from entrelieux.core.interchange.mapping import LIST_TARGETS, Draft, Row

# The box that a contributor ticks to open what is written about the place.
OPEN_LICENCE = "ODbL"


def mend(row: Row, draft: Draft) -> None:
    for target in LIST_TARGETS & draft.lists.keys():
        draft.lists[target] = [a for cell in draft.lists[target] for a in split_answers(cell)]
    if draft.texts.pop("advisers", "").casefold() == "oui":
        draft.lists["labels"] = ["Conseillers numériques"]
    ticked = OPEN_LICENCE in draft.texts.get("licence", "")
    draft.texts["licence"] = "ODbL 1.0" if ticked else ""
