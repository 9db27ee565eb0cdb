"""Names of communes as keys that two spellings of one name share."""

from __future__ import annotations

import re
from functools import lru_cache

from entrelieux.core.text.folding import fold, strip_accents

_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "mt": "mont"}
_ARTICLES = {"le", "la", "les", "l"}
_SUR = re.compile(r"\bs\s*/\s*", re.IGNORECASE)  # « Beaumont s/ Allier »
_CEDEX = re.compile(r"\bcedex\b.*$")
_ARRONDISSEMENT = re.compile(
    r"(?<=\w) (?:\d{1,2} ?(?:er|e|eme|ieme|ème)?(?: arrondissements?)?|arrondissement .*)$"
)


@lru_cache(maxsize=50_000)
def commune_key(name: str) -> str:
    """The key of a commune's name: folded, « st » spelt out, no leading article, no CEDEX.

    >>> commune_key("ST-POURÇAIN s/SIOULE CEDEX 2"), commune_key("Le Puy-en-Velay")
    ('saint pourcain sur sioule', 'puy en velay')
    """
    folded = _ARRONDISSEMENT.sub("", _CEDEX.sub("", fold(_SUR.sub(" sur ", name))).strip())
    words = [_SHORT.get(word, word) for word in folded.split()]
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)


_SHORT_WORD = re.compile(rf"\b(?:{'|'.join(_SHORT)})\b")
_LEADING_ARTICLE = re.compile(r"^(?:les?|la|l) (?=\w)", re.MULTILINE)
_NOT_WORD_NOR_LINE = re.compile(r"[^a-z0-9\n]+")


def commune_keys(names: list[str]) -> list[str]:
    """The keys of official names (no CEDEX in them), all in one pass: 10 times faster than one
    by one. Agrees with `commune_key` on every name of the gazetteer, arrondissements included."""
    text = strip_accents("\n".join(names).casefold())
    text = _NOT_WORD_NOR_LINE.sub(" ", text).replace(" \n", "\n")
    text = _LEADING_ARTICLE.sub("", _SHORT_WORD.sub(lambda m: _SHORT[m[0]], text))
    return [
        _ARRONDISSEMENT.sub("", key) if key[-15:] == " arrondissement" else key
        for key in text.split("\n")
    ]
