"""From labels written by others to the concepts of one scheme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from entrelieux.core.text.folding import fold
from entrelieux.core.words.concepts import Concept

_ASIDE = re.compile(r"\([^()]*\)")
_LIST = re.compile(r"[;|,\n]+")
_SEPARATOR = re.compile(r"\s*(?:[/+&•·–—]|\bet\b|\band\b|\bou\b|\bor\b)\s*")
# After one of these the text says whose, where or for whom, no longer what.
_COMPLEMENT = frozenset(
    {"de", "du", "des", "d", "a", "au", "aux", "en", "dan", "dans", "chez", "pour", "par", "sur"}
    | {"sou", "sous", "entre", "of", "for", "in", "at", "by", "from"}
)
# After one of these it mentions something else in passing.
_IN_PASSING = frozenset({"avec", "dont", "plu", "plus", "with", "including", "incluant", "san"})
_NUMBERS = {"s", "x"}


def label_key(text: str) -> str:
    """The key that the spellings of a label share: folded, without plurals nor elisions.

    >>> label_key("Tiers-Lieux"), label_key("L’atelier d'artisans")
    ('tier lieu', 'atelier d artisan')
    """
    words = fold(text).split()
    if len(words) > 1 and words[0] in {"l", "le", "la", "les", "un", "une"}:
        words = words[1:]
    return " ".join(_singular(word) for word in words)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in _NUMBERS else word


class LabelIndex:
    """The labels of one scheme: exact ones, and those found inside a longer text."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._exact: dict[str, str] = {}
        for concept in concepts:
            for label in concept.labels:
                self._exact.setdefault(label_key(label), concept.id)
        self._longest = max((key.count(" ") + 1 for key in self._exact), default=1)

    @property
    def exact(self) -> Mapping[str, str]:
        """Concept id by label key."""
        return self._exact

    def of_label(self, label: str) -> Iterator[str]:
        """The concepts that a source's label means; a list in one cell is taken apart."""
        whole = self._exact.get(label_key(label))
        if whole:
            yield whole
            return
        for item in _LIST.split(_ASIDE.sub(" ", label)):
            found = self._exact.get(label_key(item))
            pieces = [found] if found else self._in_pieces(item)
            yield from (piece for piece in pieces if piece)

    def _in_pieces(self, item: str) -> Iterator[str]:
        for piece in _SEPARATOR.split(item.lower()):
            found = self._exact.get(label_key(piece))
            if found:
                yield found
            else:
                yield from self.of_name(piece)

    def of_name(self, text: str) -> Iterator[str]:
        """The concepts that a name says of its bearer, not those it mentions.

        « Médiathèque du centre social » is a library; « Fablab avec coworking » a fablab.
        """
        words = label_key(_ASIDE.sub(" ", text)).split()
        place = 0
        while place < len(words) and words[place] not in _IN_PASSING:
            length = self._match_length(words, place)
            if length and not (place and _is_complement(words, place)):
                yield self._exact[" ".join(words[place : place + length])]
            place += max(1, length)

    def _match_length(self, words: list[str], place: int) -> int:
        """How many words from `place` on make the longest label; 0 when none does."""
        for length in range(min(self._longest, len(words) - place), 0, -1):
            if " ".join(words[place : place + length]) in self._exact:
                return length
        return 0


def _is_complement(words: list[str], place: int) -> bool:
    before = words[place - 1]
    if before in {"la", "le", "les", "l"} and place > 1:
        before = words[place - 2]
    return before in _COMPLEMENT
