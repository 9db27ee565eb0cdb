"""Keys that name a row from one reading of its source to the next."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

KEY_BYTES = 8


def digest_of(texts: Mapping[str, str]) -> str:
    """For a source without identifiers: what the row calls the place and where it puts it.

    Hours, contacts and descriptions may change without making another place of it.
    """
    told = [texts.get(name, "") for name in ("name", "street_address", "postcode", "city")]
    if not any(told[1:]):
        told += [texts.get("lat", ""), texts.get("lon", "")]
    folded = "\x1f".join(" ".join(text.casefold().split()) for text in told)
    return hashlib.blake2b(folded.encode(), digest_size=KEY_BYTES).hexdigest()


class KeyRing:
    """Keys already given in one reading: a repeated one gets its rank among its namesakes."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def give(self, key: str) -> tuple[str, bool]:
        """(unique key, whether the same one was given before)."""
        count = self._seen.get(key, 0) + 1
        self._seen[key] = count
        return (key if count == 1 else f"{key}~{count}"), count > 1
