"""Values that any database can keep: cut where they are endless, without what is no text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Any

from entrelieux.core.interchange.container.errors import TooDeep
from entrelieux.core.interchange.container.table import Limits
from entrelieux.core.interchange.records import Problem

# PostgreSQL keeps no zero in a text; half of a surrogate pair is no character.
_UNSOUND = re.compile("[\x00\ud800-\udfff]")
_MESSAGES = {
    "removed_characters": "Des caractères illisibles ont été retirés de cette ligne.",
    "cut_text": "Une cellule est trop longue : sa fin n’est gardée que dans le fichier.",
    "not_a_number": "Un nombre y est infini : il est gardé comme un texte.",
}


def sound_values(
    cells: Iterable[tuple[str, Any]], limits: Limits
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The row's values as they can be kept, and what was changed of them. Raises `TooDeep`."""
    limit = limits.cell_characters
    codes: set[str] = set()
    values = {}
    for name, value in cells:
        # Nearly every cell is a short sound text: this line is what reading costs.
        if type(value) is not str or len(value) > limit or _UNSOUND.search(value):
            value = _sound(value, limits, codes, 1)
        values[_UNSOUND.sub("", name)] = value
    return values, tuple(Problem(code, None, "", _MESSAGES[code]) for code in sorted(codes))


def _sound(value: Any, limits: Limits, codes: set[str], depth: int) -> Any:
    if depth > limits.depth:
        raise TooDeep(limits.depth)
    if isinstance(value, str):
        return _sound_text(value, limits, codes)
    if isinstance(value, float) and not math.isfinite(value):
        codes.add("not_a_number")
        return str(value)
    if isinstance(value, list):
        return [_sound(item, limits, codes, depth + 1) for item in value]
    if isinstance(value, dict):
        return {
            _UNSOUND.sub("", key): _sound(item, limits, codes, depth + 1)
            for key, item in value.items()
        }
    return value


def _sound_text(text: str, limits: Limits, codes: set[str]) -> str:
    if _UNSOUND.search(text):
        codes.add("removed_characters")
        text = _UNSOUND.sub("", text)
    if len(text) > limits.cell_characters:
        codes.add("cut_text")
        text = text[: limits.cell_characters]
    return text
