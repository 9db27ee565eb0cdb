"""What is shut when it is wanted, or is for others, is excluded however it is written."""

from __future__ import annotations

import pytest

from bench.judging import CORPUS, read_rows
from entrelieux.core.bridging.conditions import Condition
from entrelieux.core.bridging.explaining import refusals_for
from entrelieux.core.bridging.matcher import Matcher
from entrelieux.core.bridging.model import Need, Offer
from entrelieux.core.bridging.reading.mentions import Spotter
from entrelieux.core.words import load_core
from tests.core.bridging.pairs import HERE, failed

COMMUNES = {"here": "63003", "elsewhere": "63010"}
JUDGED = {
    "time": {Condition.TIME},
    "age": {Condition.AGE, Condition.PUBLIC},
    "public": {Condition.AGE, Condition.PUBLIC},
}
PAIRS = read_rows(CORPUS / "when_and_whom.csv")


def is_excluded(pair, spotter: Spotter) -> bool:
    offer = Offer(
        "offer", "Offre", pair["offer"], kind="room", available=pair["available"],
        commune_code="63003", **HERE,
    )  # fmt: skip
    need = Need(
        "need", pair["need"], who=pair["who"], when=pair["when"],
        commune_code=COMMUNES[pair["where"]], **HERE,
    )  # fmt: skip
    return bool(JUDGED[pair["notion"]] & failed(need, offer, spotter))


@pytest.mark.parametrize(
    ("half", "notion", "recall", "alarms"),
    [
        ("written", "time", 0.92, 0.01),
        ("written", "age", 0.97, 0.01),
        ("written", "public", 0.97, 0.01),
        ("held", "time", 0.9, 0.04),
        ("held", "age", 0.65, 0.01),
        ("held", "public", 0.8, 0.01),
    ],
)
def test_most_of_what_fails_is_excluded_and_hardly_anything_else(
    half, notion, recall, alarms, spotter
):
    some = [one for one in PAIRS if (one["half"], one["notion"]) == (half, notion)]
    told = [(one["verdict"] == "fails", is_excluded(one, spotter)) for one in some]
    fails, others = ([out for is_failing, out in told if is_failing == of] for of in (True, False))
    assert sum(fails) / len(fails) >= recall
    assert sum(others) / len(others) <= alarms


def test_the_refusal_says_when_it_is_shut(spotter):
    offer = Offer("offer", "Salle", "Fermée en août.", available="tous les jours", **HERE)
    matcher = Matcher([offer], load_core(), spotter=spotter)
    matcher.keeps_excluded = True
    found = matcher.suggest(Need("need", "Une salle", when="août", **HERE))
    (told,) = refusals_for(found.ranked[0], found.need, matcher.answers, str, "fr")
    given = told.sentence.replace("\N{NO-BREAK SPACE}", " ").replace("\u202f", " ")
    assert given == "Le moment ne convient pas : tous les jours ; Fermée en août."
