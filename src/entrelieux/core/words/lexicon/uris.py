"""Permanent addresses of words: those of the core vocabulary, those of communities."""

from __future__ import annotations

from collections.abc import Collection
from itertools import count

from entrelieux.core.text import fold
from entrelieux.core.words.lexicon.errors import NotACoreUri

CORE_URI = "https://entrelieux.org/words/"


def core_uri(scheme: str, concept_id: str) -> str:
    """The address of a concept of the core vocabulary.

    >>> core_uri("verb", "book")
    'https://entrelieux.org/words/verb/book'
    """
    return f"{CORE_URI}{scheme}/{concept_id}"


def is_core_uri(uri: str) -> bool:
    return uri.startswith(CORE_URI) and uri.count("/") == CORE_URI.count("/") + 1


def core_id(uri: str) -> tuple[str, str]:
    """The scheme and the id that an address tells. Raises `NotACoreUri`."""
    if not is_core_uri(uri):
        raise NotACoreUri(uri=uri)
    scheme, concept_id = uri.removeprefix(CORE_URI).split("/")
    return scheme, concept_id


def new_uri(lexicon_uri: str, label: str, taken: Collection[str] = ()) -> str:
    """A free address for a new word; a later renaming does not change it.

    >>> new_uri("https://lieu.example/mots", "Prendre le feu")
    'https://lieu.example/mots/prendre-le-feu'
    """
    stem = f"{lexicon_uri.rstrip('/#')}/{fold(label).replace(' ', '-') or 'mot'}"
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(name for name in names if name not in taken)
