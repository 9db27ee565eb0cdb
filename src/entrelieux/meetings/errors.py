"""What can go wrong when somebody asks to meet."""

from __future__ import annotations

from entrelieux.bridges.errors import BridgeError


class NotProposed(BridgeError):
    """The two are not proposed to each other, or not any more."""
