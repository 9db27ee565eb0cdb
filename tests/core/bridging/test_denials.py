"""What an offer says outright that it does not do keeps out who asks for just that."""

from __future__ import annotations

import pytest

from entrelieux.core.bridging.conditions import Condition
from entrelieux.core.bridging.explaining.refusals import refusals_for
from entrelieux.core.bridging.matcher import Matcher
from entrelieux.core.bridging.model import Need, Offer
from entrelieux.core.words import load_core
from tests.core.bridging.pairs import HERE, failed


@pytest.fixture
def excluded(spotter):
    """The conditions that an offer which tells something fails."""

    def told_of(asked: str, told: str, *, kind: str = "skill", title: str = "Atelier du Pont"):
        offer = Offer("o", kind=kind, title=title, description=told, **HERE)
        asked, _, more = asked.partition(" / ")
        return failed(Need("n", asked, more, **HERE), offer, spotter)

    return told_of


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Affûter six chaînes", "Couteaux, ciseaux. Ni chaînes ni lames de scie."),
        ("Un loto avec repas assis", "Cent places, régie. Les repas sont interdits."),
        ("Transférer des cassettes", "Diapositives. Pas de films ni de cassettes."),
        ("Renouveler mon titre de séjour", "CAF. Les titres de séjour, nous n’y touchons pas."),
        ("L’impression de ma pièce", "On redessine. L’impression se fait ailleurs."),
        ("Découper un arbre tombé", "Marche avec vous. Ne découpe rien."),
        ("Répéter avec une batterie", "Piano accordé, batterie interdite."),
        ("Couper du verre", "Bois, carton, plexi. Verre impossible."),
        ("Presser mes poires", "Pommes et coings. Les poires ne sont pas acceptées."),
        ("Cuire de la porcelaine", "Grès. Ici, la porcelaine ne se cuit pas."),
        ("Tondre mes brebis", "Alpagas et lamas ; je ne tonds plus les brebis."),
        ("Faire tester mon compost", "Sols. Les composts ne sont pas analysés ici."),
        ("Dépanner mon Mac", "PC et Linux. Mac : non."),
        ("Tailler mes fruitiers", "Pelouses, haies. Sauf fruitiers."),
        ("Réparer une tondeuse", "Lampes, radios, tout sauf les tondeuses."),
        ("Usiner du titane", "Aluminium, laiton, à l’exception du titane."),
        ("Emprunter une remorque", "Outils, échelles. Hors remorques."),
        ("Un gâteau sans gluten", "Pains. Sans gluten impossible à garantir."),
        ("Un goûter pour des cœliaques", "Cuisine aux normes. Peut contenir du gluten."),
        ("A nut-free cake", "Bakery. May contain nuts."),
        ("Mon vélo ne monte plus / Huit ans d’assistance.", "Vélos, freins. Pas d’électrique."),
        ("Réparer un vélo à assistance", "On ne répare pas les vélos électriques."),
        ("Help with my visa", "Housing, benefits. We never deal with visas."),
        ("Faire graver une coupe", "Trophées fournis. On ne fait pas de gravure."),
        ("Réparer un vélo électrique", "Freins. On ne répare pas les vélos électriques."),
    ],
)
def test_what_is_denied_outright_excludes(asked, told, excluded):
    assert Condition.DENIED in excluded(asked, told)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Apprendre la reliure", "Pas besoin de savoir la reliure."),
        ("Elle n’a jamais touché une souris", "Pour qui n’a jamais touché un clavier."),
        ("Une adhésion en cadeau", "Sans adhésion."),
        ("Couper une plaque épaisse", "Rien de plus épais que 4 cm."),
        ("Réparer ma radio sur place", "On ne répare pas à votre place."),
        ("Un four pour mes bols", "Four électrique. Pas de four à bois."),
        ("Des instruments à vent", "Tous instruments, pas d’instrument bruyant."),
        ("Réparer un vélo", "Freins. On ne répare pas les vélos électriques."),
        ("Réparer un vélo", "Vélos, freins. Pas d’électrique."),
        ("Un chauffage électrique", "Vélos, freins. Pas d’électricité, ni d’outils."),
        ("Repair my bike", "Brakes. Does not repair e-bikes."),
        ("Une machine à coudre", "Pas de machine ? On prête."),
        ("Une salle le lundi", "Cent places, sauf le lundi."),
        ("Faire du pain", "Le pain n’est jamais jeté ici."),
        ("Cours de français", "Le français n’est pas un obstacle."),
        ("Un gâteau sans gluten", "Pains sans gluten, farine sans traces."),
        ("Un hivernage", "Bateaux, hors gel."),
    ],
)
def test_what_is_not_denied_outright_excludes_nothing(asked, told, excluded):
    assert Condition.DENIED not in excluded(asked, told)


def test_who_refuses_a_metal_is_told_so(excluded):
    told = excluded(
        "Souder un portail en alu", "Acier épais. Pas d’inox, pas d’alu.",
        kind="machine", title="Poste à souder",
    )  # fmt: skip
    assert told & {Condition.MATERIAL, Condition.DENIED}


def test_who_refuses_a_material_refuses_finer_ones(excluded):
    told = excluded(
        "Fraiser un carter en aluminium", "Bois, mousse. Pas de métal.",
        kind="machine", title="Fraiseuse numérique",
    )  # fmt: skip
    assert Condition.MATERIAL in told


def test_a_project_that_has_none_seeks_one(excluded):
    told = excluded(
        "Dresser un plan", "Pas de carte, pas de plan. On cherche un forestier.",
        kind="project-looking-for-people",
    )  # fmt: skip
    assert Condition.DENIED not in told


def test_what_is_denied_is_told_in_the_words_of_the_need():
    offer = Offer(
        "o", kind="machine", title="Découpeuse laser", description="Pas de coffrets.", **HERE
    )
    matcher = Matcher([offer], load_core())
    suggestions = matcher.suggest(Need("n", "Découper au laser un coffret", **HERE))
    (told,) = refusals_for(
        suggestions.near_misses[0], suggestions.need, matcher.answers, lambda name, **_: name
    )
    assert told.sentence == "C’est ce qu’on n’y fait pas\u00a0: «\u00a0coffret\u00a0»."


def test_who_refuses_large_appliances_refuses_a_washing_machine(excluded):
    told = excluded(
        "Mon lave-linge n’essore plus", "Grille-pain, jouets. Gros électroménager refusé."
    )
    assert Condition.REFUSED in told
