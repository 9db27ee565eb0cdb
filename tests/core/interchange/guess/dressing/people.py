"""Persons who do not exist, for the columns that feed nothing: common first names and surnames."""

from __future__ import annotations

import random
from dataclasses import dataclass

from entrelieux.core.text.folding import fold

FIRST = (
    "Jeanne",
    "Marie",
    "Camille",
    "Léa",
    "Nathalie",
    "Sylvie",
    "Isabelle",
    "Sophie",
    "Aurélie",
    "Fatima",
    "Jean",
    "Pierre",
    "Michel",
    "Thomas",
    "Nicolas",
    "Julien",
    "Mehdi",
    "Philippe",
    "Jean-Luc",
    "Antoine",
    "Anne-Sophie",
    "Émilie",
    "Chloé",
    "Karim",
    "Laurent",
    "Stéphane",
    "Françoise",
    "Élodie",
    "Maxime",
)
LAST = (
    "Martin",
    "Bernard",
    "Petit",
    "Robert",
    "Richard",
    "Durand",
    "Dubois",
    "Moreau",
    "Laurent",
    "Garcia",
    "Roux",
    "Fontaine",
    "Chevalier",
    "Benali",
    "Da Silva",
    "Lefèvre",
    "Mercier",
    "Blanc",
    "Guérin",
    "Faure",
    "Rousseau",
    "Vidal",
    "Le Gall",
    "Nguyen",
    "Perrin",
    "Masson",
    "Chabrol",
    "Tixier",
)
_HOSTS = ("gmail.com", "orange.fr", "wanadoo.fr", "laposte.net", "mairie-exemple.example")


@dataclass(frozen=True)
class Person:
    first: str
    last: str
    host: str

    @property
    def email(self) -> str:
        return f"{fold(self.first)}.{fold(self.last)}@{self.host}".replace(" ", "")


def person(dice: random.Random) -> Person:
    return Person(dice.choice(FIRST), dice.choice(LAST), dice.choice(_HOSTS))


WRITTEN = {
    "first last": lambda p: f"{p.first} {p.last}",
    "LAST First": lambda p: f"{p.last.upper()} {p.first}",
    "First LAST": lambda p: f"{p.first} {p.last.upper()}",
    "Mme Last": lambda p: f"{'Mme' if len(p.first) % 2 else 'M.'} {p.last}",
    "F. Last": lambda p: f"{p.first[0]}. {p.last}",
}
