"""How the values of sentences are read; each reader gives every value that may stand there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from entrelieux.core.rules.document.values import CLOCK
from entrelieux.core.rules.sentence.hearing import Ear
from entrelieux.core.rules.sentence.language import Slot
from entrelieux.core.rules.sentence.text import CLOSE, OPEN
from entrelieux.core.rules.sentence.voice import card_parts, days_joint, op_of_card, otherwise_parts
from entrelieux.core.rules.tree.durations import UNITS, Duration
from entrelieux.core.rules.tree.effects import ONE
from entrelieux.core.rules.tree.tests import OPS, Card, Test, normal

Heard = Iterator[tuple[Any, int]]
_NUMBER = re.compile(r"-?\d{1,10}(?:[.,]\d{1,4})?(?!\d)")
_WHOLE = re.compile(r"-?\d{1,7}(?!\d)")
_QUOTED = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_CLOCK = re.compile(r"(\d{1,2})(?: ?h(?: ?(\d{2}))?|:(\d{2}))(?!\d)")


def hear_word(ear: Ear, place: int, slot: Slot) -> Heard:
    yield from ear.word(place, slot.form, slot.family)


def hear_whole(ear: Ear, place: int, slot: Slot) -> Heard:
    found = ear.match(_WHOLE, place, "number")
    if found:
        yield int(found[0]), found.end()


def hear_number(ear: Ear, place: int, slot: Slot) -> Heard:
    found = ear.match(_NUMBER, place, "number")
    if found:
        yield normal(Decimal(found[0].replace(",", "."))), found.end()


def hear_duration(ear: Ear, place: int, slot: Slot) -> Heard:
    found = ear.match(_WHOLE, place, "duration")
    if found and int(found[0]) > 0:
        for unit in UNITS:
            # The longest form first: « jours » before « jour ».
            for said in reversed(ear.language["units"][unit]):
                end = ear.literal(f" {said}", found.end())
                if end is not None and not ear.text.folded[end : end + 1].isalpha():
                    yield Duration(int(found[0]), unit), end
                    break


def hear_card(ear: Ear, place: int, slot: Slot) -> Heard:
    before, after = card_parts(ear.language)
    start = ear.literal(before, place)
    if start is None:
        return
    for name, word_end in ear.word(start, "", "card"):
        end = ear.literal(after, word_end)
        if end is not None:
            yield Card(name), end
            yield from _with_otherwise(ear, name, end)


def _with_otherwise(ear: Ear, name: str, place: int) -> Heard:
    before, after = otherwise_parts(ear.language)
    start = ear.literal(before, place)
    for number, number_end in hear_number(ear, start, Slot("otherwise")) if start else ():
        end = ear.literal(after, number_end)
        if end is not None:
            yield Card(name, number), end


def hear_number_or_card(ear: Ear, place: int, slot: Slot) -> Heard:
    yield from hear_number(ear, place, slot)
    yield from hear_card(ear, place, slot)


def hear_size(ear: Ear, place: int, slot: Slot) -> Heard:
    yield from hear_duration(ear, place, slot)
    yield from hear_number(ear, place, slot)
    for unit in UNITS:
        end = ear.literal(ear.language["units"][unit][0], place)
        if end is not None and not ear.text.folded[end : end + 1].isalpha():
            yield Duration(1, unit), end


def hear_clock(ear: Ear, place: int, slot: Slot) -> Heard:
    found = ear.match(_CLOCK, place, "clock")
    if found:
        clock = f"{int(found[1]):02d}:{found[2] or found[3] or '00'}"
        if re.fullmatch(CLOCK, clock):
            yield clock, found.end()


def hear_day_of_year(ear: Ear, place: int, slot: Slot) -> Heard:
    found = ear.match(re.compile(r"(\d{1,2})(?:er)? "), place, "day_of_year")
    for rank, month in enumerate(ear.language["months"]["names"] if found else (), start=1):
        end = ear.literal(month, found.end()) if found else None
        if end is not None and found:
            yield f"{rank:02d}-{int(found[1]):02d}", end


def hear_days(ear: Ear, place: int, slot: Slot) -> Heard:
    """Every beginning of the list: « un lundi ou un mardi » is also « un lundi »."""
    joint = days_joint(ear.language, slot)
    found: tuple[str, ...] = ()
    start: int | None = place
    while start is not None:
        heard = next(_keys(ear, "days", start), None)
        if heard is None or heard[0] in found:
            return
        found, end = (*found, heard[0]), heard[1]
        yield found, end
        start = ear.literal(joint, end)


def _keys(ear: Ear, table: str, place: int) -> Iterator[tuple[str, int]]:
    for key, said in ear.language[table].items():
        end = ear.literal(said, place) if key != "other" else None
        if end is not None:
            yield key, end


def hear_nth(ear: Ear, place: int, slot: Slot) -> Heard:
    yield from ((int(key), end) for key, end in _keys(ear, slot.type, place))


def hear_test(ear: Ear, place: int, slot: Slot) -> Heard:
    threshold = hear_duration if slot.type == "length" else hear_number_or_card
    for op in OPS:
        start = ear.literal(ear.language["tests"][op], place)
        if start is not None:
            yield from ((Test(op, value), end) for value, end in threshold(ear, start, slot))


def hear_from_card(ear: Ear, place: int, slot: Slot) -> Heard:
    for op in OPS:
        start = ear.literal(op_of_card(ear.language, op), place)
        if start is not None:
            yield from ((Test(op, value), end) for value, end in hear_card(ear, start, slot))


def hear_people(ear: Ear, place: int, slot: Slot) -> Heard:
    for test, middle in hear_test(ear, place, slot):
        for said in reversed(ear.language["people"]):
            end = ear.literal(f" {said}", middle)
            if end is not None:
                yield test, end
                break


def hear_text(ear: Ear, place: int, slot: Slot) -> Heard:
    found = _QUOTED.match(ear.text.typed, place)
    if found:
        yield found[1], found.end()
    else:
        ear.match(_QUOTED, place, "text")


def hear_texts(ear: Ear, place: int, slot: Slot) -> Heard:
    found: tuple[tuple[str, str], ...] = ()
    start: int | None = place
    while start is not None:
        code = ear.match(re.compile("([a-z]{2}) "), start, "text")
        heard = next(hear_text(ear, code.end(), slot), None) if code else None
        if code is None or heard is None or code[1] in dict(found):
            return
        found = (*found, (code[1], heard[0]))
        yield found, heard[1]
        start = ear.literal(ear.language["next"], heard[1])


def hear_ties(ear: Ear, place: int, slot: Slot) -> Heard:
    found: tuple[str, ...] = ()
    start: int | None = place
    while start is not None:
        heard = next(_keys(ear, "ties", start), None)
        if heard is None or heard[0] in found:
            return
        found = (*found, heard[0])
        yield found, heard[1]
        start = ear.literal(", ", heard[1])


def hear_whose(ear: Ear, place: int, slot: Slot) -> Heard:
    yield from _keys(ear, "by", place)
    yield from _other(ear, "by", place, "", "whose")


def hear_window(ear: Ear, place: int, slot: Slot) -> Heard:
    yield from _keys(ear, "window", place)
    start = ear.literal(ear.language["window"]["other"], place)
    if start is not None:
        yield from hear_duration(ear, start, slot)


def hear_adds(ear: Ear, place: int, slot: Slot) -> Heard:
    yield ONE, place
    yield from ((key, end) for key, end in _keys(ear, "adds", place) if key != ONE)
    yield from _other(ear, "adds", place, "many", "quantity.of")


def _other(ear: Ear, table: str, place: int, form: str, family: str) -> Heard:
    start = ear.literal(ear.language[table]["other"], place)
    if start is not None:
        named = ear.word(start, form, family)
        yield from ((name, end) for name, end in named if name not in ear.language[table])


def hear_slices(ear: Ear, place: int, slot: Slot) -> Heard:
    for key, said in ear.language["price"]["slices"].items():
        end = ear.literal(said, place) if said else place
        if end is not None:
            yield key, end


HEAR: dict[str, Callable[[Ear, int, Slot], Heard]] = {
    "word": hear_word,
    "whole": hear_whole,
    "number": hear_number,
    "number_or_card": hear_number_or_card,
    "duration": hear_duration,
    "size": hear_size,
    "clock": hear_clock,
    "day_of_year": hear_day_of_year,
    "days": hear_days,
    "weekdays": hear_days,
    "nth": hear_nth,
    "nth_week": hear_nth,
    "test": hear_test,
    "length": hear_test,
    "from_card": hear_from_card,
    "of_card": hear_card,
    "people": hear_people,
    "text": hear_text,
    "texts": hear_texts,
    "ties": hear_ties,
    "whose": hear_whose,
    "window": hear_window,
    "adds": hear_adds,
    "slices": hear_slices,
}
