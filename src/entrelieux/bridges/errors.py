"""What can go wrong with a need, an offer or a bridge, told to the person."""

from __future__ import annotations

from entrelieux.platform.errors import EntrelieuxError, Forbidden, NotFound


class BridgeError(EntrelieuxError):
    """Base of the errors of this app."""


class UnusableNeed(BridgeError):
    """The sentence or one of its fields cannot be used; the message says which and why."""


class UnusableOffer(BridgeError):
    """A field of the offer cannot be used; the message says which and why."""


class ForAdults(Forbidden, BridgeError):
    """A minor asks and offers through an adult: two sides who do not know each other meet here."""


class NoSuchOffer(BridgeError, NotFound):
    """What was suggested is no longer offered, or was never for this person."""


class TakesNoMore(BridgeError):
    """An offer was asked as often as it takes in a month; the message says when it takes more."""


class AlreadyOver(BridgeError):
    """The need or the bridge is no longer in a state where this can be done."""
