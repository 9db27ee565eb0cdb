"""From guessed or corrected columns to drafts of records."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from entrelieux.core.interchange.guess.guessing import Guess
from entrelieux.core.interchange.guess.profile import text_of
from entrelieux.core.interchange.mapping import Draft, FormatMapping, Row
from entrelieux.core.interchange.records import PlaceField, Problem

# What people call the fields when they correct a mapping.
NAMES = {"opening_hours": "hours_text"}
EMPTY = frozenset({"-", "NULL", "null", "NA", "N/A", "#N/A", "néant", "Néant"})
LOW_SCORE = 0.5
_SCORE = re.compile(r"[01](?:\.\d+)?")
_PARTS = re.compile(r"^(?P<street>.*?)[,\s]+(?P<postcode>\d{5})\s*,\s*(?P<city>[^,]+)(?:,.*)?$")


def mapping_from(guess: Guess) -> FormatMapping:
    """The mapping that the engine of described formats applies."""
    columns = {NAMES.get(name, name): tuple(told) for name, told in guess.columns.items()}
    key = columns.pop("public_id", ())
    return FormatMapping(
        format="tabular",
        key=key[:1],
        columns=columns,
        days={day: told[0] for day, told in guess.days.items()},
        personal=frozenset(guess.persons),
        empty=EMPTY,
    )


def guess_from(columns: Mapping[str, Sequence[str]]) -> Guess:
    """The guess that a person corrected: {column: fields}."""
    guess = Guess()
    for column, names in columns.items():
        for name in names:
            if name.startswith("hours."):
                day = name.removeprefix("hours.")
                guess.days[day] = (*guess.days.get(day, ()), column)
            else:
                field = NAMES.get(name, name)
                guess.columns[field] = (*guess.columns.get(field, ()), column)
    return guess


def draft_of(row: Row, draft: Draft, guess: Guess) -> None:
    """Mends a draft by what the guess knows besides: halves of days, numbers apart, scores."""
    for day, columns in guess.days.items():
        cells = [text for column in columns if (text := text_of(row.get(column)))]
        if cells:
            draft.days[day] = " / ".join(cells)
    number = draft.texts.pop("number", "")
    street = draft.texts.get("street_address", "")
    if number and street and not street[0].isdigit():
        draft.texts["street_address"] = f"{number} {street}"
    if complement := draft.texts.pop("complement", ""):
        draft.texts["address_complement"] = complement
    _take_parts(draft)
    _check_score(row, draft, guess)


def _take_parts(draft: Draft) -> None:
    """« 1 rue X, 51200, Épernay, Marne »: the parts go each to its field."""
    match = _PARTS.match(draft.texts.get("street_address", ""))
    if match:
        draft.texts["street_address"] = match["street"].strip(" ,")
        draft.texts.setdefault("postcode", match["postcode"])
        draft.texts.setdefault("city", match["city"].strip())


def _check_score(row: Row, draft: Draft, guess: Guess) -> None:
    """A geocoder that doubts its answer is believed."""
    cell = row.get(guess.score_column) if guess.score_column else None
    score = text_of(cell).replace(",", ".")
    if not _SCORE.fullmatch(score) or float(score) >= LOW_SCORE:
        return
    message = "Le géocodage est peu sûr : vérifiez la position."
    draft.problems.append(Problem("low_geocoding_score", PlaceField.POSITION, score, message))
    draft.fidelity = "street"
