"""What a row says of persons, which no card nor kept row may hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from entrelieux.core.interchange.clean import is_personal
from entrelieux.core.interchange.mapping import Row
from entrelieux.core.text.folding import fold

# Headers that announce a person; « contact » alone often holds one, a place's e-mail never does.
PERSON = re.compile(
    r"\b(prenoms?|referente?s?|responsables?|interlocut\w+|president\w*|animat(eur|rice)\w*|"
    r"personne contact|nom (du |de la |et prenom )?(contact|referent|responsable|conseiller)\w*|"
    r"contact (nom|name|person)|contact name|keymasters|first name|last name|surname)\b|^contacts?$"
)
EMAIL = re.compile(r"[\w.+%'-]+@[\w.-]+\.\w{2,}")


def is_person_column(header: str) -> bool:
    return bool(PERSON.search(fold(header)))


def without_persons(row: Row, personal: Iterable[str] = ()) -> dict[str, Any]:
    """The row without the columns that hold persons, nor the cells that hold their e-mails."""
    hidden = frozenset(personal)
    return {
        column: value
        for column, value in row.items()
        if column not in hidden and not is_person_column(column) and not _names_person(value)
    }


def _names_person(value: Any) -> bool:
    if not isinstance(value, str) or "@" not in value:
        return False
    return any(is_personal(address) for address in EMAIL.findall(value))
