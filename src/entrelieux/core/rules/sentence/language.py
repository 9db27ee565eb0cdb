"""The words of the grammar in a language, read from the files of the package."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from entrelieux.core.rules.sentence.text import CLOSE, OPEN

LANGUAGES = ("fr", "en")
_DATA = files("entrelieux.core.rules") / "data"
_PIECE = re.compile(r"\{([a-z_]+)(?:([/:])([a-z_]+))?\}")


@dataclass(frozen=True, slots=True)
class Slot:
    """A value to say: an attribute, the type of its value, and for a word the form wanted.

    `family` tells words apart by where they stand: those of « badge.name » are badges.
    """

    name: str
    type: str = "word"
    form: str = ""
    family: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """Said when the attribute is not what it usually is."""

    name: str
    elements: tuple[Element, ...]


Element = str | Slot | Segment
Elements = tuple[Element, ...]
# The type of the value of an attribute, when it is not a word.
TYPES = {
    **dict.fromkeys(("granted_within", "used_within", "signed_within", "within"), "duration"),
    **dict.fromkeys(("ahead", "review"), "duration"),
    **dict.fromkeys(("share", "quorum", "otherwise", "free", "at_least", "percent"), "number"),
    **dict.fromkeys(("start", "end"), "clock"),
    **dict.fromkeys(("first", "last", "until"), "day_of_year"),
    **dict.fromkeys(("who", "than"), "group"),
    "when": "condition",
    "test": "test",
    "value": "text",
    "days": "days",
    "nth": "nth",
    "size": "size",
    "amount": "number_or_card",
    "at_most": "number_or_card",
    **{name: name for name in ("acts", "conditions", "lines", "classes", "ties", "per", "slices")},
    "text": "texts",
}


# Attributes whose words are of one family wherever they stand.
FAMILIES = {
    "acts": "act",
    "kind": "thing",
    "group": "group",
    "what": "use",
    "unit": "unit",
    "by": "by",
    "event": "event",
    "heading": "heading",
}


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    told: Mapping[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.told[key]

    def typeset(self, text: str) -> str:
        """With the spaces that do not break, outside of what is quoted."""
        if self.code != "fr":
            return text
        pieces = re.split(f"({OPEN}[^{CLOSE}]*{CLOSE})", text)
        return "".join(piece if piece.startswith(OPEN) else _french(piece) for piece in pieces)

    def takes_of(self, act: str) -> str:
        """The end of an act that contracts with what follows: « se servir de » le fer."""
        return " de" if self.code == "fr" and act.endswith(" de") else ""

    def of(self, label: str) -> str:
        """« de » before a label, contracted; « of » in English."""
        return _french_of(label) if self.code == "fr" else f"of {label}"


def _french(text: str) -> str:
    text = re.sub(r" (?=[:;%»])|(?<=n°) |(?<=«) ", "\u00a0", text)
    text = re.sub(r"\bde 1 (?=(?:an|mois|jour)\b)", "d’un ", text)
    text = re.sub(r"\bde 1 (?=(?:semaine|heure|minute)\b)", "d’une ", text)
    return re.sub(r"\bsi il\b", "s’il", text)


def _french_of(label: str) -> str:
    lower = label.lower()
    if lower.startswith("le "):
        return f"du {label[3:]}"
    if lower.startswith("les "):
        return f"des {label[4:]}"
    first = lower[:1].translate(str.maketrans("àâéèêëîïôùûœ", "aaeeeeiiouuo"))
    return f"d’{label}" if first in set("aeiouy") else f"de {label}"


def elements(pattern: str, key: str) -> Elements:
    """The pieces of the pattern of a kind: texts, slots, and segments between brackets."""
    pieces: list[Element] = []
    for part in re.split(r"(\[[^\]]*\])", pattern):
        pieces.extend([_segment(part[1:-1], key)] if part.startswith("[") else _plain(part, key))
    return tuple(pieces)


def _segment(inner: str, key: str) -> Segment:
    name, bar, text = inner.partition("|")
    if bar:
        return Segment(name, (text,))
    inside = tuple(_plain(inner, key))
    return Segment(next(one.name for one in inside if isinstance(one, Slot)), inside)


def _plain(text: str, key: str) -> list[Element]:
    found: list[Element] = []
    place = 0
    for match in _PIECE.finditer(text):
        if match.start() > place:
            found.append(text[place : match.start()])
        found.append(_slot(key, *match.groups()))
        place = match.end()
    return [*found, text[place:]] if place < len(text) else found


def _slot(key: str, name: str, sign: str | None, told: str | None) -> Slot:
    family = FAMILIES.get(name, f"{key}.{name}")
    if sign == ":":
        return Slot(name, told or "", family=family)
    if sign == "/":
        return Slot(name, form=told or "", family=family)
    return Slot(name, TYPES.get(name, "word"), family=family)


@cache
def language(code: str) -> Language:
    """French unless the code is that of English."""
    code = "en" if code.startswith("en") else "fr"
    return Language(code, tomllib.loads((_DATA / f"{code}.toml").read_text("utf-8")))
