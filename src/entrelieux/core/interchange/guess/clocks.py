"""Hours of the day, alone in a cell or anywhere in a value of JSON, made into spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

CLOCK = re.compile(r"\d{1,2}\s*(?:[h:]\s*\d{0,2}|heures?)(?::00)?", re.IGNORECASE)
_SECONDS = re.compile(r"\b(\d{1,2}:\d{2}):00\b")


def is_clock(text: str) -> bool:
    """« 9h30 », « 09:30:00 » and no more."""
    return CLOCK.fullmatch(text.strip()) is not None


def joined(cells: Sequence[str]) -> str:
    """The halves of a day; an opening and a closing alone make a span; seconds are left out.

    >>> joined(["9h", "12h", "14:00:00", "18:00:00"]), joined(["9h-12h", "14h-18h"])
    ('9h-12h / 14:00-18:00', '9h-12h / 14h-18h')
    """
    cells = [_SECONDS.sub(r"\1", cell.strip()) for cell in cells]
    if len(cells) % 2 == 0 and all(map(is_clock, cells)):
        pairs = zip(cells[::2], cells[1::2], strict=True)
        return " / ".join(f"{opens}-{closes}" for opens, closes in pairs)
    return " / ".join(cells)


def clocks_of(value: Any) -> list[str]:
    """The hours that a value of JSON holds, in order."""
    return [text for text in texts_of(value) if is_clock(text)]


def texts_of(value: Any) -> Iterator[str]:
    """Every text and number inside lists and objects."""
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from texts_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner)
    elif value is not None:
        yield str(value).strip()
