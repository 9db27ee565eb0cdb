"""What is too small, or not enough to be taken, is excluded however it is written."""

from __future__ import annotations

import pytest

from bench.judging import CORPUS, read_rows
from entrelieux.core.bridging.conditions import Condition
from entrelieux.core.bridging.explaining import refusals_for
from entrelieux.core.bridging.matcher import Matcher
from entrelieux.core.bridging.model import Need, Offer
from entrelieux.core.bridging.reading.mentions import Spotter
from entrelieux.core.words import load_core

HERE = {"lat": 45.55, "lon": 3.75}
OF_SIZE = {Condition.SIZE, Condition.CAPACITY, Condition.SEATS}
PAIRS = read_rows(CORPUS / "magnitudes.csv")


@pytest.fixture(scope="module")
def spotter() -> Spotter:
    return Spotter(load_core())


def failed(pair, spotter: Spotter) -> set[Condition]:
    offer = Offer("offer", pair["offer"], kind=pair["kind"], **HERE)
    matcher = Matcher([offer], load_core(), spotter=spotter)
    matcher.keeps_excluded = True
    (found,) = matcher.suggest(Need("need", pair["need"], **HERE)).ranked
    return OF_SIZE & set(found.failed)


@pytest.mark.parametrize(
    ("half", "recall", "alarms"), [("written", 0.95, 0.02), ("held", 0.5, 0.05)]
)
def test_most_of_what_fails_is_excluded_and_hardly_anything_else(half, recall, alarms, spotter):
    some = [one for one in PAIRS if one["half"] == half]
    told = [(one["verdict"] == "fails", bool(failed(one, spotter))) for one in some]
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
