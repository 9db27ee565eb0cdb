"""Opening hours as the quarters of an hour of a week; slot 0 is Monday from 00:00 to 00:15.

Many places keep the same week: the atlas stores each distinct week once, with the bitmap of the
places that keep it. Who makes the documents says which week it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import numpy as np
import numpy.typing as npt

DAYS, SLOTS_PER_HOUR = 7, 4
SLOTS = DAYS * 24 * SLOTS_PER_HOUR
PATTERN_BYTES = SLOTS // 8
Patterns = npt.NDArray[np.uint8]


def week_slot(moment: datetime) -> int:
    """The slot of `moment`, read in its own time zone.

    >>> week_slot(datetime(2026, 3, 3, 9, 50))  # a Tuesday
    135
    """
    return (moment.weekday() * 24 + moment.hour) * SLOTS_PER_HOUR + moment.minute // 15


def pattern_of(slots: Iterable[int]) -> bytes:
    """`PATTERN_BYTES` bytes, one bit per slot, the first slot in the highest bit."""
    bits = np.zeros(SLOTS, np.uint8)
    bits[list(slots)] = 1
    return np.packbits(bits).tobytes()


def patterns_open_at(patterns: Patterns, slot: int) -> list[int]:
    """The ranks of the patterns, rows of `PATTERN_BYTES` bytes, that are open during `slot`."""
    bit = np.uint8(0x80 >> (slot % 8))
    open_then: list[int] = np.flatnonzero(patterns[:, slot // 8] & bit).tolist()
    return open_then
