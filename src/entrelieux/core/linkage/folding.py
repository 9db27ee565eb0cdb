"""French text reduced to what two sources would both write: lower case, no accent, words apart."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from entrelieux.core.linkage.vocabulary import words_listed

_TAGS = re.compile(r"<[^>]{0,80}>")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "№": " numero "})
_AT_IN_WORD = re.compile(r"(?<=\w)@(?=\w)|(?<![\w.])@(?=\w)|(?<=['’])@(?=\w)")
# « l’atelier » and « latelier » differ by a typing habit; « l’ » says nothing.
_ELISION = re.compile(r"\b(?:l|d|s|n|j|c|m|t|qu)\s?['’`´]\s?(?=\w)", re.IGNORECASE)
_NOT_WORD = re.compile(r"[^a-z0-9]+")

STOP_WORDS = words_listed("folding", "stop_words")


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Return `text` in lower case ASCII words separated by single spaces."""
    plain = _TAGS.sub(" ", html.unescape(text)).translate(_LIGATURES)
    plain = _AT_IN_WORD.sub("a", plain).replace("&", " et ")
    plain = unicodedata.normalize("NFKD", _ELISION.sub(" ", plain))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", plain.lower()).strip()


def words(text: str, dropped: frozenset[str] = STOP_WORDS) -> tuple[str, ...]:
    """Return the folded words of `text` without the `dropped` ones."""
    return tuple(word for word in fold(text).split() if word not in dropped)
