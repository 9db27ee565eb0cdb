"""From a sentence to the clauses that it may mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any as Anything

from entrelieux.core.rules.sentence.hearing import Ear
from entrelieux.core.rules.sentence.language import Slot
from entrelieux.core.rules.sentence.listening import Bound, Listener
from entrelieux.core.rules.sentence.patterns import EFFECTS, effect_pattern, price_pattern
from entrelieux.core.rules.tree.atoms import Agreement
from entrelieux.core.rules.tree.charter import Clause
from entrelieux.core.rules.tree.conditions import Unless
from entrelieux.core.rules.tree.effects import Asks
from entrelieux.core.rules.tree.prices import Line, Per

Heard = Iterator[tuple[Bound, int]]


class ClauseListener(Listener):
    """Reads whole sentences: acts, things, effects, conditions, exceptions."""

    def __init__(self, ear: Ear) -> None:
        super().__init__(ear)
        self.special |= {
            "acts": self._acts,
            "conditions": self._conditions,
            "lines": self._lines,
            "classes": self._classes,
            "per": self._per,
        }

    def clauses(self) -> list[Clause]:
        """Every clause that the whole text may mean."""
        found = (clause for key in EFFECTS for clause in self._of_effect(key))
        return list(dict.fromkeys(found))

    def _of_effect(self, key: str) -> Iterator[Clause]:
        for bound, end in self.hear(effect_pattern(self.language.code, key), 0):
            if end == len(self.ear.text):
                yield _clause(key, bound)
            else:
                self._expect_end(end)

    def _expect_end(self, place: int) -> None:
        self.ear.literal(self.language["needed"]["end"], place)

    def _acts(self, place: int, slot: Slot, nested: bool) -> Heard:
        for acts, middle in self._words(place, ""):
            yield {"acts": acts, "things": ()}, middle
        for form, of in (("with", ""), ("with_of", "of")):
            for acts, middle in self._words(place, form):
                start = self.ear.literal(" ", middle)
                for things, end in self._words(start, of, "thing") if start is not None else ():
                    yield {"acts": acts, "things": things}, end

    def _words(
        self, place: int, form: str, family: str = "act"
    ) -> Iterator[tuple[tuple[str, ...], int]]:
        """A list; of « with_of », the last word is the one that contracts with what follows."""
        for word, end in self.ear.word(place, form, family):
            yield (word,), end
        for word, end in self.ear.word(place, form.removesuffix("_of"), family):
            start = self.ear.literal(self.language["or"], end)
            for rest, last in self._words(start, form, family) if start is not None else ():
                yield (word, *rest), last

    def _conditions(self, place: int, slot: Slot, nested: bool) -> Heard:
        yield from self._exceptions(place, {})
        start = self.ear.literal(self.language["effects"]["if"], place)
        for when, end in self.conditions(start) if start is not None else ():
            if not isinstance(when, Unless) or self._is_closed(end):
                yield from self._exceptions(end, {"when": when})

    def _is_closed(self, end: int) -> bool:
        return self.ear.text.folded[end - 1 : end] == ")"

    def _exceptions(self, place: int, bound: Bound) -> Heard:
        yield bound, place
        told = self.language["effects"]
        for joint in (told["unless"], self.language["except"]):
            start = self.ear.literal(joint, place)
            for unless, end in self.conditions(start) if start is not None else ():
                yield {**bound, "unless": unless}, end
        before, _, after = told["unless_agreed"].partition("{by/of}")
        start = self.ear.literal(before, place)
        for by, middle in self.ear.word(start, "of", "by") if start is not None else ():
            last = self.ear.literal(after, middle)
            if last is not None:
                yield {**bound, "unless": Agreement(by)}, last

    def _lines(self, place: int, slot: Slot, nested: bool) -> Heard:
        for line, end in self._line(place):
            yield {"lines": (line,)}, end
            start = self.ear.literal(self.language["next"], end)
            for rest, last in self._lines(start, slot, nested) if start is not None else ():
                yield {"lines": (line, *rest["lines"])}, last

    def _line(self, place: int) -> Iterator[tuple[Line, int]]:
        for key in ("line", "percent"):
            pattern = price_pattern(self.language.code, key)
            yield from ((Line(**bound), end) for bound, end in self.hear(pattern, place))

    def _per(self, place: int, slot: Slot, nested: bool) -> Heard:
        for key in ("per_time", "per_quantity"):
            for bound, end in self.hear(price_pattern(self.language.code, key), place):
                yield {"per": Per(**bound)}, end

    def _classes(self, place: int, slot: Slot, nested: bool) -> Heard:
        for one, end in self.conditions(place):
            yield {"classes": (one,)}, end
            start = self.ear.literal(self.language["effects"]["then"], end)
            for rest, last in self._classes(start, slot, nested) if start is not None else ():
                yield {"classes": (one, *rest["classes"])}, last


_CLAUSE = ("acts", "things", "when", "unless")


def _clause(key: str, bound: Bound) -> Clause:
    of_clause: dict[str, Anything] = {name: bound[name] for name in _CLAUSE if name in bound}
    own: dict[str, Anything] = {name: v for name, v in bound.items() if name not in _CLAUSE}
    if key.startswith("warns"):
        own["hard"] = False
    if key == "asks":
        return Clause(effect=Asks(Agreement(**own)), **of_clause)
    return Clause(effect=EFFECTS[key](**own), **of_clause)
