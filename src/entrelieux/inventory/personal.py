"""What the history and the pictures of entries keep of who made them."""

from __future__ import annotations

from entrelieux.accounts.personal import Erased, Kept
from entrelieux.places.personal import WRITTEN

KEPT = (
    Kept(
        "versions",
        "inventory.Revision.by",
        Erased.NAMELESS,
        ("subject", "version", "verb", "at", "note"),
        stays=WRITTEN,
    ),
    Kept(
        "photos",
        "inventory.Photo.added_by",
        Erased.NAMELESS,
        ("subject", "caption", "added_at"),
        stays=WRITTEN,
    ),
)
