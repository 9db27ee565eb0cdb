"""A jury drawn by lot, in a way that anyone can check afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from entrelieux.core.rules.tree.procedures import Jury


class TooFew(ValueError):
    """There are fewer people than seats."""

    def __init__(self, size: int, there: int) -> None:
        super().__init__(f"The jury has {size} seats and {there} people may sit: make it smaller.")


def drawn(procedure: Jury, members: Iterable[str], seed: str) -> tuple[str, ...]:
    """The members with the smallest SHA-256 of the seed and their identifier.

    `seed` is public and known only after the list of members is closed (the digest of a later
    entry of the journal, a draw on paper). Raises `TooFew`.
    """
    every = sorted(set(members))
    if len(every) < procedure.size:
        raise TooFew(procedure.size, len(every))
    return tuple(sorted(every, key=lambda name: _lot(seed, name))[: procedure.size])


def _lot(seed: str, name: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{name}".encode()).digest()
