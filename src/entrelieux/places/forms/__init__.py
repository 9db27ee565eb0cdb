"""The forms of a card: one per gesture."""

from entrelieux.places.forms.card import PlaceForm
from entrelieux.places.forms.report import ReportForm

__all__ = ["PlaceForm", "ReportForm"]
