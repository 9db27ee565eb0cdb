"""What an offer cannot be, whatever its subject."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from entrelieux.core.bridging.reading.limits import (
    Limit,
    limit_sentence,
    limits_of,
    ruled_out,
    sides,
)
from entrelieux.core.bridging.reading.patterns import is_any, sentences

# By limit, what offers and needs say of it, or nearly say. What is held back was written once the
# patterns were: it tells what they are worth on words that they were not made for.
SENTENCES = {
    Limit(name): said
    for file in sorted((Path(__file__).parent / "limits").glob("*.toml"))
    for name, said in tomllib.loads(file.read_text("utf-8")).items()
}


@pytest.mark.parametrize(
    ("offer", "need", "limit"),
    [
        ("Au premier étage, par l’escalier.", "Deux amis en fauteuil roulant", Limit.STAIRS),
        ("Pour repas entre nous, pas de vente.", "Vendre mes confitures", Limit.NOT_FOR_SALE),
        ("Not licensed for sale", "Selling my curries", Limit.NOT_FOR_SALE),
        ("Réservé aux adhérents formés.", "Je n’ai jamais fait, je débute", Limit.QUALIFIED),
        ("Habilitation exigée.", "Sans passer d’habilitation", Limit.TRAINING_FIRST),
        ("Safety training comes first.", "No training, please", Limit.TRAINING_FIRST),
        ("Au-dessus de zéro.", "Congeler un chevreuil", Limit.ABOVE_ZERO),
        ("On répare le sien.", "Je n’ai pas le temps de le réparer", Limit.SELF_SERVICE),
        ("Voisins à ménager.", "Jouer fort, avec batterie", Limit.QUIET),
        ("Ni nourriture ni boisson.", "Un banquet de cent couverts", Limit.NO_FOOD),
        ("Pas d’alcool.", "Un vin d’honneur", Limit.NO_ALCOHOL),
        ("No dogs.", "A walk with my dog", Limit.NO_ANIMALS),
        ("Cent personnes debout.", "Un public assis", Limit.STANDING),
        ("Sans chauffage.", "Chanter au chaud", Limit.UNHEATED),
        ("Romans, dossiers. En français.", "My English manuscript", Limit.IN_FRENCH),
        ("Permis B et caution.", "Je n’ai plus le permis", Limit.LICENCE),
        ("Adhésion annuelle, badge.", "Sans adhésion", Limit.MEMBERSHIP),
        ("Engagement d’un an.", "No membership, please", Limit.MEMBERSHIP),
        ("Sur rendez-vous.", "Sans prendre rendez-vous", Limit.APPOINTMENT),
        ("Comptez deux semaines.", "Pour demain soir", Limit.DELAY),
        ("Buses laiton, non alimentaire.", "Des emporte-pièces à biscuits", Limit.NOT_FOR_FOOD),
        ("Zone blanche.", "Il me faut la fibre", Limit.NO_NETWORK),
        ("Musique forte le soir.", "Travailler au calme", Limit.NOISY),
        ("En visio seulement.", "Pas en visio", Limit.FROM_AFAR),
        ("Je ne suis pas assermentée.", "Traduction certifiée d’un permis", Limit.NOT_SWORN),
        ("No certified documents.", "It needs a court stamp", Limit.NOT_SWORN),
    ],
)
def test_a_limit_of_an_offer_rules_it_out_for_the_need_that_cannot_take_it(offer, need, limit):
    assert limit in limits_of(offer) & ruled_out(need, must_come=False)


@pytest.mark.parametrize(
    ("offer", "need"),
    [
        ("De plain-pied, ascenseur.", "Deux amis en fauteuil roulant"),
        ("Cuisine agréée, vente possible.", "Vendre mes confitures"),
        ("Vente du vendredi.", "Un vendredi"),
        ("Formation d’abord.", "Je voudrais une formation"),
        ("Conversation en français.", "Practise my French, I am English"),
        ("Salon de thé sans alcool.", "Voir du monde sans une goutte d’alcool"),
        ("Aucune initiation exigée.", "Sans passer d’habilitation"),
        ("Sans adhésion ni abonnement.", "No membership"),
        ("Sans rendez-vous.", "Sans rendez-vous"),
        ("Au calme.", "Au calme, sans bruit"),
    ],
)
def test_what_both_can_take_rules_nothing_out(offer, need):
    assert limits_of(offer) & ruled_out(need, must_come=False) == frozenset()


def test_who_does_not_travel_is_ruled_out_when_one_must_come():
    offer = limits_of("On ne se déplace pas.")
    assert offer & ruled_out("Chez moi", must_come=True) == {Limit.STAYS}
    assert offer & ruled_out("Chez vous", must_come=False) == frozenset()


def read(side: str, text: str) -> frozenset[Limit]:
    return limits_of(text) if side == "offered" else ruled_out(text, must_come=False)


def told(part: str) -> Iterator[tuple[Limit, str]]:
    return ((limit, text) for limit, said in SENTENCES.items() for text in said[part])


@pytest.mark.parametrize(
    ("part", "least"),
    [("offered", 0.95), ("asked", 0.95), ("offered_held", 0.7), ("asked_held", 0.7)],
)
def test_a_limit_is_told_in_many_ways(part, least):
    side = part.removesuffix("_held")
    found = [limit in read(side, text) for limit, text in told(part)]
    assert sum(found) / len(found) >= least


@pytest.mark.parametrize("side", ["offered", "asked"])
def test_what_nearly_tells_a_limit_does_not_tell_it(side):
    wrong = {text for limit, text in told(f"not_{side}") if limit in read(side, text)}
    assert wrong == set()


def test_each_limit_has_its_sentences_and_its_reason():
    assert set(SENTENCES) == set(Limit)
    for limit in Limit:
        french = limit_sentence(limit, in_english=False)
        assert french.endswith(".")
        assert limit_sentence(limit, in_english=True) not in {"", french}


def test_a_clue_hides_no_pattern():
    texts = {text for said in SENTENCES.values() for some in said.values() for text in some}
    folded = [sentences(text) for text in texts]
    patterns = [
        pattern
        for side in ("offered", "asked")
        for one in sides(side).values()
        for part in one
        for pattern in part
    ]
    assert all(
        is_any([pattern], plain) == bool(re.search(pattern.said, plain))
        for pattern in patterns
        for plain in folded
    )
