"""An offer that is held to a kind keeps out who names another one, and nobody else."""

from __future__ import annotations

import pytest

from entrelieux.core.bridging.conditions import Condition
from entrelieux.core.bridging.explaining.refusals import refusals_for
from entrelieux.core.bridging.matcher import Matcher
from entrelieux.core.bridging.model import Need, Offer
from entrelieux.core.bridging.reading.mentions import Spotter
from entrelieux.core.bridging.reading.restrictions import restricted
from entrelieux.core.bridging.reading.words import words_of
from entrelieux.core.words import load_core
from tests.core.bridging.pairs import HERE, failed


def is_kept_out(asked: str, told: str, spotter: Spotter, *, kind: str = "skill") -> bool:
    offer = Offer("o", kind=kind, title="Atelier du Pont", description=told, **HERE)
    title, _, description = asked.partition(" / ")
    return Condition.ONLY in failed(Need("n", title, description, **HERE), offer, spotter)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Carder des toisons en suint", "Laine lavée seulement."),
        ("Extraire mes cadres Warré", "Cadres Dadant seulement."),
        ("Photo sur des bols noirs", "Mugs blancs uniquement."),
        ("Rebraser un cadre / Le tube est en acier.", "Cadres fendus, en carbone uniquement."),
        ("Repeindre mon aile / Laque à deux composants.", "Peinture à l’eau exclusivement."),
        ("Réparer mon vélo électrique", "Vélos sans moteur uniquement."),
        ("Park a van", "Cars only."),
        ("Tisser du lin", "On n’y tisse que la laine."),
        ("Faire décatir un tissu de laine", "Que du coton."),
        ("Faire moudre du blé", "Réservé aux châtaignes."),
        ("Graver une plaque en verre", "Réservé au bois."),
        ("Un cours de piano", "Flûte seulement."),
        ("Souder de l’aluminium", "Acier uniquement."),
        ("Restaurer une chaise cannée", "Chaises paillées uniquement."),
        ("Mend a wool coat", "Nothing but denim."),
    ],
)
def test_who_names_another_kind_is_kept_out(asked, told, spotter):
    assert is_kept_out(asked, told, spotter)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Carder une toison lavée", "Laine lavée seulement."),
        ("Carder de la laine", "Laine lavée seulement."),
        ("Moudre de la farine", "On n’y moud que le blé."),
        ("Réparer mon VTT", "Vélos uniquement."),
        ("Réparer un vélo", "Vélos sans moteur uniquement."),
        ("Graver du chêne", "Bois uniquement."),
        ("Tourner du métal", "Pas seulement le bois."),
        ("Une salle pour danser", "Uniquement le samedi."),
        ("Cuire de la porcelaine", "Chauffage au bois uniquement."),
        ("Réparer un vélo", "On y vient en voiture uniquement."),
        ("Graver une plaque de verre", "Uniquement sur rendez-vous."),
        ("Peindre une porte en bois", "Peinture à l’eau exclusivement."),
        ("Accorder un clavecin", "Clavecins et orgues. Pianos uniquement le lundi."),
        ("Une guitare", "Bois massif. Guitares et violons seulement."),
    ],
)
def test_nobody_else_is_kept_out(asked, told, spotter):
    assert not is_kept_out(asked, told, spotter)


def test_a_project_is_held_to_what_it_seeks_and_not_to_what_it_offers(spotter):
    told = "Des bénévoles du bois uniquement."
    assert not is_kept_out("Graver du verre", told, spotter, kind="project-looking-for-people")


@pytest.mark.parametrize(
    ("told", "held"),
    [
        ("Acier de 1 à 8 mm, uniquement acier.", ["acier"]),
        ("White mugs and pale polyester only; ten at a time.", ["white mugs and pale polyester"]),
        ("Rien que du tilleul", ["du tilleul"]),
        ("On ne prend que le papier", ["le papier"]),
        ("Réservé aux violons", ["violons"]),
        ("Pas seulement le bois, pas que du bois", []),
        ("Seulement si le temps le permet", []),
        ("Not only wood", []),
    ],
)
def test_what_an_offer_is_held_to(told, held):
    words = words_of(told)
    assert [" ".join(words[one].raw for one in run) for run in restricted(words)] == held


def test_what_an_offer_is_held_to_is_told(spotter):
    offer = Offer(
        "o", kind="machine", title="Découpeuse laser", description="Bois uniquement.", **HERE
    )
    matcher = Matcher([offer], load_core(), spotter=spotter)
    suggestions = matcher.suggest(Need("n", "Découpeuse laser pour une plaque de liège", **HERE))
    (told,) = refusals_for(
        suggestions.near_misses[0], suggestions.need, matcher.answers, lambda name, **_: name
    )
    assert told.sentence == "On n’y prend que\u00a0: «\u00a0Bois\u00a0»."
