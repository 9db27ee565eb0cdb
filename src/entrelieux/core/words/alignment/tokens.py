"""The words of a label, in its language: stems, the word that says what it is, what is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from entrelieux.core.text import analyse, english_stem, stem
from entrelieux.core.text.tokens import Token
from entrelieux.core.words.lexicon.keys import word_key

# After one of these an English label says of what, where or for whom.
_OF = frozenset({"of", "for", "in", "at", "with", "by", "on"})
_ASIDE = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A label taken apart. `stems` are those of its telling words, in order; `head` is one of them.

    `key` is what its spellings share; `joined` is the key in one word.
    """

    text: str
    language: str
    key: str
    joined: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    head: str


@lru_cache(maxsize=20_000)
def phrase(text: str, language: str) -> Phrase:
    """A label in French unless it is in English.

    >>> phrase("Machine à coudre le cuir", "fr").head, phrase("Sewing machine", "en").head
    ('machin', 'machin')
    """
    key = word_key(_ASIDE.sub(" ", text).strip() or text)
    words = [token for token in analyse(_ASIDE.sub(" ", text)) if not token.is_compound]
    told = [token for token in words if not token.is_stop] or words
    is_english = language.startswith("en")
    stems = tuple(_stem(text, token, is_english) for token in told)
    head = _english_head(text, words, told) if is_english else (stems[0] if stems else "")
    return Phrase(
        text=text,
        language="en" if is_english else "fr",
        key=key,
        joined=key.replace(" ", ""),
        words=tuple(token.word for token in told),
        stems=stems,
        head=head,
    )


def _stem(text: str, token: Token, is_english: bool) -> str:
    raw = text[token.start : token.end].lower()
    return (english_stem(raw) if is_english else stem(raw)).removesuffix("~")


def _english_head(text: str, words: list[Token], told: list[Token]) -> str:
    """The last telling word before « of », « for »…"""
    before: list[Token] = []
    for token in words:
        if token.word in _OF and before:
            break
        before.append(token)
    heads = [token for token in before if token in told] or told
    return _stem(text, heads[-1], is_english=True) if heads else ""
