"""The ANCT’s labelled places: what is written where a name should be."""

from __future__ import annotations

import re

from entrelieux.core.interchange.mapping import Draft, Row
from entrelieux.core.interchange.records import PlaceField, Problem

LABELS = {"fabt": "Fabrique de territoire", "manuprox": "Manufacture de proximité"}
# « Le Lieu (Communauté de communes X) » and a name that is only its holder's.
BODY = r"(?:commune|mairie|ville|communauté|assoc\w*tion|spl|scic|scop|sarl|sas)\b"
IN_BRACKETS = re.compile(rf"^(?P<name>.+?)\s*\((?P<holder>{BODY}[^()]*)\)$", re.IGNORECASE)
# An upper-case acronym with digits is the name of a company or of a label.
ONLY_HOLDER = re.compile(rf"(?i:{BODY}.*)|[A-Z]{{2,5}}\d+")
HELD_BY = re.compile(r"(?:géré|portée?) par (?:l[ae’']\s*)?(?P<holder>.+)", re.IGNORECASE)


def mend(row: Row, draft: Draft) -> None:
    if label := LABELS.get(draft.key.partition("-")[0]):
        draft.lists["types"] = draft.lists["labels"] = [label]
    _split_name(draft)


def _split_name(draft: Draft) -> None:
    """The first line names the place; « Géré par… » on the next one names its holder."""
    lines = draft.texts.get("name", "").splitlines()
    if not lines:
        return
    name = lines[0].strip()
    held = next((found for line in lines[1:] if (found := HELD_BY.search(line))), None)
    if held:
        draft.texts["holder"] = held["holder"]
    if brackets := IN_BRACKETS.match(name):
        name, draft.texts["holder"] = brackets["name"], brackets["holder"]
    if ONLY_HOLDER.fullmatch(name):
        draft.texts.setdefault("holder", name)
        draft.problems.append(
            Problem(
                "bad_name",
                PlaceField.NAME,
                name,
                "C’est le nom de la structure porteuse : écrivez celui du lieu.",
            )
        )
    draft.texts["name"] = name
