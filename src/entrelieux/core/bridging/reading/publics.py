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
_UNDER = re.compile(r"\b(?:moins de|under|jusqu a)\s*(\d{1,2})\s*(?:ans|years?|s)\b")
_AGE = re.compile(r"\b(\d{1,2})\s*(?:ans|years? old|year old|yo)\b")
_MONTHS_OLD = re.compile(
    r"\b(?:bebe|fils|fille|petite?|enfant|baby|son|daughter|child) (?:de |of )?\w+"
    r" (?:mois|months?)\b"
)
_NAMED = (
    (r"bebes?|nourrissons?|nouveau nes?|bab(?:y|ies)|newborns?", 0, 2),
    (r"maternelle|tout petits?|toddlers?", 2, 6),
    (
        r"ecoliers?|primaire|enfants?|kids?|children|gamins?|gosses?|fillettes?|petits? fils"
        r"|petites? filles?|garcons?|grandchildren|grandson|granddaughter",
        4,
        12,
    ),
    (r"collegiens?|college|ados?|adolescents?|teens?|teenagers?|collegiennes?", 11, 16),
    (r"lyceens?|lyceennes?|lycee", 15, 18),
    (r"(?:en |au |du |des |les |aux )(?:cp|ce1|ce2|cm1|cm2)|cycles? [23]|year [1-6] pupils", 6, 11),
    (r"(?:en |les |des |de |aux )(?:6e|5e|4e|3e|sixiemes?|cinquiemes?|quatriemes?|troisiemes?)"
     r"(?! (?:etage|age|semaine|fois|edition|jeudi|mardi|lundi|mercredi|vendredi|samedi|dimanche))"
     r"|cycle 4", 11, 15),
    (r"en (?:seconde|premiere|terminale)|eleves de terminale", 15, 18),
    (r"mineurs?|minors?", 6, 17),
    (r"jeunes|young people|youth", 12, 25),
    (r"adultes?|adults?|majeurs?", 18, _OLDEST),
    (r"seniors?|retraites?|retired|elderly|personnes agees|grand pere|grand mere", 60, _OLDEST),
)  # fmt: skip
_NAMED_RE = tuple((re.compile(rf"\b(?:{names})\b"), low, high) for names, low, high in _NAMED)
# A young person is spoken of: the need may not be its author's own.
_YOUNG = re.compile(
    r"\b(?:enfant\w*|fils|filles?|ados?|adolescent\w*|eleves?|classes?|colleg\w+|lyce\w+|jeunes?"
    r"|bebes?|mineurs?|ecol\w+|garcons?|jumeaux|jumelles|cm1|cm2|ce1|ce2|maternelle|famille\w*"
    r"|child\w*|kids?|sons?|daughters?|pupils?|teen\w*|school\w*|baby|babies|young|boys?|girls?"
    r"|grandchild\w*|grandsons?|granddaughters?|twins|students?|etudiant\w*|apprenti\w*)\b"
)
_ADULT = re.compile(r"\b(?:majeure?s?|adultes?|adults?|over eighteens?)\b")
_ACCOMPANIED = re.compile(
    r"\b(?:un adulte|an adult|avec un|parents?|enfants?|children|(?:et|ou|and"
    r"|or) (?:les )?(?:mineurs?|minors)"
    r"|(?:mineurs?|minors) (?:accompagne\w*|bienvenu\w*|avec|accompanied|welcome))\b"
)
# What an offer is for when it names them alone, without a grown-up beside them.
_PUPILS = (
    (re.compile(r"\bscolarises?\b"), 3, 12),
    (re.compile(r"\b(?:collegiens?|collegiennes?)\b"), 10, 15),
    (re.compile(r"\b(?:lyceens?|lyceennes?)\b"), 15, 18),
)
_OTHERS = re.compile(
    r"\b(?:adult\w*|avec un|parents?|tous|toutes|everyone|all ages|habitants|cherchent)\b"
)
_TEENS = re.compile(r"\b(?:ados|adolescent\w*|teen\w*)\b")
_ONLY = re.compile(
    r"\b(?:reserve\w*|uniquement|seulement|only|exclusivement|exclusively|pret aux)\b"
)
# « Dans cinq ans », « trente ans de métier » are no ages.
_SPAN_BEFORE = re.compile(
    r"\b(?:dans|depuis|pendant|durant|en|sur|il y a|tous les|for|in|bail)\s*$"
)
_SPAN_AFTER = re.compile(r"^\s*(?:de|d|of)\b")
_SPELLED = {
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
    "vingt": 20, "cinquante": 50, "soixante": 60,
}  # fmt: skip
_PAIRED = re.compile(rf"\b(\d+) et ({'|'.join(_SPELLED)}) ans\b")
_SPELLED_RE = re.compile(rf"\b(?:{'|'.join(_SPELLED)})\b(?=(?:\s+(?:a|et|ou)\s+\w+)?\s+ans\b)")
_PUBLICS = {
    "job-seekers": r"demandeu\w+ d emploi|en recherche d emploi|cherchent du travail|rsa|insertion"
    r"|pole emploi|france travail|chom\w+"
    r"|job ?seekers?|unemployed",
    "students": r"etudiant\w*|students?|iut|universit\w+|campus",
    "women": r"non mixte|mixite choisie|girls only|(?<!sages )(?<!sage )femmes?|women|ladies"
    r"|entre elles|entre (?:copines|filles|meres|mamans|amies)|girlfriends|mothers",
    "staff": r"salaries|personnel|staff",
    "members": r"adherents?|adherentes|membres|members?",
    "seniors": r"seniors?|plus de 60|retraites",
    "associations": r"associat\w+|assos?|clubs?|comites?|amicales?|troupes?|compagnies?|collectifs?"
    r"|chorales?|fanfares?|paroisses?|cooperatives?|federations?|charit\w+|societ\w+",
    "companies": r"entreprises?|societes?|pme|salaries|professionnels?|companies|businesses"
    r"|responsable technique",
}  # fmt: skip
# An offer names these in passing: it is theirs alone when it says so.
_SAID_ONLY = ("associations", "companies")
_RESIDENTS = re.compile(r"\b(?:habitants? de|de la commune|residents? of|villagers)\b")
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
    return _hull(list(_in_figures(plain)) or _of_names(plain))


def ages_of(who: str, text: str) -> Ages | None:
    """Of whom a need is for: those in figures, those whom the text names, its author; an adult
    when nobody young is spoken of."""
    author, told = fold(who), fold(text)
    both = f"{author} . {told}"
    found = _hull(list(_in_figures(both)) or _of_names(told) or _of_names(author))
    if found is None and author and not _YOUNG.search(both):
        return Ages(18, _OLDEST)
    return found


def stated_ages(text: str) -> Ages | None:
    """What an offer says of whom it takes: in figures, or for adults or teenagers."""
    plain = fold(text)
    found = _hull(list(_in_figures(plain, bare=False)))
    if found is not None:
        return found
    if _ADULT.search(plain) and not _ACCOMPANIED.search(plain):
        return Ages(18, _OLDEST)
    pupils = [Ages(low, high) for said, low, high in _PUPILS if said.search(plain)]
    if pupils and not _OTHERS.search(plain):
        return _hull(pupils)
    return Ages(11, 17) if _TEENS.search(plain) and not _ACCOMPANIED.search(plain) else None


def _of_names(plain: str) -> list[Ages]:
    return [Ages(low, high) for names, low, high in _NAMED_RE if names.search(plain)]


def _hull(found: list[Ages]) -> Ages | None:
    if not found:
        return None
    return Ages(min(one.low for one in found), max(one.high for one in found))


def _in_figures(plain: str, *, bare: bool = True) -> Iterator[Ages]:
    """A `bare` « 16 ans » is an age when nothing says that it is a span."""
    plain = _SPELLED_RE.sub(lambda found: str(_SPELLED[found[0]]), plain)
    plain = _PAIRED.sub(lambda found: f"{found[1]} et {_SPELLED[found[2]]} ans", plain)
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
    if bare and _MONTHS_OLD.search(plain):
        yield Ages(0, 2)
    for found in _AGE.finditer(plain) if bare else ():
        if found.start() not in spent and not _is_span(plain, found):
            yield Ages(int(found[1]), int(found[1]))


def _is_span(plain: str, found: re.Match[str]) -> bool:
    before, after = plain[: found.start()], plain[found.end() :]
    is_feast = before.rstrip().endswith(("les", "aux"))
    return bool(_SPAN_BEFORE.search(before) or (_SPAN_AFTER.search(after) and not is_feast))


def reserved_for(text: str) -> frozenset[str]:
    """The publics that an offer is for alone."""
    plain = fold(text)
    named = publics_in(text)
    if not _ONLY.search(plain):
        return named - set(_SAID_ONLY)
    return named | ({"residents"} if _RESIDENTS.search(plain) else frozenset())


# A woman says so by the name of what she does: « aide-soignante », « retraitée ».
_WOMAN = re.compile(
    r"^(?:jeune |future |ancienne |deux |trois )?(?:mere|maman|dame|fille|soeur|grand mere"
    r"|voisine|copine|mother"
    r"|(?:\w+ )?(?:\w+(?:trice|euse|iere|ienne|ante|ente|ee)))s?\b"
)


def publics_of(who: str, text: str) -> frozenset[str]:
    """Whom a need is of: as `publics_in` reads its author and what they say."""
    named = publics_in(f"{who}. {text}")
    return named | {"women"} if _WOMAN.search(fold(who)) else named


def publics_in(text: str) -> frozenset[str]:
    """« job-seekers », « students », « women », « staff », « members », « seniors »,
    « associations », « companies »."""
    plain = fold(text)
    return frozenset(name for name, said in _PUBLICS_RE.items() if said.search(plain))
