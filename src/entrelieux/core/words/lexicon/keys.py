"""When two labels are the same to a reader."""

from __future__ import annotations

import unicodedata

from entrelieux.core.words.labels import label_key


def plain(text: str) -> str:
    """The text without the differences that nobody sees: case, spaces, ways to encode accents."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def word_key(text: str) -> str:
    """`label_key`, or the plain text where folding to ASCII would lose letters.

    >>> word_key("Les Ateliers"), word_key("Мастерская"), word_key("???")
    ('atelier', 'мастерская', '???')
    """
    if any(letter.isalpha() and not _is_latin(letter) for letter in text):
        return plain(text)
    return label_key(text) or plain(text)


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("LATIN", "FEMININE", "MASCULINE", "MODIFIER"))
