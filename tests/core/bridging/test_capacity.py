"""Figures in letters or not, sheets, heights, mains and loads: what is too small is not shown."""

from __future__ import annotations

import pytest

from entrelieux.core.bridging.conditions import Condition
from entrelieux.core.bridging.matcher import Matcher
from entrelieux.core.bridging.model import Need, Offer
from entrelieux.core.bridging.reading.numbers import in_digits
from entrelieux.core.words import load_core

HERE = {"lat": 45.55, "lon": 3.75}


def failed(kind: str, offer: str, need: str) -> tuple[Condition, ...]:
    matcher = Matcher([Offer("offer", offer, kind=kind, **HERE)], load_core())
    matcher.keeps_excluded = True
    return matcher.suggest(Need("need", need, **HERE)).ranked[0].failed


@pytest.mark.parametrize(
    ("kind", "offer", "small", "large"),
    [
        ("room", "Salle, quatre-vingts places", "Asseoir soixante invités", "Cent dix convives"),
        ("vehicle", "Minibus, neuf places", "Nous sommes huit", "Nous sommes onze"),
        ("machine", "Copieur A3 couleur", "Affiches A4", "Affiches en A2"),
        ("machine", "Plieuse à tôle 1 m", "Une tôle de 80 cm", "Une tôle de deux mètres"),
        ("room", "Gymnase, plafond à 5 m", "Quatre mètres de haut", "Sept mètres de haut"),
        ("room", "Atelier, 230 V", "Une prise 230 V", "Un moteur triphasé"),
        ("machine", "Palan 500 kg", "Lever 300 kg", "Lever deux tonnes"),
        ("room", "Terres, 2 ha", "Un hectare", "Cinq hectares"),
    ],
)  # fmt: skip
def test_what_is_too_small_is_excluded_and_what_is_large_enough_is_not(kind, offer, small, large):
    assert failed(kind, offer, small) == ()
    assert len(failed(kind, offer, large)) == 1


@pytest.mark.parametrize(
    ("kind", "offer", "need"),
    [
        ("event", "Échecs entre midi et deux, lycéens bienvenus", "Occuper trente internes"),
        ("machine", "Traceur : rouleaux, jusqu’au A0", "Trois bâches de deux mètres"),
        ("training", "Français, niveau A2", "Une affiche A2"),
        ("machine", "Presse à pommes, 100 kg par heure", "Presser deux cents kilos"),
        ("machine", "Copieur A3", "Une salle à 300 m de chez moi"),
    ],
)
def test_a_figure_that_bounds_nothing_excludes_nothing(kind, offer, need):
    assert failed(kind, offer, need) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("cent soixante assiettes", "160 assiettes"),
        ("quatre-vingt-dix-sept", "97"),
        ("dix-sept chaises, dix-neuf", "17 chaises, 19"),
        ("deux mille trois cents", "2300"),
        ("une demi-douzaine d'oeufs", "6 d'oeufs"),
        ("two hundred and fifty", "250"),
        ("vingt et un", "21"),
        ("deux trois jours", "2 3 jours"),
    ],
)
def test_numbers_in_letters_are_figures(text, told):
    assert in_digits(text) == told
