"""The answers of a Bazar form, several to a cell, whose quotes its export breaks.

`Adultes,Seniors,"Petite enfance (0-3 ans)","Jeunesse` and `Wifi","Matériel","Imprimante` are two
cells as published: the first quote or the last one was eaten with the cell's own.
"""

from __future__ import annotations

import re

MARKUP = re.compile(r"<[^<>]*>")


def split_answers(cell: str) -> list[str]:
    """The answers in order, without markup nor quotes; commas inside brackets do not separate."""
    text = MARKUP.sub("", cell)
    answers: list[str] = []
    current: list[str] = []
    quoted, depth = _begins_quoted(text), 0
    for character in text:
        if character == '"':
            quoted = not quoted
        elif character == "," and not quoted and depth == 0:
            answers.append("".join(current))
            current = []
        else:
            depth = max(0, depth + (character == "(") - (character == ")"))
            current.append(character)
    answers.append("".join(current))
    return [answer for part in answers if (answer := " ".join(part.split()))]


def _begins_quoted(text: str) -> bool:
    """A first quote that closes (a comma or the end follows it) tells that one was eaten."""
    first = text.find('"')
    return first > 0 and text[first + 1 : first + 2] in {",", ""} and text[first - 1] != ","
