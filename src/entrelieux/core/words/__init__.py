"""The words that everybody here shares, and those of others translated into them."""

from entrelieux.core.words.concepts import SCHEMES, Concept
from entrelieux.core.words.finding import Found, How
from entrelieux.core.words.labels import label_key
from entrelieux.core.words.vocabulary import Expansion, UnknownScheme, Vocabulary, load_core

__all__ = [
    "SCHEMES",
    "Concept",
    "Expansion",
    "Found",
    "How",
    "UnknownScheme",
    "Vocabulary",
    "label_key",
    "load_core",
]
