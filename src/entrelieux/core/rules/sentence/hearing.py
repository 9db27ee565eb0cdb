"""Reading along a text: what stands at a place, and what could have stood there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from entrelieux.core.rules.sentence.language import Language
from entrelieux.core.rules.sentence.lexicon import Lexicon
from entrelieux.core.rules.sentence.text import Text, folded

_LONGEST_LABEL = 80  # letters of a label that may already be typed


@dataclass(frozen=True, slots=True)
class Expected:
    """What could stand at `place`: a text to write, or a kind of value (« a number »)."""

    place: int
    text: str
    is_kind: bool = False


class Ear:
    """A text being read. Keeps what was expected at the furthest place that was reached."""

    def __init__(self, text: Text, language: Language, lexicon: Lexicon) -> None:
        self.text = text
        self.language = language
        self.lexicon = lexicon
        self.furthest = 0
        self.expected: dict[Expected, None] = {}

    def literal(self, said: str, place: int) -> int | None:
        """The end of a text of the grammar, when it stands there."""
        wanted = folded(said)
        if self.text.folded.startswith(wanted, place):
            return place + len(wanted)
        self.expect(Expected(place, said), place + self._alike(wanted, place))
        return None

    def _alike(self, wanted: str, place: int) -> int:
        found = self.text.folded[place : place + len(wanted)]
        return next((i for i, letter in enumerate(found) if letter != wanted[i]), len(found))

    def expect(self, expected: Expected, reached: int) -> None:
        if reached > self.furthest:
            self.furthest = reached
            self.expected = {}
        if reached == self.furthest:
            self.expected[expected] = None

    def match(self, pattern: re.Pattern[str], place: int, kind: str) -> re.Match[str] | None:
        """A value written in some form; `kind` is the name of what is needed."""
        found = pattern.match(self.text.folded, place)
        if found is None:
            needed = Expected(place, self.language["needed"][kind], is_kind=True)
            self.expect(needed, place)
        return found

    def word(self, place: int, form: str, family: str = "") -> Iterator[tuple[str, int]]:
        found = tuple(self.lexicon.hear(self.text, place, form))
        self._expect_words(place, form, family, found)
        yield from found

    def _expect_words(self, place: int, form: str, family: str, found: Sequence[object]) -> None:
        """The words that finish what is typed; when there are none, that one must stand there."""
        typed = self.text.folded[place:]
        labels = self.lexicon.suggested(form, family) if len(typed) < _LONGEST_LABEL else ()
        begun = [label for label in labels if folded(label).startswith(typed)]
        for label in begun:
            self.expect(Expected(place, label), len(self.text))
        if not begun and not found:
            self.expect(Expected(place, self.language["needed"]["word"], is_kind=True), place)
