"""Postcodes, communes and their codes."""

from __future__ import annotations

import re

from entrelieux.core.interchange.clean.cleaned import Cleaned
from entrelieux.core.interchange.clean.text import clean_text
from entrelieux.core.interchange.records import PlaceField, Problem

_CEDEX = re.compile(r"\s*\bcedex\b(\s*\d+)?", re.IGNORECASE)


def clean_postcode(value: object, country: str = "FR") -> Cleaned[str]:
    """Five digits; the zero that a spreadsheet ate is given back."""
    text = _CEDEX.sub("", clean_text(value).value).replace(" ", "")
    text = re.sub(r"\.0$", "", text)
    if country not in {"", "FR"}:
        return Cleaned(text)
    if not text or set(text) == {"0"}:
        return Cleaned("")
    if text.isdigit() and len(text) in {4, 5}:
        return Cleaned(text.zfill(5))
    return Cleaned(
        "",
        (
            Problem(
                "bad_postcode", PlaceField.POSTCODE, text[:20], "Un code postal a cinq chiffres."
            ),
        ),
    )


def clean_city(value: object) -> Cleaned[str]:
    """As given, but for CEDEX and a postcode before it; nothing for what has no letter."""
    text = _CEDEX.sub("", clean_text(value).value)
    city = re.sub(r"^\d{5}\s+", "", text).strip(" ,")
    if not city or any(map(str.isalpha, city)):
        return Cleaned(city)
    message = "Ce n’est pas un nom de commune."
    return Cleaned("", (Problem("bad_city", PlaceField.CITY, city[:60], message),))


def clean_insee(value: object) -> Cleaned[str]:
    text = re.sub(r"\.0$", "", clean_text(value).value).upper()
    if re.fullmatch(r"\d{4}", text):
        text = text.zfill(5)
    return Cleaned(text if re.fullmatch(r"(\d\d|2[AB])\d{3}", text) else "")
