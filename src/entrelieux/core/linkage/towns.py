"""Names of towns as keys: « ST-POURÇAIN CEDEX 2 » and « Saint-Pourçain » agree."""

from __future__ import annotations

import re
from functools import lru_cache

from entrelieux.core.linkage.folding import STOP_WORDS, fold

_CEDEX = re.compile(r"\bcedex\b.*$")
_ARRONDISSEMENT = re.compile(r"\b\d{1,2} ?(?:er|e|eme|ieme)?(?: arrondissement)?\b.*$")
_ARRONDISSEMENT_CODE = re.compile(
    r"^(?:75[01](?:0[1-9]|1\d|20|16)|6900[1-9]|130(?:0[1-9]|1[0-6]))$"
)
_SAINT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "s": "sur"}
_POSTCODE = re.compile(r"\b(\d{5})\b")


@lru_cache(maxsize=100_000)
def town_words(city: str) -> tuple[str, ...]:
    """Return the telling words of a town's name: no article, no CEDEX, no arrondissement."""
    folded = _ARRONDISSEMENT.sub(" ", _CEDEX.sub(" ", fold(city)))
    spelled = (_SAINT.get(word, word) for word in folded.split())
    return tuple(word for word in spelled if word not in STOP_WORDS)


@lru_cache(maxsize=100_000)
def town_key(city: str) -> str:
    """Return one string per town: « CHATEL-GUYON » and « Châtelguyon » share theirs."""
    return "".join(town_words(city))


def clean_postcode(postcode: str) -> str:
    """Return five digits (a lost leading zero restored), or an empty string."""
    digits = re.sub(r"\D", "", postcode.removesuffix(".0"))
    if not 4 <= len(digits) <= 5 or not digits.strip("0"):
        return ""
    return digits.zfill(5)


def arrondissement(postcode: str) -> str:
    """Return the postcode of an arrondissement of Paris, Lyon or Marseille, else nothing."""
    return postcode if _ARRONDISSEMENT_CODE.match(postcode) else ""


def town_in_address(address: str) -> tuple[str, str]:
    """Return the postcode and the town that end `address`, empty when it does not say."""
    found = list(_POSTCODE.finditer(address))
    if found:
        return found[-1].group(1), address[found[-1].end() :].strip(" ,;-")
    head, comma, tail = address.rpartition(",")
    if comma and head and not any(char.isdigit() for char in tail):
        return "", tail.strip()
    return "", ""
