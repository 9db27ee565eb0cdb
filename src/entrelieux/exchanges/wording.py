"""Amounts as people write them."""

from __future__ import annotations

from decimal import Decimal


def written(hundredths: int) -> str:
    """« 2,5 »: without useless zeros, with the comma of French.

    >>> written(250), written(-300), written(0)
    ('2,5', '-3', '0')
    """
    return f"{Decimal(hundredths) / 100:.2f}".rstrip("0").rstrip(".").replace(".", ",")
