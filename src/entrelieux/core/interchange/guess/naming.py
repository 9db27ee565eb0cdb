"""What the name of a column is about: its words, each with the notions that it may stand for.

« CodePostal », « code_postal », « CODPOS » and « adresse.codepostal » are about the same things.
The words are in `words.toml`; one that is unknown is about nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from entrelieux.core.interchange.clean.text import repaired
from entrelieux.core.text import fold

_CAMEL = re.compile(
    r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ0-9])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-ÿ]{2})|(?<=\d)(?=[A-ZÀ-Þ])"
)
# « adresse.ville » nests; « Coord. X » and « Tél. » abbreviate.
_NESTED = re.compile(r"(?<=[\w@)])[.:](?=[\w@])")
_NUMBERING = re.compile(r"^\W*(?:q(?:uestion)?\W{0,2})?\d{1,3}\s*[.):–-]\s*(?=\D)", re.IGNORECASE)
_TOKEN = re.compile(r"[\W_]+")
_SHORTEST, _SAFE_TYPO, _LONGEST = 5, 8, 80
_PHRASE_WORDS, _FEW_WORDS = 5, 4
_EXPLAINED = re.compile(r"[(,?:;\n]")
# Of which place, mostly.
_NEUTRAL = frozenset({"place", "main", "contact", "generic", "second"})


@dataclass(frozen=True)
class Naming:
    """`about` are the notions of the column's own name, `around` those of what it is nested in."""

    column: str

    @cached_property
    def text(self) -> str:
        """The name without what a form or a wrong encoding did to it."""
        return _NUMBERING.sub("", repaired(self.column))

    @cached_property
    def parts(self) -> Sequence[Sequence[str]]:
        """The words of each level, the column's own last; « title.rendered » is « title »."""
        levels = [words_of(part) for part in _NESTED.split(self.text)]
        told = [words for words in levels if words] or [()]
        while len(told) > 1 and all("generic" in notions_of(word) for word in told[-1]):
            told.pop()
        return told

    @cached_property
    def words(self) -> Sequence[str]:
        """Without small ones; of a long question, what comes before its explanations."""
        told = [word for word in self.parts[-1] if word not in _small()]
        if len(told) <= _FEW_WORDS:
            return told
        head = [word for word in words_of(_EXPLAINED.split(self.text)[0]) if word not in _small()]
        return head if any(map(notions_of, head)) else told

    @cached_property
    def about(self) -> frozenset[str]:
        return frozenset(notion for word in self.words for notion in notions_of(word))

    @cached_property
    def around(self) -> frozenset[str]:
        outer = (word for words in self.parts[:-1] for word in words)
        return frozenset(notion for word in outer for notion in notions_of(word))

    @cached_property
    def unknown(self) -> int:
        """How many of its own words say nothing to us; figures never do."""
        return sum(1 for word in self.words if not notions_of(word) and not word.isdigit())

    def besides(self, notions: frozenset[str]) -> int:
        """How many of its own words are about something else."""
        others = (notions_of(word) - _NEUTRAL for word in self.words)
        return sum(1 for told in others if told and not told & notions)

    @property
    def is_mute(self) -> bool:
        """Whether its name says nothing of what it holds."""
        return self.about <= {"generic", "description"}

    @property
    def is_numbered(self) -> bool:
        """« Libellé 1 » goes with « Libellé 2 »."""
        return len(self.words) > 1 and self.words[-1] in {"1", "2", "3", "4"}


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a name, phrases kept together, squashed words taken apart."""
    words = [word for token in _TOKEN.split(text[: 4 * _LONGEST]) for word in _uncamelled(token)]
    return tuple(piece for word in _joined(words) for piece in _taken_apart(word))


def _uncamelled(token: str) -> Sequence[str]:
    """« codePostal » is two words, « eMail » and « MaJ » are one."""
    whole = fold(token)
    if whole in _notions() or whole in _small():
        return [whole]
    return fold(_CAMEL.sub(" ", token)).split()


@lru_cache(maxsize=8192)
def notions_of(word: str) -> frozenset[str]:
    """Of a word of ours; else, of those that it begins (« telephon »), or of one a letter away."""
    known = _notions()
    if word in known or len(word) < _SHORTEST or word.isdigit() or word in _small():
        return known.get(word, frozenset())
    completed = [notions for other, notions in known.items() if other.startswith(word)]
    if completed:
        return frozenset.intersection(*completed)
    if len(word) < _SAFE_TYPO:
        return frozenset()
    found = process.extractOne(word, _long_words(), scorer=Levenshtein.distance, score_cutoff=1)
    return known[found[0]] if found else frozenset()


@cache
def _long_words() -> Sequence[str]:
    return [word for word in _notions() if len(word) >= _SAFE_TYPO - 1 and " " not in word]


@cache
def _told() -> Mapping[str, str]:
    told = files("entrelieux.core.interchange.guess") / "words.toml"
    return tomllib.loads(told.read_text("utf-8"))


@cache
def _small() -> frozenset[str]:
    return frozenset(_told()["small"].split())


@cache
def institutions() -> frozenset[str]:
    """Words that places call themselves by."""
    return frozenset(_told()["institutions"].split())


@cache
def _notions() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for notion, words in _told().items():
        if notion not in {"small", "institutions"}:
            for phrase, word in re.findall(r"'([^']+)'|(\S+)", words):
                found.setdefault(fold(phrase or word), set()).add(notion)
    return {word: frozenset(notions) for word, notions in found.items()}


def _joined(words: Sequence[str]) -> Iterator[str]:
    """« raison », « sociale » are one word of ours."""
    start = 0
    while start < len(words):
        sizes = range(min(_PHRASE_WORDS, len(words) - start), 1, -1)
        phrases = ((size, " ".join(words[start : start + size])) for size in sizes)
        size, word = next((pair for pair in phrases if pair[1] in _notions()), (1, words[start]))
        yield word
        start += size


def _taken_apart(word: str) -> Sequence[str]:
    """« libcommune » is « lib », « commune »; a word that is not all ours stays whole."""
    if word in _notions() or word in _small() or not _SHORTEST <= len(word) <= _LONGEST:
        return [word]
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        ways = [
            (*before, word[start:end])
            for start in range(max(0, end - 16), end)
            if (before := best[start]) is not None and _is_piece(word[start:end], len(word))
        ]
        best[end] = min(ways, key=len) if ways else None
    return best[-1] or [word]


def _is_piece(piece: str, size: int) -> bool:
    """One letter proves nothing, but inside a long sentence without spaces."""
    if len(piece) == 1:
        return size > 14 and piece in "adlsy"
    return piece in _notions() or piece in _small()
