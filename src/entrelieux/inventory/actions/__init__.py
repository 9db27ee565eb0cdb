"""Writing entries and their pictures."""

from entrelieux.inventory.actions.entries import (
    add_entry,
    change_entry,
    confirm_entry,
    remove_entry,
    restore_entry,
)
from entrelieux.inventory.actions.photos import add_photo, forget_photos, remove_photo

__all__ = [
    "add_entry",
    "add_photo",
    "change_entry",
    "confirm_entry",
    "forget_photos",
    "remove_entry",
    "remove_photo",
    "restore_entry",
]
