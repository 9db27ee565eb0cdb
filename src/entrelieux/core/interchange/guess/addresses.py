"""A whole address in one cell, taken apart; so is a postcode with its town."""

from __future__ import annotations

import re
from typing import NamedTuple

_END = r"(?:(?:\s*[,;\n]|\s+-\s)\s*(?:fra(?:nce)?|[^\d,;\n]+))*"
_AFTER = re.compile(
    rf"^(?P<street>.*?)[\s,;:–-]*\(?\b(?P<postcode>\d{{5}})\b\)?[\s,;-]*(?P<city>[^\W\d][^\d,;\n]*?){_END}[\s.,]*$",
    re.DOTALL | re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^(?P<street>.*?)[,;\n–]\s*(?P<city>[^\W\d][^\d,;\n]*?)\s*[,(-]?\s*\(?(?P<postcode>\d{5})\)?[\s.,]*(?:france)?\s*$",
    re.DOTALL | re.IGNORECASE,
)
_TOWN = re.compile(
    r"^\s*(?P<postcode>\d{4,5})\s*[-–,/]?\s*(?P<city>[^\W\d][^\d]*?)\s*(?:cedex\s*\d*)?\s*$",
    re.IGNORECASE,
)
_TOWN_FIRST = re.compile(
    r"^\s*(?P<city>[^\W\d][^\d(]*?)\s*[-–,/(]*\s*\(?(?P<postcode>\d{5})\)?\s*$"
)


LONGEST = 300  # characters: no address takes more


class Parts(NamedTuple):
    street: str = ""
    postcode: str = ""
    city: str = ""


def whole_address(text: str) -> Parts:
    """« 1 rue X, 51200, Épernay, Marne » in parts; all of it a street when there is no postcode.

    >>> whole_address("4 rue Haute - 15300 Murat")
    Parts(street='4 rue Haute', postcode='15300', city='Murat')
    """
    match = (_AFTER.match(text) or _BEFORE.match(text)) if len(text) < LONGEST else None
    if match is None:
        return Parts(text.strip())
    street = " ".join(match["street"].split()).strip(" ,;:-–")
    return Parts(street, match["postcode"], match["city"].strip(" -–"))


def town(text: str) -> Parts:
    """« 15300 Murat », « Murat (15300) »; the town alone when there is no postcode."""
    match = (_TOWN.match(text) or _TOWN_FIRST.match(text)) if len(text) < LONGEST else None
    if match is None:
        return Parts(city="" if text.strip().isdigit() else text.strip(),
                     postcode=text.strip() if text.strip().isdigit() else "")  # fmt: skip
    return Parts(postcode=match["postcode"].zfill(5), city=match["city"].strip(" -–"))
