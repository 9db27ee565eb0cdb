"""The community's labels: how each word is said in each form, and which word a label is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from entrelieux.core.rules.document.values import NAME
from entrelieux.core.rules.sentence.language import Language
from entrelieux.core.rules.sentence.text import CLOSE, OPEN, Text, folded, unelided
from entrelieux.core.rules.tree.atoms import THIS
from entrelieux.core.rules.tree.charter import Word

BARE, QUOTED, BRACKETED = range(3)
# The forms to look for, the best first; then the plain label.
_FORMS = {"one": ("one", "many"), "many_of": ("many",)}
_OF = ("of", "many_of")
_BRACKETED = re.compile(rf"\[({NAME})\]")


class Lexicon:
    """Words without a label, and those whose label another word has, are written « [id] »."""

    def __init__(self, words: Mapping[str, Word], language: Language) -> None:
        self.language = language
        self._words = words
        # The words said so far in each family, to suggest them first.
        self.used: dict[str, set[str]] = defaultdict(set)
        self._found: dict[str, dict[str, list[tuple[str, str, str]]]] = {}

    def say(self, name: str, form: str = "", level: int = BARE) -> str:
        label = self._label(name, form)
        if label is None or level == BRACKETED:
            label = f"[{name}]"
        elif level == QUOTED:
            label = f"{OPEN}{label}{CLOSE}"
        return unelided(self.language.of(label)) if form in _OF else label

    def _label(self, name: str, form: str) -> str | None:
        if form == "with_of":
            act = self._label(name, "with") or ""
            ending = self.language.takes_of(act)
            return act.removesuffix(ending) if ending else None
        if name == THIS and form == "badge":
            return str(self.language["badge"][THIS])
        word = self._words.get(name)
        if word is None:
            return None
        forms = (word.form(f"{self.language.code}_{key}") for key in _FORMS.get(form, (form,)))
        said = next((found for found in forms if found), word.form(self.language.code))
        return said and unelided(said)

    def hear(self, text: Text, place: int, form: str = "") -> Iterator[tuple[str, int]]:
        """Every word whose label is at a place, with where it ends; « many » may be of one."""
        found: dict[tuple[str, int], None] = {}
        for heard in ("many", "one") if form == "many" else (form,):
            for name, _, label in self._labels(heard).get(text.folded[place : place + 1], ()):
                if text.folded.startswith(label, place):
                    found[name, place + len(label)] = None
        yield from found
        yield from self._escaped(text, place, form)

    def suggested(self, form: str, family: str) -> Iterator[str]:
        """The labels of the words that may stand in a family: its own, and those used nowhere."""
        elsewhere = set().union(*(names for key, names in self.used.items() if key != family))
        own = self.used[family]
        for name in (*self._words, THIS) if form == "badge" else self._words:
            if name in own or name not in elsewhere:
                yield self.say(name, form)

    def _labels(self, form: str) -> Mapping[str, list[tuple[str, str, str]]]:
        """Name, label and folded label, by the first letter of the label."""
        if form not in self._found:
            self._found[form] = defaultdict(list)
            for name in (*self._words, THIS) if form == "badge" else self._words:
                for said in (self.say(name, form), self.say(name, form, QUOTED)):
                    self._found[form][folded(said)[:1]].append((name, said, folded(said)))
        return self._found[form]

    def _escaped(self, text: Text, place: int, form: str) -> Iterator[tuple[str, int]]:
        before = folded(self.language.of("[")[:-1]) if form in _OF else ""
        if text.folded.startswith(before, place):
            match = _BRACKETED.match(text.typed, place + len(before))
            if match:
                yield match[1], match.end()
