"""What can go wrong with an entry, told to the person who was writing it."""

from __future__ import annotations

from entrelieux.platform.errors import EntrelieuxError, NotFound


class InventoryError(EntrelieuxError):
    """Base of the errors of this app."""


class NoSuchVersion(InventoryError, NotFound):
    """The history of the entry has no such version."""


class UnusablePicture(InventoryError):
    """The file is not a picture that can be shown; the message says which ones can."""


class TooManyPictures(InventoryError):
    """The entry has as many pictures as it may."""
