"""What can go wrong with a resource, told to the person who was writing it."""

from __future__ import annotations

from entrelieux.inventory.errors import InventoryError


class ResourceError(InventoryError):
    """Base of the errors of this app."""


class InsideItself(ResourceError):
    """A room cannot be inside of what it holds."""


class UnusableSheet(ResourceError):
    """The file is not a PDF that can be kept; the message says which ones can."""
