"""What an offer says by the way of when it is shut: « Fermé en août », « pas de musique après
minuit »."""

from __future__ import annotations

import re
from functools import lru_cache

_NAMES = r"le|les|l['’]|en|au|aux|on|in|de|every|pendant|during|du|tous|toutes|entre|from|for"
# « Restaurant fermé l’hiver » is of another place, whose kitchen is then free.
_SHUT = re.compile(
    r"(?:^|[.;:!,(]\s*|\b(?:est|sommes|sera|reste)\s+)"
    rf"(?P<said>(?:ferm[ée]e?s?|closed|rel[âa]che)\s+(?:(?:{_NAMES})\b|(?:mon|tues|wednes|thurs|fri"
    r"|satur|sun)days?\b|(?<=['’]))[^,;.()]*)",
    re.IGNORECASE,
)
_QUIET = re.compile(
    r"\b(?P<said>(?:pas|plus|sans|aucune?|no)\s+(?:de\s+)?(?:musique|bruit|sono|concerts?|f[êe]tes?"
    r"|music|noise)\b[^,;.()]{0,20}?\s(?:apr[èe]s|pass[ée]|after)\s+(?:(?P<hour>\d{1,2})\b"
    r"\s*(?:h\b|heures)?(?P<pm>\s*pm)?|minuit|midnight))",
    re.IGNORECASE,
)
_LATEST = 24


@lru_cache(maxsize=4096)  # a text is offered at many times
def closings(text: str) -> tuple[str, ...]:
    """What the text says of days, hours and seasons when nobody is let in, as it is written.

    >>> closings("Salle claire. Fermée en août, chauffée.")
    ('Fermée en août',)
    >>> closings("Cuisine de restaurant fermé l’hiver.")
    ()
    """
    return tuple(found["said"].strip() for found in _SHUT.finditer(text))


@lru_cache(maxsize=4096)
def quiet_from(text: str) -> tuple[tuple[str, int], ...]:
    """From which hour no music may be made, and how it is said."""
    told = (
        (found["said"], int(found["hour"] or _LATEST) + (12 if found["pm"] else 0))
        for found in _QUIET.finditer(text)
    )
    return tuple((said, hour) for said, hour in told if 18 <= hour <= _LATEST)
