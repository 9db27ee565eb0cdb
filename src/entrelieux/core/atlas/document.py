"""What the atlas is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# Where a word was found, best first.
TIERS = ("name", "kind", "where", "text")
TIER_WEIGHTS = (8.0, 4.0, 3.0, 1.0)


@dataclass(frozen=True, slots=True)
class Document:
    """Something that can be found: `id` is a database key, `public_id` what the world sees.

    `tiers` holds the analysed words of each tier of `TIERS`. `score` (0 to 1) settles equal
    matches. `open_slots` are the quarters of an hour of the week (0 = Monday 00:00) during which
    it is open. `payload` is the JSON object that lists show, used as it is. `sort_name` is the
    folded name, of which 24 bytes order the lists; `updated_on` a day number (`date.toordinal`).
    """

    id: int
    public_id: str
    lat: float | None
    lon: float | None
    tiers: tuple[tuple[str, ...], ...]
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    score: float = 0.0
    payload: bytes = b"{}"
    open_slots: frozenset[int] = frozenset()
    sort_name: str = ""
    updated_on: int = 0
