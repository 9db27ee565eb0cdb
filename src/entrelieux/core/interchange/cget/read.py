"""What the columns of the 2019 list do not say by their names: how each point was found."""

from __future__ import annotations

import re

from entrelieux.core.interchange.mapping import Draft, Row, cell_text
from entrelieux.core.interchange.records import PlaceField, Problem

# A geocoder's score goes from 0 to 1; 9 stands for a point taken from an online map.
ONLINE_MAP = 9.0
LOW_SCORE = 0.5
BY_HAND = "PLACE A LA MAIN"
CLOSED = re.compile(r"\s*\((?P<now>actuellement\s+)?ferm[ée]+\)\s*", re.IGNORECASE)


def mend(row: Row, draft: Draft) -> None:
    _judge_point(row, draft)
    _read_status(draft)


def _judge_point(row: Row, draft: Draft) -> None:
    """« Poitiers » alone found the commune; a street found without its number, the street."""
    found = cell_text(row, "GEOCOD")
    score = _score(cell_text(row, "PRECISION"))
    if not found or found == BY_HAND or score == ONLINE_MAP:
        return
    if not any(character.isdigit() for character in found):
        draft.fidelity = "commune"
    elif not found[0].isdigit():
        draft.fidelity = "street"
    if score is not None and score < LOW_SCORE:
        draft.fidelity = "street" if draft.fidelity == "exact" else draft.fidelity
        draft.problems.append(
            Problem(
                "low_geocoding_score",
                PlaceField.POSITION,
                found,
                f"Le géocodeur n’est pas sûr de lui ({score:.2f}) : vérifiez le point.",
            )
        )


def _score(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _read_status(draft: Draft) -> None:
    name = draft.texts.get("name", "")
    if closed := CLOSED.search(name):
        draft.texts["name"] = CLOSED.sub(" ", name).strip()
        draft.values[PlaceField.STATUS] = "suspended" if closed["now"] else "closed"
