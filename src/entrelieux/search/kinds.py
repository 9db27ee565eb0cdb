"""The kinds of documents of the atlas, and the keys that they share without meeting."""

from __future__ import annotations

# The kind takes the high bits of a document's key; places come first and keep their own keys.
KINDS = ("place", "resource", "usage", "event", "project")
# Posted offers and people are not searched: their keys only tell readers that they changed.
_KEYED = (*KINDS, "offer", "person")
_SHIFT = 48


class UnknownKind(KeyError):
    """No documents of that kind are searched."""


def document_key(kind: str, pk: int) -> int:
    """The key in the atlas of a row of the database. Raises `UnknownKind`.

    >>> document_key("place", 12), document_key("resource", 12)
    (12, 281474976710668)
    """
    if kind not in _KEYED:
        raise UnknownKind(kind)
    return (_KEYED.index(kind) << _SHIFT) | pk


def document_row(key: int) -> tuple[str, int]:
    """The kind and the row of a key."""
    return _KEYED[key >> _SHIFT], key & ((1 << _SHIFT) - 1)
