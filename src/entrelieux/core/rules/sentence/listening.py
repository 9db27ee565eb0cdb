"""From a sentence to the conditions that it may mean; every reading is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any as Anything

from entrelieux.core.rules.sentence.chains import readings
from entrelieux.core.rules.sentence.hearing import Ear
from entrelieux.core.rules.sentence.language import Element, Elements, Segment, Slot
from entrelieux.core.rules.sentence.leaves import HEAR
from entrelieux.core.rules.sentence.patterns import (
    Pattern,
    atom_patterns,
    class_of,
    moment_ways,
    needed_by,
)
from entrelieux.core.rules.tree.conditions import (
    Assume,
    AtLeast,
    ByKind,
    Condition,
    Not,
)

Bound = Mapping[str, Anything]
Conditions = list[tuple[Condition, int]]
MOST_READINGS = 40  # of a piece of text; a sentence that has more is refused long before


class Listener:
    """Reads conditions and the values around them. One per text: what was read once is kept."""

    def __init__(self, ear: Ear) -> None:
        self.ear = ear
        self.language = ear.language
        self._known: dict[tuple[str, int, bool], Conditions] = {}
        self.special: dict[str, Callable[[int, Slot, bool], Iterator[tuple[Bound, int]]]] = {
            "agreed": self._agreed,
            "moment": self._moment,
            "group": self._group,
            "condition": self._named_condition,
        }

    # Patterns

    def hear(
        self, elements: Sequence[Element], place: int, nested: bool = False
    ) -> Iterator[tuple[Bound, int]]:
        """Every way that a pattern stands at a place: its values, and where it ends."""
        if not elements:
            yield {}, place
            return
        first, rest = elements[0], elements[1:]
        for bound, middle in self._element(first, place, nested):
            for more, end in self.hear(rest, middle, nested):
                yield {**bound, **more}, end

    def _element(self, element: Element, place: int, nested: bool) -> Iterator[tuple[Bound, int]]:
        if isinstance(element, str):
            end = self.ear.literal(element, place)
            if end is not None:
                yield {}, end
        elif isinstance(element, Segment):
            yield from self._segment(element, place, nested)
        elif element.type in self.special:
            yield from self.special[element.type](place, element, nested)
        else:
            for value, end in HEAR[element.type](self.ear, place, element):
                yield {element.name: value}, end

    def _segment(self, segment: Segment, place: int, nested: bool) -> Iterator[tuple[Bound, int]]:
        yield {}, place
        flag = (
            {} if any(isinstance(one, Slot) for one in segment.elements) else {segment.name: True}
        )
        for bound, end in self.hear(segment.elements, place, nested):
            yield {**flag, **bound}, end

    def _agreed(self, place: int, slot: Slot, nested: bool) -> Iterator[tuple[Bound, int]]:
        for by, end in self.ear.word(place, "of", "by"):
            yield {"by": by}, end
        before, _, after = str(self.language["agreed"]["several"]).partition("{count}")
        start = self.ear.literal(before, place)
        for count, middle in HEAR["whole"](self.ear, start, slot) if start is not None else ():
            joint = self.ear.literal(after.partition("{")[0], middle)
            for by, end in self.ear.word(joint, "many", "by") if joint is not None else ():
                yield {"by": by, "count": count}, end

    def _moment(self, place: int, slot: Slot, nested: bool) -> Iterator[tuple[Bound, int]]:
        yield from self._ways(place, moment_ways(self.language.code))

    def _ways(
        self, place: int, parts: Sequence[Sequence[Elements]], joint: str = ""
    ) -> Iterator[tuple[Bound, int]]:
        """A day, hours, a season, each left out or not, and one of them at least."""
        start = self.ear.literal(joint, place)
        if start is None:
            return
        for rank, ways in enumerate(parts):
            for pieces in ways:
                for bound, end in self.hear(pieces, start):
                    yield bound, end
                    further = self._ways(end, parts[rank + 1 :], self.language["moment"]["next"])
                    yield from (({**bound, **more}, last) for more, last in further)

    def _group(self, place: int, slot: Slot, nested: bool) -> Iterator[tuple[Bound, int]]:
        for condition, end in self._parenthesised(place, True):
            yield {slot.name: condition}, end

    def _named_condition(self, place: int, slot: Slot, nested: bool) -> Iterator[tuple[Bound, int]]:
        for condition, end in self.conditions(place, nested):
            yield {slot.name: condition}, end

    # Conditions

    def conditions(self, place: int, nested: bool = False) -> Conditions:
        """Every condition that begins at a place."""
        return self._once("chain", place, nested, self._chains)

    def _once(
        self, name: str, place: int, nested: bool, read: Callable[[int, bool], Conditions]
    ) -> Conditions:
        key = (name, place, nested)
        if key not in self._known:
            self._known[key] = list(dict.fromkeys(read(place, nested)))[:MOST_READINGS]
        return self._known[key]

    def _chains(self, place: int, nested: bool) -> Conditions:
        found: Conditions = []
        for operands, joints, end in self._links(place, nested, (), ()):
            found.extend((reading, end) for reading in readings(operands, joints))
            if len(found) > MOST_READINGS:
                break
        return found

    def _links(
        self, place: int, nested: bool, operands: tuple[Condition, ...], joints: tuple[str, ...]
    ) -> Iterator[tuple[tuple[Condition, ...], tuple[str, ...], int]]:
        for one, end in self.single(place, nested):
            longer = (*operands, one)
            yield longer, joints, end
            for joint in ("and", "or", "except"):
                start = self.ear.literal(self.language[joint], end)
                if start is not None:
                    yield from self._links(start, nested, longer, (*joints, joint))

    def single(self, place: int, nested: bool) -> Conditions:
        """One condition, with what is assumed of it."""
        return self._once("single", place, nested, self._assumed)

    def _assumed(self, place: int, nested: bool) -> Conditions:
        found = list(self._base(place, nested))
        for condition, end in found:
            for key, value in (("assumed_true", True), ("assumed_false", False)):
                further = self.ear.literal(self.language[key], end)
                if further is not None:
                    found.append((Assume(condition, value), further))
        return found

    def _base(self, place: int, nested: bool) -> Conditions:
        return self._once("base", place, nested, self._bases)

    def _bases(self, place: int, nested: bool) -> Conditions:
        return [
            *self._atoms(place, nested),
            *self._negations(place, nested),
            *self._parenthesised(place, nested),
            *self._at_least(place, nested),
            *self._by_kind(place, nested),
        ]

    def _atoms(self, place: int, nested: bool) -> Iterator[tuple[Condition, int]]:
        for pattern in atom_patterns(self.language.code, nested):
            for bound, end in self.hear(pattern.elements, place, nested):
                yield built(pattern, bound), end

    def _negations(self, place: int, nested: bool) -> Iterator[tuple[Condition, int]]:
        start = self.ear.literal(self.language["not"], place)
        if start is not None:
            yield from ((Not(one), end) for one, end in self._base(start, nested))

    def _parenthesised(self, place: int, nested: bool) -> Iterator[tuple[Condition, int]]:
        start = self.ear.literal("(", place)
        for condition, middle in self.conditions(start, nested) if start is not None else ():
            end = self.ear.literal(")", middle)
            if end is not None:
                yield condition, end

    def _at_least(self, place: int, nested: bool) -> Iterator[tuple[Condition, int]]:
        before, _, after = str(self.language["at_least"]).partition("{count}")
        start = self.ear.literal(before, place)
        for count, middle in HEAR["whole"](self.ear, start, _COUNT) if start is not None else ():
            opened = self.ear.literal(after, middle)
            for of, end in self._listed(opened, nested) if opened is not None else ():
                yield AtLeast(count, of), end

    def _listed(self, place: int, nested: bool) -> Iterator[tuple[tuple[Condition, ...], int]]:
        for one, end in self.conditions(place, nested):
            closed = self.ear.literal(")", end)
            if closed is not None:
                yield (one,), closed
            start = self.ear.literal(self.language["next"], end)
            for rest, last in self._listed(start, nested) if start is not None else ():
                yield (one, *rest), last

    def _by_kind(self, place: int, nested: bool) -> Iterator[tuple[Condition, int]]:
        start = self.ear.literal(self.language["by_kind"], place)
        for rows, end in self._rows(start, nested) if start is not None else ():
            table = tuple((kind, one) for kind, one in rows if kind)
            rest = [one for kind, one in rows if not kind]
            if table and not (rest and rows[-1][0]):
                yield ByKind(table, rest[0] if rest else None), end

    def _rows(
        self, place: int, nested: bool
    ) -> Iterator[tuple[tuple[tuple[str, Condition], ...], int]]:
        for kind, middle in self._row_kinds(place):
            for one, end in self.conditions(middle, nested):
                closed = self.ear.literal(")", end)
                if closed is not None:
                    yield ((kind, one),), closed
                start = self.ear.literal(self.language["next"], end) if kind else None
                for rest, last in self._rows(start, nested) if start is not None else ():
                    yield ((kind, one), *rest), last

    def _row_kinds(self, place: int) -> Iterator[tuple[str, int]]:
        """The kind of a row of a table; "" for the row of all other kinds."""
        otherwise = self.ear.literal(self.language["other_kinds"], place)
        if otherwise is not None:
            yield "", otherwise
        before, _, after = str(self.language["of_kind"]).partition("{kind}")
        start = self.ear.literal(before, place)
        for kind, middle in self.ear.word(start, "", "thing") if start is not None else ():
            end = self.ear.literal(after, middle)
            if end is not None:
                yield kind, end


_COUNT = Slot("count", "whole")


def built(pattern: Pattern, bound: Bound) -> Condition:
    """What a pattern says, with these values; a test that it leaves out is none."""
    kind, fixed = class_of(pattern.key)
    missing = {name: None for name in needed_by(kind) if name not in bound and name not in fixed}
    condition: Condition = kind(**missing, **bound, **fixed)
    return Not(condition) if pattern.negative else condition
