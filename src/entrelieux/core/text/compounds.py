"""Words written in two or in one: « fab lab », « fablab »."""

from __future__ import annotations

# Two or three folded words, and the one word they are.
JOINED = {
    "fab lab": "fablab",
    "fab labs": "fablab",
    "co working": "coworking",
    "co worker": "coworker",
    "co workers": "coworker",
    "tiers lieu": "tierslieu",
    "tiers lieux": "tierslieu",
    "tier lieu": "tierslieu",
    "tier lieux": "tierslieu",
    "third place": "thirdplace",
    "third places": "thirdplace",
    "maker space": "makerspace",
    "makers space": "makerspace",
    "hacker space": "hackerspace",
    "living lab": "livinglab",
    "open lab": "openlab",
    "food lab": "foodlab",
    "repair cafe": "repaircafe",
    "cyber base": "cyberbase",
    "cyber centre": "cybercentre",
    "cyber espace": "cyberespace",
    "tele travail": "teletravail",
    "tele centre": "telecentre",
    "wi fi": "wifi",
    "micro folie": "microfolie",
    "auto entrepreneur": "autoentrepreneur",
    "espace public numerique": "epn",
    "e mail": "email",
    "multi media": "multimedia",
    "socio culturel": "socioculturel",
    "re emploi": "reemploi",
}
