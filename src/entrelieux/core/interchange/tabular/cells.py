"""One text for a list or for pairs, and back: `a|b`, `key=value|key=value`, escaped by `\\`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

ESCAPED = re.compile(r"\\(.)", re.DOTALL)
# The separator unless a backslash precedes it; a doubled backslash is consumed as one token.
BETWEEN_ITEMS = re.compile(r"((?:[^\\|]|\\.)*)(?:\||$)", re.DOTALL)
KEY = re.compile(r"((?:[^\\=]|\\.)*)=", re.DOTALL)
# What makes a spreadsheet evaluate a cell; the apostrophes in front make the escape reversible.
EVALUATED = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
# A telephone number or a number is inert, and a sign in front of it is data.
INERT = re.compile(r"\+\d[\d .]*|-?\d+(\.\d+)?")


def join_items(items: Iterable[str]) -> str:
    return "|".join(re.sub(r"([\\|])", r"\\\1", item) for item in items)


def split_items(text: str) -> list[str]:
    if not text:
        return []
    pieces = BETWEEN_ITEMS.findall(text)
    # The pattern also matches the empty end of the text once the last item is read.
    return [unescape(piece) for piece in pieces[:-1]] if len(pieces) > 1 else [unescape(text)]


def join_pairs(pairs: Mapping[str, str]) -> str:
    return "|".join(
        re.sub(r"([\\|=])", r"\\\1", key) + "=" + re.sub(r"([\\|])", r"\\\1", value)
        for key, value in pairs.items()
    )


def split_pairs(text: str) -> dict[str, str]:
    """Pieces without `=` are ignored: they name no value."""
    pairs = {}
    for piece in (match.group(1) for match in BETWEEN_ITEMS.finditer(text)):
        if key := KEY.match(piece):
            pairs[unescape(key.group(1))] = unescape(piece[key.end() :])
    return pairs


def unescape(text: str) -> str:
    return ESCAPED.sub(r"\1", text)


def guard_cell(text: str) -> str:
    """The text that no spreadsheet evaluates: an apostrophe in front of `=`, `+`, `-`, `@`…"""
    if EVALUATED.match(text) and not INERT.fullmatch(text):
        return "'" + text
    return text


def unguard_cell(text: str) -> str:
    return text[1:] if GUARDED.match(text) else text
