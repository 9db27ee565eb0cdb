"""True facts of places, to be dressed: those of the demonstration's open lists, completed.

What a list does not say (telephone, e-mail, description, persons) is invented: numbers kept for
fiction (Arcep), domains kept for examples (RFC 2606). No person here exists.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from entrelieux.core.geo.communes import Commune
from entrelieux.core.geo.distance import distance_km
from entrelieux.core.geo.france import load_france
from entrelieux.core.interchange import registry
from entrelieux.core.interchange.records import PlaceField as F
from entrelieux.core.text.folding import fold
from tests.core.interchange.guess.dressing import people
from tests.core.interchange.guess.dressing.names import dice_of

DEMO = Path(__file__).resolve().parents[5] / "src/entrelieux/demo/data"
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_STREET = re.compile(r"(?P<number>\d{1,4}(?: ?(?:bis|ter|[A-C]))?),? (?P<street>[^\d,]{4,})")
LABELS = (
    "Fablab", "Espace de coworking", "Médiathèque", "Bibliothèque / Ludothèque", "Atelier partagé",
    "Espace Public Numérique", "France services", "Café associatif", "Ressourcerie", "Mairie",
    "Centre social", "Friche culturelle", "Tiers-lieu nourricier", "Maison de quartier", "MJC",
)  # fmt: skip
_SENTENCES = (
    "Un lieu ouvert à toutes et à tous, avec des machines et des conseils.",
    "On y travaille, on y répare, on y apprend ensemble autour d’un café.",
    "Accompagnement aux démarches en ligne, initiation à l’ordinateur, ateliers du samedi.",
    "Bureaux partagés au cœur du bourg, salle de réunion et imprimantes.",
    "Atelier bois, découpe laser, couture : venez avec vos projets, repartez avec un objet.",
    "Permanences d’associations, jardin partagé et programmation culturelle toute l’année.",
)
# Weeks as (opening, closing) minutes of a day.
_MORNING, _AFTERNOON = ((8, 30), (9, 0), (9, 30), (10, 0)), ((13, 30), (14, 0), (14, 30))
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Fact:
    """One place. `raw` is what a faulty row writes instead, by role; `city` is as given."""

    key: int
    name: str
    number: str
    street: str
    postcode: str
    city: str
    insee: str
    department: str
    lat: float
    lon: float
    website: str
    phone: str  # E.164
    email: str
    types: tuple[str, ...]
    week: Mapping[str, Spans]
    description: str
    updated_on: date
    person: people.Person
    score: float = 0.9
    is_placed: bool = True
    raw: Mapping[str, str] = field(default_factory=dict)

    @property
    def street_address(self) -> str:
        return f"{self.number} {self.street}".strip()


@cache
def demo_facts() -> tuple[Fact, ...]:
    """Those whose address, commune and point agree, each name once."""
    gazetteer, found = load_france(), {}
    for path in sorted(DEMO.iterdir()):
        for record in registry.read(path, gazetteer=gazetteer, name=path.name).records:
            values, told = record.values, record.values.get(F.INSEE, "")
            commune = gazetteer.by_code(told) if told else None
            match = _STREET.fullmatch(values.get(F.STREET_ADDRESS, ""))
            name = values.get(F.NAME, "")
            if record.problems or commune is None or match is None or not 3 < len(name) < 80:
                continue
            postcode, city = values.get(F.POSTCODE), values.get(F.CITY)
            if city != commune.name or postcode not in commune.postcodes:
                continue
            found.setdefault(fold(name), _fact(len(found), name, match, values, commune))
    return tuple(found.values())


def _fact(
    key: int, name: str, match: re.Match[str], values: Mapping[F, Any], commune: Commune
) -> Fact:
    dice = dice_of("fact", key)
    point = values[F.POSITION]
    is_near = distance_km(point["lat"], point["lon"], commune.lat, commune.lon) < 15
    lat, lon = (point["lat"], point["lon"]) if is_near else (commune.lat, commune.lon)
    word = "-".join(fold(name).split()[:3])
    types = tuple(dict.fromkeys((*values.get(F.TYPES, ())[:1], *dice.sample(LABELS, 2))))
    return Fact(
        key=key,
        name=name,
        number=match["number"],
        street=match["street"].strip(),
        postcode=values[F.POSTCODE],
        city=commune.name,
        insee=commune.code,
        department=commune.department,
        lat=round(lat + dice.uniform(0.001, 0.004), 6),
        lon=round(lon + dice.uniform(0.001, 0.004), 6),
        website=values.get(F.WEBSITE) or f"https://www.{word}.example",
        phone=fictitious_phone(dice, commune.department),
        email=f"{dice.choice(('contact', 'accueil', 'bonjour', 'info'))}@{word}.example",
        types=tuple(one for one in types if not set(one) & set(",;"))[: dice.choice((1, 1, 2, 3))],
        week=_week(dice),
        description=" ".join(dice.sample(_SENTENCES, dice.choice((1, 2, 3)))),
        updated_on=date(2019, 1, 1) + timedelta(days=dice.randrange(2000)),
        person=people.person(dice),
        score=round(dice.uniform(0.62, 0.99), 3),
    )  # fmt: skip


def moved(fact: Fact, commune: Commune, dice: random.Random) -> Fact:
    """The same place in another commune, at most two kilometres from its centre."""
    return replace(
        fact,
        postcode=dice.choice(commune.postcodes),
        city=commune.name,
        insee=commune.code,
        department=commune.department,
        lat=round(commune.lat + dice.uniform(-0.015, 0.015) or 0.01, 6),
        lon=round(commune.lon + dice.uniform(-0.015, 0.015) or 0.01, 6),
        phone=fictitious_phone(dice, commune.department),
    )


OVERSEAS = {"971": "+59059000", "972": "+59659600", "973": "+59459400", "974": "+26226200"}


def fictitious_phone(dice: random.Random, department: str) -> str:
    """Of the ranges that Arcep keeps for works of fiction."""
    if department in OVERSEAS:
        prefix = OVERSEAS[department]
        return prefix + str(dice.randrange(10 ** (13 - len(prefix)))).zfill(13 - len(prefix))
    prefix = dice.choice(("+3319900", "+3326191", "+3335301", "+3346571", "+3353649", "+3363998"))
    return prefix + f"{dice.randrange(10_000):04d}"


def _week(dice: random.Random) -> dict[str, Spans]:
    """Two to six days of one or two spans; most days alike, as they are."""
    usual = _day(dice)
    other = _day(dice)
    days = [day for day in DAYS[:5] if dice.random() < 0.85] or ["mardi", "jeudi"]
    if dice.random() < 0.3:
        days.append("samedi")
    return {day: other if day == "samedi" or dice.random() < 0.2 else usual for day in days}


def _day(dice: random.Random) -> Spans:
    hour, minute = dice.choice(_MORNING)
    opening = hour * 60 + minute
    hour, minute = dice.choice(_AFTERNOON)
    again = hour * 60 + minute
    noon, evening = dice.choice((720, 750)), dice.choice((1020, 1050, 1080, 1140))
    whole = ((opening, noon), (again, evening))
    return dice.choice((whole, whole, whole[:1], whole[1:]))
