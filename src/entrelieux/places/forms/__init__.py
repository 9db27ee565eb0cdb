"""The forms of a card: one per gesture."""

from entrelieux.places.forms.card import PlaceForm
from entrelieux.places.forms.report import ReportForm
from entrelieux.places.forms.stop import StopForm

__all__ = ["PlaceForm", "ReportForm", "StopForm"]
