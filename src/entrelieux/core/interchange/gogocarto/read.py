"""Elements of GoGoCarto; the compact form is a line per element under a list of names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from entrelieux.core.interchange.lists import items_of
from entrelieux.core.interchange.mapping import Draft, Row
from entrelieux.core.interchange.records import Problem

# GoGoCarto's ElementStatus: below -1, the element is a past version, deleted or refused.
FIRST_SHOWN_STATUS = -1


def unfold_compact(document: Mapping[str, Any]) -> Iterator[Any]:
    """{"mapping": ["id", ["name"], "latitude"…], "data": [["1", ["Le Lieu"], 45.1…]…]}.

    What is not such a line is given as it is.
    """
    names = [str(name) for name in _flat(document["mapping"])]
    for line in document["data"]:
        is_line = isinstance(line, list)
        yield dict(zip(names, _flat(line), strict=False)) if is_line else line


def _flat(line: Sequence[Any]) -> list[Any]:
    return [value for item in line for value in (item if isinstance(item, list) else [item])]


def mend(row: Row, draft: Draft) -> None:
    draft.lists["types"] = items_of(row, "categories") or items_of(row, "categoriesFull", "name")
    number = draft.texts.pop("street_number", "")
    street = draft.texts.get("street_address", "")
    if number and not street.startswith(number):
        draft.texts["street_address"] = f"{number} {street}"
    if _status(draft) < FIRST_SHOWN_STATUS:
        draft.kept = False
        draft.problems.append(
            Problem("not_a_place", None, "", "Élément supprimé ou refusé sur la carte d’origine.")
        )
    draft.texts.pop("moderation", None)


def _status(draft: Draft) -> int:
    try:
        return int(draft.texts.pop("element_status", "1"))
    except ValueError:
        return 1
