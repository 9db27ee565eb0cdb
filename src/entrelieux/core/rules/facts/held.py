"""What somebody or something has: roles, badges, documents, labels… by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that is held; `until` is left out. `count` is of agreements and attestations."""

    since: datetime | None = None
    until: datetime | None = None
    level: int | None = None
    used: datetime | None = None
    current: bool | None = None
    count: int = 1
    by: tuple[str, ...] = ()


# A name that is absent is not held; None is not known; True is held, and nothing more is known.
Family = Mapping[str, "Held | bool | None"]


def is_valid(held: Held, at: datetime | None) -> bool | None:
    """Whether it is held at a moment; None when a date is given and the moment is not."""
    if held.since is None and held.until is None:
        return True
    if at is None:
        return None
    return (held.since is None or held.since <= at) and (held.until is None or at < held.until)
