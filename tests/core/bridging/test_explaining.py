"""A suggestion says why: its parts are its score, and what it names is what decides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.judging import READABLE
from entrelieux.core.bridging.conditions import Condition
from entrelieux.core.bridging.explaining import improvements, reasons_for, refusals_for
from entrelieux.core.bridging.explaining.reasons import GROUPS
from entrelieux.core.bridging.features import FEATURES
from entrelieux.core.bridging.matcher import Matcher
from entrelieux.core.bridging.model import Need, Offer
from entrelieux.core.interchange.bridges import read_needs, read_offers
from entrelieux.core.words import load_core

AMBERT = {"lat": 45.55, "lon": 3.75}


@pytest.fixture(scope="module", params=READABLE.values(), ids=READABLE.keys())
def corpus(request):
    problems: list[str] = []
    offers = read_offers((request.param / "offers.csv").read_text("utf-8"), problems)
    needs = read_needs((request.param / "needs.csv").read_text("utf-8"), problems)
    return Matcher(offers, load_core()), needs


def matcher_of(*offers: Offer) -> Matcher:
    return Matcher(offers, load_core())


def named(reference: str) -> str:
    concept = load_core().at(reference)
    return concept.fr if concept else reference


def laser(**fields) -> Offer:
    told = {"kind": "machine", "title": "Découpeuse laser", **AMBERT, **fields}
    return Offer("o", **told)


def need(title: str, description: str = "", **fields) -> Need:
    return Need("n", title, description, **{**AMBERT, **fields})


def excluded(asked: Need, offer: Offer) -> list[Condition]:
    suggestions = matcher_of(offer).suggest(asked)
    return [reason for one in suggestions.near_misses for reason in one.failed]


def test_every_feature_is_told_by_one_reason():
    told = [feature for features in GROUPS.values() for feature in features]
    assert sorted(told) == sorted(FEATURES)


def test_the_parts_of_every_suggestion_sum_to_its_score(corpus):
    matcher, needs = corpus
    for asked in needs:
        for one in matcher.suggest(asked).ranked:
            assert one.constant + sum(one.parts.values()) == pytest.approx(one.score, abs=1e-4)


def test_the_reasons_of_every_suggestion_sum_to_its_score_and_have_a_sentence(corpus):
    matcher, needs = corpus
    for asked in needs[::4]:
        suggestions = matcher.suggest(asked)
        for one in suggestions.ranked[:3]:
            reasons = reasons_for(one, suggestions.need, matcher.answers, named)
            total = one.constant + sum(reason.points for reason in reasons)
            assert total == pytest.approx(one.score, abs=1e-4)
            assert [reason for reason in reasons if not reason.sentence.strip()] == []


def test_what_is_suggested_fails_no_hard_condition(corpus):
    matcher, needs = corpus
    failed = [one for asked in needs for one in matcher.suggest(asked).ranked if one.failed]
    assert failed == []


def test_taking_away_the_named_thing_takes_away_its_points():
    asked = need("Découper du bois au laser")
    whole = matcher_of(laser()).suggest(asked).ranked[0]
    bare = matcher_of(laser(title="Une chose")).suggest(asked).ranked
    assert whole.parts["subject"] > 0
    assert [one for one in bare if one.parts.get("subject", 0) > 0] == []


@pytest.mark.parametrize(
    ("asked", "offer", "condition", "lifted"),
    [
        (
            need("Découper au laser une plaque de 1200 x 600 mm"),
            laser(width_mm=600, depth_mm=400),
            Condition.SIZE,
            {"width_mm": 1300, "depth_mm": 900},
        ),
        (
            need("Découper au laser", max_km=10),
            laser(lat=45.67),
            Condition.REACH,
            {"lat": 45.56},
        ),
        (
            need("Découper au laser", when="samedi"),
            laser(available="lundi"),
            Condition.TIME,
            {"available": "samedi"},
        ),
        (
            need("Découper au laser un contreplaqué de 12 mm"),
            laser(description="Contreplaqué jusqu’à 6 mm"),
            Condition.CAPACITY,
            {"description": "Contreplaqué jusqu’à 15 mm"},
        ),
        (
            need("Découper au laser", who="plasticienne, 17 ans"),
            laser(description="Majeurs seulement"),
            Condition.AGE,
            {"description": "Dès 15 ans"},
        ),
        (
            need("Scier de l’acier à la scie à ruban"),
            laser(title="Scie à ruban", description="Bois massif, contreplaqué."),
            Condition.MATERIAL,
            {"description": "Bois massif, acier."},
        ),
        (
            need("Découper au laser", terms="free"),
            laser(terms="paid"),
            Condition.TERMS,
            {"terms": "free"},
        ),
        (
            need("Découper au laser", "Sans passer de formation."),
            laser(description="Une formation d’abord."),
            Condition.LIMIT,
            {"description": "Quelqu’un vous montre."},
        ),
        (
            need("Découper au laser", "Je suis en fauteuil roulant."),
            laser(description="Deuxième étage par l’escalier."),
            Condition.LIMIT,
            {"description": "De plain-pied."},
        ),
        (
            need("Une remorque pour un four de 700 kg"),
            laser(title="Remorque", kind="vehicle", description="Charge utile 400 kg."),
            Condition.CAPACITY,
            {"description": "Charge utile 1,3 tonne."},
        ),
        (
            need("Découper au laser", "Sans adhésion."),
            laser(description="Adhésion annuelle."),
            Condition.LIMIT,
            {"description": "Sans adhésion, à l’heure."},
        ),
        (
            need("Découper au laser", "Je n’ai pas de badge."),
            laser(description="Badge obligatoire."),
            Condition.LACKED,
            {"description": "Porte ouverte."},
        ),
    ],
)
def test_a_refusal_names_what_excludes_and_lifting_it_lets_the_offer_in(
    asked, offer, condition, lifted
):
    assert excluded(asked, offer) == [condition]
    matcher = matcher_of(offer)
    suggestions = matcher.suggest(asked)
    told = refusals_for(suggestions.near_misses[0], suggestions.need, matcher.answers, named)
    assert [reason.code for reason in told] == [condition.value]
    lifting = matcher_of(replace(offer, **lifted)).suggest(asked)
    assert [one.offer.offer.id for one in lifting.ranked] == ["o"]


@pytest.mark.parametrize(
    ("asked", "offer", "sentence"),
    [
        (
            need("Découper au laser", max_km=10, commune_code="63003"),
            laser(lat=45.67),
            "À 5\u00a0min de plus\u00a0: «\u00a0Découpeuse laser\u00a0».",
        ),
        (
            need("Découper au laser une plaque de 1200 x 600 mm"),
            laser(width_mm=600, depth_mm=400),
            "Pour une pièce de 600 × 400\u00a0mm au plus\u00a0: «\u00a0Découpeuse laser\u00a0».",
        ),
    ],
)
def test_what_would_make_it_better_is_said_from_the_side_of_who_asks(asked, offer, sentence):
    (told,) = improvements(matcher_of(offer).suggest(asked))
    assert told.sentence == sentence


def test_no_good_match_is_an_answer():
    suggestions = matcher_of(laser()).suggest(need("Apprendre le violoncelle"))
    assert suggestions.shown == ()
