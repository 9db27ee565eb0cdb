"""Common models of machines, so that saying what a place has takes a few letters.

Facts only: maker, model, what it is, what it measures, and where each figure was read.
"""

from entrelieux.core.catalogue.finding import find_models
from entrelieux.core.catalogue.model import Model, Quantity, Source, Specification
from entrelieux.core.catalogue.reading import Catalogue, load_catalogue

__all__ = [
    "Catalogue",
    "Model",
    "Quantity",
    "Source",
    "Specification",
    "find_models",
    "load_catalogue",
]
