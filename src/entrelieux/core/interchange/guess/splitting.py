"""Several values in one cell: the separator that the whole column shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

# Nobody writes these inside a label.
SURE = (";", "|", "\n")
DOUBTFUL = (", ", ",", " / ", "/")
_MOST = 60  # characters of a label
_KNOWN = 0.6


def separator_of(cells: Sequence[str]) -> str:
    """ "" when each cell is one value. A comma separates only if its pieces come back elsewhere:
    alone, or in other company; « Bibliothèque / Ludothèque » is one label."""
    for separator in SURE:
        if any(separator in cell for cell in cells):
            return separator
    for separator in DOUBTFUL:
        if _is_list(cells, separator):
            return separator.strip()
    return ""


def _is_list(cells: Sequence[str], separator: str) -> bool:
    together = [cell for cell in cells if separator in cell]
    if len(together) < 2:
        return False
    company: dict[str, set[str]] = {}
    for cell in cells:
        for piece in _pieces(cell, separator):
            company.setdefault(piece, set()).add(cell)
    pieces = [piece for cell in together for piece in _pieces(cell, separator)]
    known = sum(1 for piece in pieces if len(company[piece]) > 1)
    return known >= _KNOWN * len(pieces) and max(map(len, pieces)) <= _MOST


def _pieces(cell: str, separator: str) -> list[str]:
    return [piece.strip() for piece in cell.split(separator) if piece.strip()]


def items_of(value: Any, separator: str) -> list[str]:
    """The values of a cell, each once; of a JSON list, its items."""
    if isinstance(value, list):
        told = [_text(item) for item in value]
    else:
        text = "" if value is None else str(value)
        told = re.split(re.escape(separator), text) if separator else [text]
    return list(Counter(piece.strip(" \"'") for piece in told if piece.strip(" \"'")))


def _text(item: Any) -> str:
    """Of an object, what it is called."""
    if isinstance(item, dict):
        names = ("name", "nom", "label", "libelle", "title", "titre", "value", "valeur")
        item = next((item[name] for name in names if item.get(name)), "")
    return "" if item is None else str(item)
