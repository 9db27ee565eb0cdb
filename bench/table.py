"""The tables that every bench prints."""

from __future__ import annotations

import math
from collections.abc import Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """The value under which `share` (0 to 1) of the values lie, by rank."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, math.ceil(share * len(ranked)) - 1)]


def print_table(title: str, headers: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    shown = [[cell(value) for value in row] for row in rows]
    widths = [
        max(len(header), *(len(row[i]) for row in shown)) if shown else len(header)
        for i, header in enumerate(headers)
    ]
    print(f"\n{title}")
    print("  ".join(header.ljust(width) for header, width in zip(headers, widths, strict=True)))
    for row in shown:
        print("  ".join(text.rjust(width) for text, width in zip(row, widths, strict=True)))


def cell(value: object) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else str(value)
