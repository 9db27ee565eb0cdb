"""Stems of French and English words: stem first, fold accents afterwards.

Folding first would send « pêche » and « péché », « salé » and « sale » to the stemmer as one word,
and the stemmer needs the accents to know a verb's ending from a noun's.
"""

from __future__ import annotations

from functools import lru_cache
from threading import local

import snowballstemmer

from entrelieux.core.text.folding import fold

STEM_MARK = "~"  # never in a folded word: a stem cannot be taken for a word
_LEAST_LETTERS = 4


class _Stemmers(local):
    """A stemmer keeps the word that it works on: two threads must never share one."""

    def __init__(self) -> None:
        self.french = snowballstemmer.stemmer("french")
        self.english = snowballstemmer.stemmer("english")


_STEMMERS = _Stemmers()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The French stem of a lower-case word, folded and marked; short words are their own stem.

    >>> stem("numérique"), stem("numeriques"), stem("mur")
    ('numer~', 'numer~', 'mur~')
    """
    if len(word) < _LEAST_LETTERS or any(letter.isdigit() for letter in word):
        return fold(word) + STEM_MARK
    return fold(_STEMMERS.french.stemWord(word)) + STEM_MARK


@lru_cache(maxsize=50_000)
def english_stem(word: str) -> str:
    """The English stem of a lower-case word, folded and marked."""
    if len(word) < _LEAST_LETTERS:
        return fold(word) + STEM_MARK
    return fold(_STEMMERS.english.stemWord(word)) + STEM_MARK
