"""Does a comment say that the hours are those of a tour, or of several sites?

Then no single value is faithful. Extra visits beside fixed hours (« permanences », « en plus de nos
horaires ») are not a tour.
"""

from __future__ import annotations

import re

from entrelieux.core.hours.days import DAYS, groups_of
from entrelieux.core.hours.normalise import normalise
from entrelieux.core.hours.week import Week

_NUMBER = r"(?:\d+|deux|trois|quatre|cinq)"
_SEVERAL = re.compile(
    rf"multi-?sites?|plusieurs sites"
    rf"|(?:sur|avons|^) ?{_NUMBER} (?:sites|antennes)\b|^{_NUMBER} sites"
)
_TOUR = re.compile(
    r"^(?:(?:le|la|les|notre|une?) )?(?:bus|vehicule|car|camion|service|structure|france services?"
    r"|permanences?|tournee)(?: (?!non|pas)[\w-]+){0,3}? (?:itinerante?s?|en itinerance)"
    r"|^itinerant|^(?:en )?itinerance(?: hebdomadaire)? ?(?:sur|dans|:|a [a-z])"
    r"|\bbus (?:circule|dessert|stationne)|bus : |(?:parcourt|sillonne) (?:les )?\d+ communes"
    r"|planning (?:d'itinerance|du bus)|agenda du bus|\bbus\b.* se stationne|^les lieux de passage"
    r"|^permanences (?:ponctuelles|selon un calendrier|b\.?bus)|^retrouvez les lieux|en roulement"
    r"|^circuit (?:mensuel|hebdo)|tournee itinerante|lieux changent"
)
_BESIDE = re.compile(
    r"(?:non|pas) itineran|fixe|en plus|possible|en cas |prevue|sur rdv|sur demande"
    r"|hors des horaires|en dehors|rattachee|en mairie :|communes demandeuses|semaines"
    r"|programmation|(?:le|du) bus\b.*numero"
)
_EXTRA = re.compile(
    r"permanence|antenne|(?<!mairie )annexe|decentralis|deplac|telephon|fermet"
    r"|ferme\b|ouvert|accueil|horaires?|uniquement|vacances|congres|supplementaire"
)
_SENTENCE = re.compile(r"\n|(?<=[a-z])\.\s|\s-\s")
_PLACE = re.compile(r"\b[A-ZÉÈÂÎ][\w’'-]{2,}")
_NOT_PLACE = re.compile(
    r"(?:france|services?|rdv|rendez|vous|sur|les?|du|au|et|tel|pour|matin|apres)$"
)
_WHOLE = 0.75


def is_of_several_sites(text: str, week: Week) -> bool:
    """`text` is the comment as typed: capitals tell names of places."""
    plain = normalise(text)
    if _SEVERAL.search(plain) and not re.search(r"(?:non|pas) multi", plain):
        return True
    sentences = [normalise(sentence) for sentence in _SENTENCE.split(text)]
    if any(_TOUR.search(said) and not _BESIDE.search(said) for said in sentences):
        return True
    return not _EXTRA.search(plain) and _names_places(text) and _covers(plain, week)


def _names_places(text: str) -> bool:
    names = {normalise(name) for name in _PLACE.findall(text)}
    days = set(DAYS) | {f"{day}s" for day in DAYS}
    return len({name for name in names - days if not _NOT_PLACE.match(name)}) >= 2


def _covers(plain: str, week: Week) -> bool:
    """Do the days that the comment gives to places hold most of the open half-days of the week?"""
    told: set[tuple[int, bool]] = set()
    for group in groups_of(plain):
        for day, half in group.days:
            told |= {(day, morning) for morning in (True, False) if half in ("", _half(morning))}
    opened = {(day, span.is_morning) for day, spans in enumerate(week.days) for span in spans}
    named = {day for day, _ in told}
    return len(named) >= 2 and bool(opened) and len(opened & told) >= _WHOLE * len(opened)


def _half(morning: bool) -> str:
    return "matin" if morning else "apresmidi"
