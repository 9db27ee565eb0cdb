"""Where and how far: « à moins de 40 min d’Ambert », « à 20 km de Thiers », « near Ambert »."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from entrelieux.core.geo import Commune, Gazetteer

_DISTANCE = re.compile(
    r"(?:\b(?:à|a|dans un rayon de|within|under|up to)\s+)?"
    r"(?:(?:moins de|au plus|maximum|max\.?|less than)\s+)?"
    r"(?P<number>\d{1,3})\s*"
    r"(?P<unit>km|kilom[eè]tres?|kilomet(?:er|re)s?|min(?:utes?)?|mn)\b"
    r"(?:\s+(?:au plus|maximum|max|de (?:route|voiture|trajet)|by car|drive))*",
    re.IGNORECASE,
)
_HOUR = re.compile(
    r"\b(?:à |within )?(?:moins d[’']|less than )?"
    r"(?P<hour>une (?:demi[ -])?heure|half an hour|an hour)"
    r"(?=\s+(?:de|d[’']|of|from)\b)",
    re.IGNORECASE,
)
_HOURS = {"une heure": 60, "an hour": 60}
_CAPITAL = "[A-ZÉÈÀÂÎÔŒ]"
_BEFORE_NAME = re.compile(
    r"(?:\b(?:au|aux|du|des|de|d[’']|à|a|sur|près de|près d[’']|autour de|autour d[’']|vers"
    rf"|of|from|near|around|in|at)\s*|[’'])(?={_CAPITAL})"
)
_NAME = re.compile(
    rf"{_CAPITAL}[\w’'-]*"
    rf"(?:[ -](?:{_CAPITAL}[\w’'-]*|la|le|les|de|du|des|d[’']|en|sur|sous|et))*"
)


class Whereabouts(NamedTuple):
    """`said` are the pieces of the text; what it does not say is None."""

    said: tuple[str, ...] = ()
    commune: Commune | None = None
    minutes: int | None = None
    km: float | None = None


def whereabouts_in(text: str, gazetteer: Gazetteer, home: Collection[str] = ()) -> Whereabouts:
    """Where somebody is, and how far she goes. Of communes of one name, those of the départements
    `home` come first, then the most populated.

    >>> from entrelieux.core.geo import load_france
    >>> found = whereabouts_in("à moins de 40 min d’Ambert", load_france(), ["63"])
    >>> found.commune.code, found.minutes, found.km
    ('63003', 40, None)
    """
    minutes, km, distance = _distance(text)
    said, commune = _place(text, gazetteer, home, near=distance)
    pieces = tuple(piece for piece in (distance, said) if piece)
    return Whereabouts(pieces, commune, minutes, km)


def _distance(text: str) -> tuple[int | None, float | None, str]:
    hour = _HOUR.search(text)
    if hour:
        return _HOURS.get(hour["hour"].casefold(), 30), None, hour[0]
    found = _DISTANCE.search(text)
    if found is None:
        return None, None, ""
    number = int(found["number"])
    if found["unit"].casefold().startswith("k"):
        return None, float(number), found[0]
    return number, None, found[0]


def _place(
    text: str, gazetteer: Gazetteer, home: Collection[str], near: str
) -> tuple[str, Commune | None]:
    """The commune told after the distance if there is one, else the first that is told."""
    after = text.find(near) if near else -1
    found = sorted(_named(text), key=lambda one: (one[0] < after, one[0]))
    for start, end in found:
        name = text[start:end]
        while name:
            communes = gazetteer.named(_article(text[:start]) + name)
            if communes:
                best = next((one for one in communes if one.department in home), communes[0])
                return _with_preposition(text, start, start + len(name)), best
            name = name.rpartition(" ")[0]
    return "", None


def _article(before: str) -> str:
    """« Au Puy » is « à Le Puy »."""
    word = before.split()[-1].casefold() if before.split() else ""
    return {"au": "Le ", "du": "Le ", "aux": "Les ", "des": "Les "}.get(word, "")


def _named(text: str) -> Iterator[tuple[int, int]]:
    for found in _BEFORE_NAME.finditer(text):
        name = _NAME.match(text, found.end())
        if name:
            yield name.start(), name.end()


def _with_preposition(text: str, start: int, end: int) -> str:
    before = list(_BEFORE_NAME.finditer(text, 0, end))
    first = next((one.start() for one in before if one.end() == start), start)
    return text[first:end]
