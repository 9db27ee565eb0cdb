"""What every entry of a place has, and the history of each."""

from entrelieux.inventory.models.entry import Entry, EntryQuerySet
from entrelieux.inventory.models.photo import Photo
from entrelieux.inventory.models.revision import Revision

__all__ = ["Entry", "EntryQuerySet", "Photo", "Revision"]
