"""Sentences: a rule said in the community’s words, read back exactly, finished by suggestions.

Reading refuses what may be read in two ways, and shows both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from entrelieux.core.rules.document.rules import is_possible
from entrelieux.core.rules.sentence.clauses import ClauseListener
from entrelieux.core.rules.sentence.hearing import Ear, Expected
from entrelieux.core.rules.sentence.language import Language, language
from entrelieux.core.rules.sentence.lexicon import BARE, BRACKETED, QUOTED, Lexicon
from entrelieux.core.rules.sentence.saying import Speaker
from entrelieux.core.rules.sentence.text import Text
from entrelieux.core.rules.sentence.voice import Voice
from entrelieux.core.rules.tree.charter import Charter, Clause
from entrelieux.core.rules.tree.conditions import Condition

MOST_LETTERS = 8000
MOST_SHOWN = 8


class SentenceError(ValueError):
    """A sentence that is not a rule."""


class NotUnderstood(SentenceError):
    """`place` is where it stops making sense; `expected` is what could stand there."""

    def __init__(self, place: int, read: str, expected: tuple[str, ...]) -> None:
        self.place, self.read, self.expected = place, read, expected
        choices = " | ".join(expected[:MOST_SHOWN])
        super().__init__(f"Understood up to “{read}”. Go on with: {choices}")


class Ambiguous(SentenceError):
    """A sentence that may be read in several ways; write one of `readings` instead."""

    def __init__(self, readings: tuple[str, ...]) -> None:
        self.readings = readings
        listed = "\n".join(f"- {reading}" for reading in readings)
        super().__init__(f"This can be read in several ways. Choose one:\n{listed}")


class TooLong(SentenceError):
    def __init__(self) -> None:
        super().__init__(f"A rule has {MOST_LETTERS} letters at most: make two rules of it.")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may come next: `text` finishes what is typed; a kind of value is described instead."""

    text: str
    is_kind: bool = False


class Wording:
    """A charter’s way of saying rules in a language."""

    def __init__(self, charter: Charter, code: str | None = None) -> None:
        self.language: Language = language(code or charter.language)
        self.lexicon = Lexicon(charter.words, self.language)
        self._clauses = tuple(rule.clause for rule in charter.rules)
        self._speakers = [
            Speaker(Voice(self.language, self.lexicon, level))
            for level in (BARE, QUOTED, BRACKETED)
        ]

    def say(self, clause: Clause) -> str:
        """The canonical sentence, which `read` reads back exactly.

        Labels are bare when that is enough, quoted when they could be misread, else as « [id] ».
        """
        for speaker in self._speakers[:-1]:
            said = speaker.clause(clause)
            if self._all(said)[1] == [clause]:
                return said
        return self._speakers[-1].clause(clause)

    def say_condition(self, condition: Condition, nested: bool = False) -> str:
        """A condition alone, to show; it is not meant to be read back."""
        said = self._speakers[0].condition(condition, nested)
        return self.language.typeset(said)

    def label(self, name: str) -> str:
        """The community’s word for a name."""
        return self.language.typeset(self.lexicon.say(name))

    def read(self, sentence: str) -> Clause:
        """The clause of a sentence. Raises `NotUnderstood`, `Ambiguous` or `TooLong`."""
        ear, clauses = self._all(sentence)
        if not clauses:
            raise self._not_understood(ear)
        if len(clauses) > 1:
            raise Ambiguous(tuple(dict.fromkeys(self.say(clause) for clause in clauses)))
        return clauses[0]

    def _all(self, sentence: str) -> tuple[Ear, list[Clause]]:
        if len(sentence) > MOST_LETTERS:
            raise TooLong
        ear = Ear(Text(sentence), self.language, self.lexicon)
        return ear, [clause for clause in ClauseListener(ear).clauses() if is_possible(clause)]

    def _not_understood(self, ear: Ear) -> NotUnderstood:
        read = ear.text.typed[: ear.furthest]
        expected = tuple(dict.fromkeys(one.text.strip() for one in ear.expected))
        return NotUnderstood(ear.furthest, read, tuple(one for one in expected if one))

    def complete(self, beginning: str, limit: int = 20) -> tuple[Suggestion, ...]:
        """What may come next after the beginning of a sentence; nothing when it makes no sense.

        A text replaces the part of it that is already typed.
        """
        for clause in self._clauses:
            self._speakers[BARE].clause(clause)
        ear = Ear(_Beginning(beginning), self.language, self.lexicon)
        ClauseListener(ear).clauses()
        if ear.furthest < len(ear.text):
            return ()
        return tuple(_suggestions(ear.expected, len(ear.text)))[:limit]


class _Beginning(Text):
    """A sentence not yet finished: the space at its end counts."""

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        if typed[-1:].isspace() and self.typed:
            self.typed, self.folded = f"{self.typed} ", f"{self.folded} "


def _suggestions(expected: Iterable[Expected], length: int) -> Iterable[Suggestion]:
    for one in dict.fromkeys(expected):
        if one.is_kind:
            yield Suggestion(one.text, is_kind=True)
        elif one.text.strip() and one.place + len(one.text) > length:
            yield Suggestion(one.text.strip())
