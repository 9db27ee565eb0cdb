"""What people fill in to say what they need, what they offer, and to say thanks."""

from entrelieux.bridges.forms.needs import NeedForm, SentenceForm, ThanksForm
from entrelieux.bridges.forms.offers import OfferForm

__all__ = ["NeedForm", "OfferForm", "SentenceForm", "ThanksForm"]
