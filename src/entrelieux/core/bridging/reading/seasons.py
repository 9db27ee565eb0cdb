"""The months and the school terms that a text names: « mai à octobre », « hors vacances »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

TERM, HOLIDAYS = 1, 2
_OPEN_MONTHS = 10  # « à partir de mars » is till December
_MONTHS = (
    r"janvier|january|janv|jan", r"fevrier|february|fevr|fev|feb", r"mars|march",
    r"avril|april|avr|apr", r"mai|may", r"juin|june|jun", r"juillet|july|juil|jul",
    r"aout|august|aou|aug", r"septembre|september|sept|sep", r"octobre|october|oct",
    r"novembre|november|nov", r"decembre|december|dec",
)  # fmt: skip
# Not those cut short.
MONTH_NAMES = "|".join(name for one in _MONTHS for name in one.split("|")[:2])
# First and last month, January being 0.
_SEASONS = (
    (r"vacances d hiver|vacances de fevrier|winter (?:half.?term|break)", 1, 2),
    (r"vacances (?:de |du )?(?:printemps|paques|avril)|easter holidays", 3, 4),
    (r"(?:vacances (?:de|a) )?(?:la )?toussaint|autumn half.?term", 9, 10),
    (r"vacances de noel|fetes de fin d annee|christmas (?:holidays|break)", 11, 0),
    (r"vacances d ete|grandes vacances|summer (?:holidays|break)", 6, 7),
    (r"hiver|winter", 11, 2),
    (r"printemps|spring", 2, 5),
    (r"(?:l |cet |en |d |mes |nos |un |par |chaque |^)ete(?! (?:indien|comme))|etes|summer|estive",
     5, 8),
    (r"moissons?|harvest time", 6, 7),
    (r"foins|fenaisons?|haymaking", 4, 6),
    (r"belle saison|beaux jours", 3, 8),
    (r"(?:mauvaise|morte) saison", 10, 2),
    (r"noel|christmas", 10, 11),
    (r"paques|easter", 2, 3),
    (r"automne|autumn|fall season", 8, 11),
    (r"vendanges?|grape harvest", 8, 9),
    (r"rentree", 8, 8),
    (r"annee scolaire|school year", 8, 5),
)  # fmt: skip
_TOLD = re.compile(
    r"\b(?:"
    + "|".join(
        (
            *(f"(?P<s{rank}>{said})" for rank, (said, *_) in enumerate(_SEASONS)),
            *(f"(?P<m{rank}>{names})" for rank, names in enumerate(_MONTHS)),
        )
    )
    + r")\b\.?"
)
_RANGE_MARK = re.compile(
    r"\s*(?:-|–|/|a|au|a l|to|till|until|through|jusqu (?:en|a|au))\s*"
    r"(?:(?:\d{1,2}(?:er)?|the|la|le|fin|mi|debut|early|late|mid)[ -])*"
)
_GOES_ON = re.compile(rf"{_RANGE_MARK.pattern}(?:{'|'.join(_MONTHS)})\b")
_OF_SOME = re.compile(r"\bdes $")
_FROM = re.compile(
    r"\b(?:a partir (?:de|du)|des|depuis|from)\s+(?:le |la |l |mi |debut |fin |\d+(?:er)? )*$"
)
# « Sept » is a month beside a mark or alone: « sept ans » is not.
_SEVEN = re.compile(r"(?<![-–/])\bsept\b(?!\.? *(?:$|[-–,;/.]|(?:a|au|et|to) (?!\d)))")
# « Avant le 14 juillet » is any time till then.
_DEADLINE = re.compile(
    r"\b(?:avant|before|by|d ici|jusqu (?:en|a|au)|until|till|no later than|au plus tard)\b"
    r"(?! *(?:les? )?\d{1,2} *(?:h\b|:|am|pm|heures)| *(?:midi|minuit|noon|midnight))[^,;.]*"
)
_IN_TERM = re.compile(
    r"\b(?:(?:temps|periodes?|jours?|semaines?) (?:scolaires?|d ecole)|school (?:days|time)"
    r"|term.?times?|(?:in|during) term|hors (?:des )?(?:vacances|conges)(?: scolaires)?"
    r"|sauf (?:pendant )?(?:les )?vacances(?: scolaires)?|(?:outside|except|not in) (?:the )?"
    r"(?:school )?holidays)\b"
)
_ON_HOLIDAY = re.compile(
    r"(?<!mes )(?<!nos )(?<!ses )(?<!en )\bvacances\b|\bhors (?:temps|periode) scolaire\b"
    r"|\bschool (?:holidays?|breaks?)\b|\bhalf.?term\b"
    r"|\b(?:summer|winter|easter|christmas) (?:holidays|break)\b"
)
# « week-end et vacances » is not only of holidays.
_TOO = re.compile(r"\b(?:et|ou|and|or|\+|&) (?:les |pendant les |des )?(?:petites )?vacances\b")


class _Stretch(NamedTuple):
    start: int
    end: int
    first: int
    last: int
    is_open: bool


def without_deadlines(plain: str) -> str:
    """The text but for « d’ici mai », « avant l’hiver », which name no moment."""
    plain = re.sub(rf"(\b(?:{'|'.join(_MONTHS)})) jusqu (?:en|a|au) ", r"\1 - ", plain)
    return _DEADLINE.sub(" ", plain)


def months_in(plain: str) -> int | None:
    """One bit for each month, January first; None when none is named."""
    plain = _SEVEN.sub("7", plain)
    months, before = 0, None
    for one in _told(plain):
        months |= _between(one.first, one.last)
        if before and _RANGE_MARK.fullmatch(plain[before.end : one.start]):
            months |= _between(before.first, one.last)
        elif one.is_open and not _GOES_ON.match(plain, one.end):
            months |= _between(one.first, one.first + _OPEN_MONTHS - 1)
        before = one
    return months or None


def school_in(plain: str) -> int | None:
    """TERM or HOLIDAYS; None when the text says neither, or both."""
    if _TOO.search(plain):
        return None
    if _IN_TERM.search(plain):
        return None if _ON_HOLIDAY.search(_IN_TERM.sub(" ", plain)) else TERM
    return HOLIDAYS if _ON_HOLIDAY.search(plain) else None


def _told(plain: str) -> Iterator[_Stretch]:
    for found in _TOLD.finditer(plain):
        name = str(found.lastgroup)
        rank = int(name[1:])
        first, last = _SEASONS[rank][1:] if name[0] == "s" else (rank, rank)
        # « Au moment des foins » begins nothing, « dès mars » does.
        is_open = bool(_FROM.search(plain[: found.start()])) and not (
            name[0] == "s" and _OF_SOME.search(plain[: found.start()])
        )
        yield _Stretch(*found.span(), first, last, is_open)


def _between(first: int, last: int) -> int:
    return sum(1 << (first + step) % 12 for step in range((last - first) % 12 + 1))
