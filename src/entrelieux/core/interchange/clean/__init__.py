"""Cleaning one value at a time: what is kept, and what a coordinator should know of it."""

from entrelieux.core.interchange.clean.addresses import clean_city, clean_insee, clean_postcode
from entrelieux.core.interchange.clean.cleaned import Cleaned
from entrelieux.core.interchange.clean.contacts import (
    clean_email,
    clean_phone,
    clean_url,
    is_personal,
)
from entrelieux.core.interchange.clean.dates import clean_date
from entrelieux.core.interchange.clean.points import read_point
from entrelieux.core.interchange.clean.positions import clean_position
from entrelieux.core.interchange.clean.text import clean_multi, clean_text

__all__ = [
    "Cleaned",
    "clean_city",
    "clean_date",
    "clean_email",
    "clean_insee",
    "clean_multi",
    "clean_phone",
    "clean_position",
    "clean_postcode",
    "clean_text",
    "clean_url",
    "is_personal",
    "read_point",
]
