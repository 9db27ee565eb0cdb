"""A text as it was typed, and as it is compared: without case, accents, nor odd spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

OPEN, CLOSE = "“", "”"
_SAME = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\t": " ", "–": "-"})
_ELIDED = re.compile(r"\b([sS])['’]il\b")
_ONE = re.compile(r"\b([dD])['’]une? (?=(?:an|mois|jour|semaine|heure|minute)\b)")
_SPACES = re.compile(r" {2,}")


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Letter for letter: the result has the length of `text`."""
    return "".join(map(_folded_letter, text.translate(_SAME)))


@lru_cache(maxsize=4096)
def _folded_letter(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter)[0] if letter.isalpha() else letter
    lower = base.lower()
    return lower if len(lower) == 1 else base


def composed(text: str) -> str:
    """One character for each letter, accents included, whatever keyboard it came from."""
    return unicodedata.normalize("NFC", text)


def unelided(text: str) -> str:
    """« s’il » and « d’un an » in full, « si il » and « de 1 an », as the patterns have them."""
    return _ONE.sub(r"\1e 1 ", _ELIDED.sub(r"\1i il", composed(text)))


class Text:
    """What was typed, with single spaces outside of quotes and without its last full stop."""

    def __init__(self, typed: str) -> None:
        self.typed = _without_stop(_single_spaced(typed.strip()))
        self.folded = folded(self.typed)

    def __len__(self) -> int:
        return len(self.typed)


def _single_spaced(typed: str) -> str:
    """Quotes keep their spaces; a quote that is not closed keeps them to the end."""
    pieces = re.split(f"({OPEN}[^{CLOSE}]*(?:{CLOSE}|$))", typed)
    return "".join(
        piece if piece.startswith(OPEN) else _SPACES.sub(" ", unelided(piece).translate(_SPACING))
        for piece in pieces
    )


_SPACING = str.maketrans({"\u00a0": " ", "\u202f": " ", "\t": " ", "\n": " "})


def _without_stop(typed: str) -> str:
    return typed[:-1].rstrip() if typed.endswith(".") else typed
