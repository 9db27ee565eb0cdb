"""Folding: one spelling for the spellings that a reader holds to be the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# NFKD leaves these whole, and people write them as two letters (or with another one).
_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def strip_accents(text: str) -> str:
    """`text` without its combining marks; letters that NFKD cannot take apart are spelt out."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=16_384)  # one text is read by many readers
def fold(text: str) -> str:
    """Lower-case ASCII words separated by one space; everything else separates words.

    >>> fold("L’Épicentre — Cœur d'Allier")
    'l epicentre coeur d allier'
    """
    if not text.isascii():
        text = strip_accents(text.casefold())
    return _NOT_WORD.sub(" ", text.lower()).strip()
