"""What can go wrong when a side answers."""

from __future__ import annotations

from entrelieux.bridges.errors import BridgeError


class NotASide(BridgeError):
    """The person is on neither side of the bridge; the message says who answers."""


class TooEarly(BridgeError):
    """What is asked comes after another step; the message says which."""
