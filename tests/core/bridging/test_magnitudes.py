"""What is too small, or not enough to be taken, is excluded however it is written."""

from __future__ import annotations

import pytest

from bench.judging import CORPUS, read_rows
from entrelieux.core.bridging.conditions import Condition
from entrelieux.core.bridging.explaining import refusals_for
from entrelieux.core.bridging.matcher import Matcher
from entrelieux.core.bridging.model import Need, Offer
from entrelieux.core.bridging.reading.bounds import least_given, most_given, wanted
from entrelieux.core.bridging.reading.measures import Measure
from entrelieux.core.bridging.reading.mentions import Spotter
from entrelieux.core.bridging.reading.people import people_asked, people_in
from entrelieux.core.words import load_core
from tests.core.bridging.pairs import HERE, failed

OF_SIZE = {Condition.SIZE, Condition.CAPACITY, Condition.SEATS}
PAIRS = read_rows(CORPUS / "magnitudes.csv")


def fails_of_size(pair, spotter: Spotter) -> bool:
    offer = Offer("offer", pair["offer"], kind=pair["kind"], **HERE)
    return bool(OF_SIZE & failed(Need("need", pair["need"], **HERE), offer, spotter))


@pytest.mark.parametrize(
    ("half", "recall", "alarms"),
    [("written", 0.95, 0.02), ("held", 0.9, 0.04), ("after", 0.8, 0.04)],
)
def test_most_of_what_fails_is_excluded_and_hardly_anything_else(half, recall, alarms, spotter):
    some = [one for one in PAIRS if one["half"] == half]
    told = [(one["verdict"] == "fails", fails_of_size(one, spotter)) for one in some]
    fails, others = ([out for is_failing, out in told if is_failing == of] for of in (True, False))
    assert sum(fails) / len(fails) >= recall
    assert sum(others) / len(others) <= alarms


@pytest.mark.parametrize(
    ("kind", "offer", "need", "french", "english"),
    [
        (
            "service",
            "Broderie à partir de 30 pièces",
            "Douze polos brodés",
            "On ne le fait pas à moins de 30 pièces ; vous dites 12 pièces.",
            "Not for less than 30 pieces; you say 12 pieces.",
        ),
        (
            "room",
            "Salle, deux heures maximum",
            "Une salle pour trois jours",
            "Pas assez pour ce que vous demandez : 2 h, il faut 3 jours.",
            "Not enough for what you ask: 2 h, 3 days is needed.",
        ),
        (
            "machine",
            "Scie mobile, billes jusqu’à 70 cm de diamètre",
            "Scier un chêne de 90 de diamètre",
            "Pas assez pour ce que vous demandez : 700 mm de diamètre, il faut 900 mm de diamètre.",
            "Not enough for what you ask: 700 mm across, 900 mm across is needed.",
        ),
    ],
)
def test_the_refusal_says_how_much_is_given_and_how_much_is_asked(
    kind, offer, need, french, english
):
    matcher = Matcher([Offer("offer", offer, kind=kind, **HERE)], load_core())
    matcher.keeps_excluded = True
    found = matcher.suggest(Need("need", need, **HERE))
    for language, sentence in (("fr", french), ("en", english)):
        (told,) = refusals_for(found.ranked[0], found.need, matcher.answers, str, language)
        assert told.sentence.replace("\N{NO-BREAK SPACE}", " ").replace("\u202f", " ") == sentence


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("room", "Salle, ouverte de 9 à 18 h"),
        ("room", "Réserver 15 jours avant minimum"),
        ("service", "Livraison à partir de 18 h, devis sous 8 jours minimum"),
        ("service", "Cartes de visite, 24 h maximum"),
        ("training", "À partir de 6 ans, 120 € l’année"),
        ("vehicle", "À partir de 25 ans, permis depuis 3 ans minimum"),
        ("machine", "Buse de 0,4 mm de diamètre"),
        ("machine", "Riso deux couleurs, presse"),
        ("material", "Caution 300 €"),
    ],
)
def test_hours_ages_notice_and_deposits_bound_nothing(kind, text):
    assert (most_given(text, kind), least_given(text, kind)) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Mon fils de trois mois",
        "Je cherche depuis deux jours",
        "J’ai 3000 € de dettes",
        "Pas plus de vingt euros par personne",
        "Deux heures par semaine",
    ],
)
def test_what_a_need_tells_by_the_way_asks_for_nothing(text):
    assert wanted(text) == {}


def test_the_finest_and_the_largest_that_a_need_tells():
    assert wanted("Deux polos, douze tabliers") == {Measure.PIECES: 12}
    assert wanted("Mesurer à 2 µm") == {Measure.MICRONS: 2}


@pytest.mark.parametrize(
    "text", ["Salle 12, premier étage", "Salle de 2,5 m de haut", "Capacité 300 kg", "Room 4"]
)
def test_a_number_that_is_of_no_people_seats_nobody(text):
    assert people_in(text) is None


@pytest.mark.parametrize(
    "text",
    ["On part à sept, avec les sacs", "Percer une pièce de 12", "Une salle pour deux jours"],
)
def test_an_hour_or_a_length_brings_nobody(text):
    assert people_asked(text) is None
