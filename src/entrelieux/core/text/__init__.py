"""Words of French and English texts: folded, stemmed, joined, mended."""

from entrelieux.core.text.folding import fold, strip_accents
from entrelieux.core.text.stems import STEM_MARK, english_stem, stem
from entrelieux.core.text.tokens import Token, analyse, index_terms, telling
from entrelieux.core.text.typos import Correction, TypoIndex, nearest_words, slip_cost

__all__ = [
    "STEM_MARK",
    "Correction",
    "Token",
    "TypoIndex",
    "analyse",
    "english_stem",
    "fold",
    "index_terms",
    "nearest_words",
    "slip_cost",
    "stem",
    "strip_accents",
    "telling",
]
