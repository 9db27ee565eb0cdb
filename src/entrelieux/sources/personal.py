"""What imports keep of who did them."""

from __future__ import annotations

from entrelieux.accounts.personal import Erased, Kept
from entrelieux.places.personal import WRITTEN

KEPT = (
    Kept(
        "imports",
        "sources.ImportRun.by",
        Erased.NAMELESS,
        ("file_name", "state", "created_at"),
        stays=WRITTEN,
    ),
    Kept(
        "look_alikes_decided",
        "sources.PairReview.by",
        Erased.NAMELESS,
        ("first__name", "second__name", "verdict", "decided_at"),
        stays=WRITTEN,
    ),
)
