"""The street and the number of a French postal address, however it was typed."""

from __future__ import annotations

import re
from typing import NamedTuple

from entrelieux.core.linkage.folding import STOP_WORDS, fold
from entrelieux.core.linkage.vocabulary import listed, words_listed

_WORDS = listed("vocabulary")["addresses"]
_STREET_TYPES = {
    short: way for way, spellings in _WORDS["spellings"].items() for short in spellings
}
_STRONG_TYPES = words_listed("addresses", "ways")
_TITLES = words_listed("addresses", "titles")
_NUMBERS: dict[str, str] = _WORDS["numbers"]
_VAGUE = words_listed("addresses", "vague")
_TAIL = re.compile(r"[,;]?\s*\b\d{5}\b.*$")
_BREAKS = re.compile(r"\s+[-–—]\s+|[,;/()\[\]|]|<[^>]*>|\n")
_NUMBER = re.compile(
    r"^(\d{1,4})(?:\s?[a-h]\b|\s?(?:bis|ter|quater)\b|(?:\s(?=\d)\d{1,4})*)?\s*(.*)$"
)
_BOX = re.compile(r"\b(?:bp|cs|tsa)(?: n°)?\s?\d+\b|\bcedex\b.*$", re.IGNORECASE)


class Street(NamedTuple):
    """A street: house number (0 when unknown), kind of way, telling words (possibly none)."""

    number: int
    way: str
    name: tuple[str, ...]

    @property
    def is_precise(self) -> bool:
        return bool(self.name)


NOWHERE = Street(0, "", ())


def street_of(address: str) -> Street:
    """Return the best street that `address` holds: a numbered way, else a way, else words."""
    bare = _BOX.sub(" ", address)
    parts = [_street_of_part(part) for part in _BREAKS.split(_TAIL.sub("", bare) or bare)]
    joined = _joined_number(parts)
    return max(joined, key=_precision, default=NOWHERE)


def _precision(street: Street) -> tuple[bool, bool, bool, int]:
    named = bool(street.name)
    return (
        street.way in _STRONG_TYPES and named,
        street.number > 0 and named,
        named,
        len(street.name),
    )


def _joined_number(parts: list[Street]) -> list[Street]:
    """Give « 3, rue Marx » its number back: the comma parted them."""
    joined = []
    for before, part in zip([NOWHERE, *parts], parts, strict=False):
        alone = before.number and not before.name and not part.number
        joined.append(part._replace(number=before.number) if alone else part)
    return joined


def _street_of_part(part: str) -> Street:
    folded = fold(part)
    number, rest = 0, folded
    if match := _NUMBER.match(folded):
        number, rest = int(match.group(1)), match.group(2)
    tokens = rest.split()
    at = next(
        (i for i, token in enumerate(tokens) if _STREET_TYPES.get(token) in _STRONG_TYPES), None
    )
    if at is None and tokens and tokens[0] in _STREET_TYPES:
        at = 0
    if at is None:
        return Street(number, "", _telling(tokens))
    if not number:
        number = _number_before(tokens[:at])
    return Street(
        number, _STREET_TYPES[tokens[at]], _telling(tokens[at + 1 :]) or _telling(tokens[:at][-1:])
    )


def _number_before(tokens: list[str]) -> int:
    """Return the number in « mairie 12 bis rue »: the last one before the way."""
    return next((int(token) for token in reversed(tokens) if token.isdigit() and len(token) < 5), 0)


def _telling(tokens: list[str]) -> tuple[str, ...]:
    spelled = [_NUMBERS.get(token, token) for token in tokens if token not in STOP_WORDS]
    telling = [token for token in spelled if token not in _TITLES]
    if all(token in _VAGUE for token in telling) and telling[:1] != ["mairie"]:
        return ()
    return tuple(telling or spelled)
