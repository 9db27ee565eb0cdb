"""Columns that feed nothing, or that may feed something without being needed."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

from entrelieux.core.geo.france import load_france
from tests.core.interchange.guess.dressing.facts import Fact

DEPARTMENTS = {
    "03": "Allier",
    "15": "Cantal",
    "43": "Haute-Loire",
    "63": "Puy-de-Dôme",
    "29": "Finistère",
    "59": "Nord",
    "06": "Alpes-Maritimes",
    "01": "Ain",
    "2A": "Corse-du-Sud",
    "971": "Guadeloupe",
    "974": "La Réunion",
    "33": "Gironde",
    "67": "Bas-Rhin",
}
_REGIONS = {
    "29": "Bretagne",
    "59": "Hauts-de-France",
    "06": "Provence-Alpes-Côte d’Azur",
    "2A": "Corse",
    "971": "Guadeloupe",
    "974": "La Réunion",
    "33": "Nouvelle-Aquitaine",
    "67": "Grand Est",
}


def _one_of(*values: Any) -> Callable[[Fact, random.Random], Any]:
    return lambda _f, d: d.choice(values)


def _epci(fact: Fact, _dice: random.Random) -> str:
    gazetteer = load_france()
    commune = gazetteer.by_code(fact.insee)
    return gazetteer.epci_name(commune.epci) if commune else ""


def _word(fact: Fact) -> str:
    return fact.email.split("@")[1].removesuffix(".example")


NOISE: Mapping[str, Callable[[Fact, random.Random], Any]] = {
    "siret": lambda f, _d: f"{(f.key + 7) * 73910021 % 10**9:09d}{f.key % 90 + 10:05d}",
    "department": lambda f, _d: DEPARTMENTS.get(f.department, f.department),
    "department_code": lambda f, _d: f.department,
    "region": lambda f, _d: _REGIONS.get(f.department, "Auvergne-Rhône-Alpes"),
    "epci": _epci,
    "country": _one_of("France"),
    "holder": lambda f, d: d.choice(
        (
            f"Commune de {f.city}",
            "Association Les Possibles",
            "Familles rurales",
            "Coopérative du Haut",
            f"Mairie de {f.city}",
        )
    ),
    "acronym": lambda f, _d: "".join(
        word[0] for word in f.name.split() if word[0].isalpha()
    ).upper()[:6],
    "creation": lambda f, d: f"{d.randrange(2005, 2020)}-{d.randrange(1, 13):02d}-01",
    "timestamp": lambda f, d: (
        f"{d.randrange(1, 29):02d}/{d.randrange(1, 13):02d}/2021 {d.randrange(8, 20)}:12:44"
    ),
    "photo": lambda f, _d: f"https://photos.example/uploads/{_word(f)}.jpg",
    "facebook": lambda f, d: d.choice((f"https://www.facebook.com/{_word(f)}", "", "")),
    "record_page": lambda f, _d: f"https://annuaire.example/fiches/{f.key:04d}",
    "consent": _one_of("oui", "oui", "Oui", "true"),
    "yes_no": _one_of("oui", "non", "non", ""),
    "count": lambda f, d: d.choice(("", d.randrange(2, 900))),
    "comment": _one_of(
        "", "", "à rappeler en mars", "fiche vérifiée avec la mairie", "doublon possible ?"
    ),
    "status": _one_of("publié", "publié", "en cours", "validé"),
    "services": lambda f, d: ", ".join(
        d.sample(
            ("Imprimante 3D", "Découpe laser", "Aide aux démarches", "Salle de réunion", "WiFi"), 2
        )
    ),
    "audience": _one_of("Tout public", "Jeunes (16-26 ans)", "Seniors", "Adhérents"),
    "price": _one_of("Gratuit", "Adhésion annuelle 15 €", "Payant", "Gratuit sous conditions"),
    "transport": _one_of("", "", "Bus 7, arrêt Mairie", "Gare SNCF à 500 m"),
    "geocoder_label": lambda f, _d: f"{f.street_address} {f.postcode} {f.city}",
    "geocoder_city": lambda f, _d: f.city,
    "geocoder_postcode": lambda f, _d: f.postcode,
    "geocoder_score": lambda f, _d: f.score,
    "row_number": lambda f, d: d.randrange(1, 60),
    "colour": _one_of("#1a5fb4", "#33d17a", "DarkRed"),
    "language": _one_of("fr", "fr", "fr,en"),
    "fax": lambda f, d: d.choice(("", f"04 65 71 {d.randrange(100):02d} {d.randrange(100):02d}")),
}
# What a column of noise may feed without harm.
ALLOWED = {
    "timestamp": {"updated_at"},
    "services": {"types"},
    "status": {"types"},
    "facebook": {"website"},
    "geocoder_label": {"street_address", "postcode", "city"},
    "geocoder_city": {"city"},
    "geocoder_postcode": {"postcode"},
    "comment": {"description"},
    "row_number": {"public_id"},
}
