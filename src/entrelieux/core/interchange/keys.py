"""Keys that name a row from one reading of its source to the next."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from entrelieux.core.interchange.records import PlaceField
from entrelieux.core.text import fold

F = PlaceField
KEY_BYTES = 8
# What a row of the database holds of a key; rank marks (« ~2 ») need some room besides.
KEY_CHARACTERS = 180


def digest_of(texts: Mapping[str, str]) -> str:
    """For a source without identifiers: what the row calls the place and where it puts it.

    Hours, contacts and descriptions may change without making another place of it.
    """
    told = [texts.get(name, "") for name in ("name", "street_address", "postcode", "city")]
    if not any(told[1:]):
        told += [texts.get("lat", ""), texts.get("lon", "")]
    folded = "\x1f".join(" ".join(text.casefold().split()) for text in told)
    return hashlib.blake2b(folded.encode(), digest_size=KEY_BYTES).hexdigest()


def fitting(key: str) -> str:
    """The key itself, or its beginning and a digest of the whole."""
    if len(key) <= KEY_CHARACTERS:
        return key
    digest = hashlib.blake2b(key.encode(), digest_size=KEY_BYTES).hexdigest()
    return f"{key[: KEY_CHARACTERS - len(digest) - 1]}-{digest}"


class Twins:
    """Places already met in one reading: one name at one address, or at one point."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, ...]] = set()

    def has_seen(self, values: Mapping[PlaceField, Any]) -> bool:
        marks = set(_marks(values))
        is_known = bool(marks & self._seen)
        self._seen |= marks
        return is_known


def _marks(values: Mapping[PlaceField, Any]) -> Iterator[tuple[str, ...]]:
    name = fold(values.get(F.NAME, ""))
    street, town = fold(values.get(F.STREET_ADDRESS, "")), fold(values.get(F.CITY, ""))
    position = values.get(F.POSITION)
    if name and street:
        yield name, street, town or values.get(F.POSTCODE, "")
    if name and position and position["fidelity"] == "exact":
        yield name, f"{position['lat']:.4f}", f"{position['lon']:.4f}"


class KeyRing:
    """Keys already given in one reading: a repeated one gets its rank among its namesakes."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def give(self, key: str) -> tuple[str, bool]:
        """(unique key, whether the same one was given before)."""
        wanted = key = fitting(key)
        count = self._seen.get(key, 0) + 1
        # A source may well call a row « a~2 » by itself.
        while count > 1 and (wanted := f"{key}~{count}") in self._seen:
            count += 1
        self._seen[key] = count
        self._seen.setdefault(wanted, 1)
        return wanted, count > 1
