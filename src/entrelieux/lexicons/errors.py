"""What can go wrong with a lexicon, told to the person who was changing it."""

from __future__ import annotations

from collections.abc import Sequence

from entrelieux.platform.errors import EntrelieuxError, NotFound


class WordsError(EntrelieuxError):
    """Base of the errors of this app."""


class NoSuchTerm(WordsError, NotFound):
    """The lexicon has no such word."""


class UnsoundLexicon(WordsError):
    """The change would leave something to mend; `problems` are sentences."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problems))


class LexiconChanged(WordsError):
    """Somebody changed the same word meanwhile."""
