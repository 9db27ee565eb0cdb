"""What the forms of entries share."""

from entrelieux.inventory.forms.entry import EntryForm
from entrelieux.inventory.forms.photo import PhotoField, PhotoForm
from entrelieux.inventory.forms.told import ToldEntryForm

__all__ = ["EntryForm", "PhotoField", "PhotoForm", "ToldEntryForm"]
