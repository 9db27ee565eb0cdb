"""Text taken apart into words, the same way when indexing and when asking."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from entrelieux.core.text.compounds import JOINED
from entrelieux.core.text.folding import fold
from entrelieux.core.text.stems import english_stem, stem
from entrelieux.core.text.stopwords import STOP_WORDS

# A word keeps its accents until it is stemmed. An elided article (« l’ », « qu’ ») is its own word.
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_ELIDED = frozenset({"c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu"})
_APOSTROPHES = "'’ʼ`´"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text. `word` is folded; `stem` marked; `start:end` its place in the text.

    A compound (« fab lab », « co-working ») gives its words, then itself in one word, over the
    same span.
    """

    word: str
    stem: str
    start: int
    end: int
    is_stop: bool = False
    is_compound: bool = False

    @property
    def terms(self) -> tuple[str, ...]:
        """What an index holds for this word: itself and its stems, each once."""
        return tuple(dict.fromkeys((self.word, self.stem, english_stem(self.word))))


def analyse(text: str) -> tuple[Token, ...]:
    """The tokens of a text in order; every compound follows its last word.

    >>> [token.word for token in analyse("L’atelier du Fab-Lab")]
    ['l', 'atelier', 'du', 'fab', 'lab', 'fablab']
    """
    return tuple(_with_compounds(list(_words(text))))


def telling(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens that say something; all of them when none does (« Y » is a town)."""
    kept = tuple(token for token in tokens if not token.is_stop)
    return kept or tokens


def index_terms(text: str) -> tuple[str, ...]:
    """Every term that a text is found by: words, stems, compounds; stop words left out."""
    terms = (term for token in telling(analyse(text)) for term in token.terms)
    return tuple(dict.fromkeys(terms))


def _words(text: str) -> Iterator[Token]:
    for found in _WORD.finditer(text):
        raw = found[0].lower()
        word = fold(raw).replace(" ", "")
        if word:
            is_elided = word in _ELIDED and text[found.end() : found.end() + 1] in set(_APOSTROPHES)
            is_stop = is_elided or word in STOP_WORDS
            yield Token(word, stem(raw), found.start(), found.end(), is_stop)


def _with_compounds(words: list[Token]) -> Iterator[Token]:
    for place, token in enumerate(words):
        yield token
        for length in (3, 2):
            parts = words[max(0, place + 1 - length) : place + 1]
            joined = JOINED.get(" ".join(part.word for part in parts))
            if joined and len(parts) == length:
                yield Token(joined, stem(joined), parts[0].start, token.end, is_compound=True)
