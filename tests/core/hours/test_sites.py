"""Hours of a tour, of several sites, of another place on some days: said, or left out."""

import pytest

from entrelieux.core.hours import parse_week
from entrelieux.core.hours.days import DAYS

WEEK = dict.fromkeys(DAYS[:5], "09:00 - 12:00 / 14:00 - 17:00")
ALL = "Mo-Fr 09:00-12:00,14:00-17:00"


@pytest.mark.parametrize(
    "comment",
    [
        "MULTI SITE",
        "Accueil sur 3 sites",
        "Notre service est exclusivement itinérant",
        "Itinérance sur le territoire des Monts",
        "Le\\x20bus\\x20dessert\\x20les\\x20communes",
        "Bus circulant sur l’ensemble des communes du département",
        "Permanences régulières sur les 15 communes de la vallée",
        "Planning d’itinérance à retrouver dans « L’agenda du bus »",
        "Tournée selon planning",
        "Massiac, Murat, Neussargues, Allanche, Condat",
        "Lundi, mardi : Murat / jeudi : Massiac / mercredi, vendredi : Allanche",
        "Le lundi à Murat, le mardi à Massiac, le mercredi, jeudi et vendredi à Allanche",
        "Permanences assurées à Murat lundi, mardi et mercredi - Permanences à Massiac jeudi et "
        "vendredi",
        "Les lundis et mardis à Murat, les autres jours à Massiac",
        "Structure ouverte en alternance entre Murat et Massiac",
    ],
)
def test_hours_shared_by_several_places_are_those_of_none(comment):
    reading = parse_week(WEEK, comment)
    assert (reading.label, reading.opening_hours.startswith("unknown")) == (
        "not-expressible",
        True,
    )


@pytest.mark.parametrize(
    "comment",
    [
        "Structure non itinérante",
        "Accueil fixe à Murat et itinérance à Massiac et Allanche",
        "Itinérance sur rendez-vous en plus de nos horaires",
        "Itinérance à Massiac les 2e et 4e jeudi de 10h à 11h",
        "Permanence le mardi matin de 9h à 11h à la mairie de Massiac",
        "Permanences à Massiac (lundi 9h-11h) et à Allanche (mardi 9h-11h)",
        "Lundi 14h-16h commune de Massiac ; jeudi 10h-11h en semaine impaire commune d’Allanche",
        "MASSIAC : samedi 9h-12h sur RDV",
        "France services et ses partenaires : CAF, CPAM, MSA, Pôle emploi, Impôts",
        "Prise de rendez-vous conseillée au … pour le bus itinérant",
    ],
)
def test_visits_beside_fixed_hours_change_nothing(comment):
    reading = parse_week(WEEK, comment)
    assert (reading.label, reading.opening_hours) == ("hours", ALL)


@pytest.mark.parametrize(
    ("comment", "value"),
    [
        ("Mardi : centre social Bellevue", "Mo,We-Fr"),
        ("Les mardis et jeudis, la structure est basée : 4 rue Haute, MASSIAC", "Mo,We,Fr"),
        ("Le lundi, l’accueil se fait à Massiac", "Tu-Fr"),
    ],
)
def test_days_held_elsewhere_are_closed_here(comment, value):
    found = parse_week(WEEK, comment).opening_hours
    days = [rule.split()[0] for rule in found.split("; ")]
    assert ",".join(days) == value
    assert {rule.split()[1] for rule in found.split("; ")} == {"09:00-12:00,14:00-17:00"}


def test_a_tour_without_a_week_is_told_as_a_tour():
    readings = [
        parse_week({}, "Lieux et horaires de passage du bus sur notre site"),
        parse_week(
            {}, "Marché de Talence le mercredi 8h30-13h et marché de Bègles le samedi 9h-12h"
        ),
    ]
    assert [reading.label for reading in readings] == ["not-expressible", "not-expressible"]


def test_appointments_without_a_week_are_appointments():
    assert parse_week({}, "Sur rendez-vous").opening_hours == '"sur rendez-vous"'
