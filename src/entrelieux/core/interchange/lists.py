"""Several values under one name of a raw row."""

from __future__ import annotations

from entrelieux.core.interchange.mapping import Row


def items_of(row: Row, column: str, key: str = "") -> list[str]:
    """The texts of a JSON list; of the `key` of each object when they are objects."""
    value = row.get(column)
    items = value if isinstance(value, list) else [value]
    told = (item.get(key) if isinstance(item, dict) else item for item in items)
    return [str(item) for item in told if item not in (None, "")]
