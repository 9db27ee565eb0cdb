"""What can go wrong with an activity, told to the person."""

from __future__ import annotations

from entrelieux.inventory.errors import InventoryError


class ActivityError(InventoryError):
    """Base of the errors of this app."""
