"""For whom: ages and publics that a text names, of the person who needs or of an offer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from entrelieux.core.text.folding import fold

_OLDEST = 120
_RANGE = re.compile(r"\b(\d{1,2})\s+(?:(?:a|et|to|and|ou|or)\s+)?(\d{1,2})\s*(?:ans|years?|yo)\b")
_FROM = re.compile(
    r"\b(?:plus de|des|a partir de|over|from|aged)\s*(\d{1,2})(?:\s*(?:ans|years?)|\b(?=\s*$))"
)
_PLUS = re.compile(r"\b(\d{1,2})\s*(?:ans|years?)\s*et\s*(?:plus|\+)")
_UNDER = re.compile(r"\b(?:moins de|under|jusqu a)\s*(\d{1,2})\s*(?:ans|years?)?\b")
_AGE = re.compile(r"\b(\d{1,2})\s*(?:ans|years? old|year old|yo)\b")
_NAMED = (
    (r"maternelle|tout petits?|toddlers?", 2, 6),
    (r"ecoliers?|primaire|enfants?|kids?|children|gamins?|fillette|petit fils|garcons", 4, 12),
    (r"collegiens?|college|ados?|adolescents?|teens?|teenagers?|collegiennes?", 11, 16),
    (r"lyceens?|lyceennes?|lycee", 15, 18),
    (r"mineurs?|minors?", 6, 17),
    (r"jeunes|young people|youth", 12, 25),
    (r"adultes?|adults?|majeurs?", 18, _OLDEST),
    (r"seniors?|retraites?|retired|elderly|personnes agees|grand pere|grand mere", 60, _OLDEST),
)  # fmt: skip
_NAMED_RE = tuple((re.compile(rf"\b(?:{names})\b"), low, high) for names, low, high in _NAMED)
_ONLY = re.compile(r"\b(?:reserve|uniquement|seulement|only|exclusivement)\b")
_PUBLICS = {
    "job-seekers": r"demandeu\w+ d emploi|en recherche d emploi|au rsa|insertion|pole emploi"
    r"|france travail|chom\w+"
    r"|job ?seekers?|unemployed",
    "students": r"etudiant\w*|students?|iut|universit\w+|campus",
    "women": r"femmes?|women|entre elles",
    "staff": r"salaries|personnel|staff",
    "members": r"adherents?|adherentes|membres|members?",
    "seniors": r"seniors?|plus de 60|retraites",
}  # fmt: skip
_PUBLICS_RE = {name: re.compile(rf"\b(?:{said})\b") for name, said in _PUBLICS.items()}


@dataclass(frozen=True, slots=True)
class Ages:
    """From one age to another, both included."""

    low: int
    high: int

    def meets(self, other: Ages) -> bool:
        return self.low <= other.high and other.low <= self.high

    @property
    def is_minor(self) -> bool:
        return self.low < 18 and self.high < 25


def ages_in(text: str) -> Ages | None:
    """The ages that a text gives in figures, else those of the people that it names."""
    plain = fold(text)
    found = list(_in_figures(plain)) or [
        Ages(low, high) for names, low, high in _NAMED_RE if names.search(plain)
    ]
    if not found:
        return None
    return Ages(min(one.low for one in found), max(one.high for one in found))


def stated_ages(text: str) -> Ages | None:
    """Those in figures alone: what an offer says of whom it takes."""
    found = list(_in_figures(fold(text)))
    return Ages(min(a.low for a in found), max(a.high for a in found)) if found else None


def _in_figures(plain: str) -> Iterator[Ages]:
    spent: set[int] = set()
    for found in _RANGE.finditer(plain):
        low, high = int(found[1]), int(found[2])
        if low < high:
            spent.update(range(*found.span()))
            yield Ages(low, high)
    for pattern, is_low in ((_PLUS, True), (_FROM, True), (_UNDER, False)):
        for found in pattern.finditer(plain):
            if found.start() not in spent:
                spent.update(range(*found.span()))
                age = int(found[1])
                yield Ages(age, _OLDEST) if is_low else Ages(0, age)
    for found in _AGE.finditer(plain):
        if found.start() not in spent and "il y a" not in plain[: found.start()][-8:]:
            yield Ages(int(found[1]), int(found[1]))


def publics_in(text: str) -> frozenset[str]:
    """« job-seekers », « students », « women », « staff », « members », « seniors »."""
    plain = fold(text)
    return frozenset(name for name, said in _PUBLICS_RE.items() if said.search(plain))
