"""Hours as people write them, and what they mean. The wordings are those of public lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.hours import parse_text, parse_week
from entrelieux.core.hours.days import DAYS
from entrelieux.core.hours.evaluate import is_valid

FULL = dict.fromkeys(DAYS[:5], "09:00 - 12:00 / 14:00 - 17:00") | {"samedi": "09:00 - 12:00"}
ALL = "Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00"

CELLS = {
    "9h à 12h - 14h à 17h": "Sa 09:00-12:00,14:00-17:00",
    "8h30/12h30 - 13h30/17h": "Sa 08:30-12:30,13:30-17:00",
    "9h12h-14h17h": "Sa 09:00-12:00,14:00-17:00",
    "9h17h30": "Sa 09:00-17:30",
    "10H  18H": "Sa 10:00-18:00",
    "8h30 à 12h et de13h à 17h": "Sa 08:30-12:00,13:00-17:00",
    "10h00 - 12h30 | 13h30 - 16h00": "Sa 10:00-12:30,13:30-16:00",
    "9h - 18h (non stop)": "Sa 09:00-18:00",
    "9-12h": "Sa 09:00-12:00",
    "13h030-17h": "Sa 13:30-17:00",
    "1Oh-12h": "Sa 10:00-12:00",
    "9h à 12 h  -": "Sa 09:00-12:00",
    "8h30 à 12h30 - Fermé": "Sa 08:30-12:30",
    "14h - 18h pour les ateliers": "Sa 14:00-18:00",
    "après 19H": "Sa 19:00+",
    "Sur rendez - vous de 9h à 12h": 'Sa 09:00-12:00 "sur rendez-vous"',
    "9H-12H / Après-midi sur RDV": "Sa 09:00-12:00",
    "Fermé (juillet-août : 10h - 12h / 16h - 19h)": "Jul-Aug Sa 10:00-12:00,16:00-19:00",
    "14h / 18h (juillet-août : 14h - 19h)": "Sa 14:00-18:00; Jul-Aug Sa 14:00-19:00",
    "10h - 12h / 14h - 17h (fermé en juillet-août)": ("Sa 10:00-12:00,14:00-17:00; Jul-Aug Sa off"),
    "9h à 12h30  (+14h-17h le 1er samedi du mois)": (
        "Sa 09:00-12:30; Sa[1] 09:00-12:30,14:00-17:00"
    ),
    "Chaque 1er samedi du mois 14h - 17h": "Sa[1] 14:00-17:00",
    "14h00 à 17h30 (sauf vacances scolaires)": "Sa 14:00-17:30; SH Sa off",
    "semaines paires 9h-12h": "week 02-52/2 Sa 09:00-12:00",
    "semaines impaires 9h-12h": "week 01-53/2 Sa 09:00-12:00",
    "9h-12h 14h-17h": "Sa 09:00-12:00,14:00-17:00",
    "9-12 / 14-18": "Sa 09:00-12:00,14:00-18:00",
    "9h‑12h": "Sa 09:00-12:00",
    "9h-12h de mai à septembre": "May-Sep Sa 09:00-12:00",
    "9h-12h (Fermé du 1er au 15 août)": "Sa 09:00-12:00; Aug 01-Aug 15 Sa off",
    "9h-12h (vacances scolaires : 10h-12h)": "Sa 09:00-12:00; SH Sa 10:00-12:00",
    "9h-12h sans rendez-vous et 14h-17h sur rendez-vous": (
        'Sa 09:00-12:00, Sa 14:00-17:00 "sur rendez-vous"'
    ),
    "9h-12h (14h-17h sur rdv)": 'Sa 09:00-12:00, Sa 14:00-17:00 "sur rendez-vous"',
    "Permanence téléphonique 9h-12h": "",
    "9h-12h (sur RDV l’après-midi)": "Sa 09:00-12:00",
    "9h-12h puis sur rdv": "Sa 09:00-12:00",
    "9h-12h au public, 14h-17h sur rdv": 'Sa 09:00-12:00, Sa 14:00-17:00 "sur rendez-vous"',
    "Sur rendez-vous de préférence 9h-12h": "Sa 09:00-12:00",
    "14h-17h (semaines impaires)": "week 01-53/2 Sa 14:00-17:00",
    "2e et 4e samedi : 14h-17h": "Sa[2,4] 14:00-17:00",
    "8h-12h sauf 1er samedi du mois": "Sa 08:00-12:00; Sa[1] off",
    "9h-12h hors vacances scolaires": "Sa 09:00-12:00; SH Sa off",
    "9h-12h / 14h-17h (fermé l’après-midi pendant les vacances scolaires)": (
        "Sa 09:00-12:00,14:00-17:00; SH Sa 09:00-12:00"
    ),
    "14h-18h en période scolaire, 10h-18h pendant les vacances": (
        "Sa 14:00-18:00; SH Sa 10:00-18:00"
    ),
    "9h-12h / 14h-17h (16h en période estivale)": (
        "Sa 09:00-12:00,14:00-17:00; Jul-Aug Sa 09:00-12:00,14:00-16:00"
    ),
    "10h-12h (fermé en août)": "Sa 10:00-12:00; Aug Sa off",
    "9h-12h du 1er avril au 30 septembre": "Apr 01-Sep 30 Sa 09:00-12:00",
    "Été : 10h-19h / Hiver : 14h-18h": 'unknown "Été : 10h-19h / Hiver : 14h-18h"',
    "9h-12h et 14h-17h (fermé l’après-midi)": "Sa 09:00-12:00",
    "09:00 - 12:00 / 09:00 - 17:00": "Sa 09:00-17:00",
    "18h-00h": "Sa 18:00-24:00",
    "16h30-18h30 à Lapeyrouse": 'unknown "16h30-18h30 à Lapeyrouse"',
}
COMMENTS = {
    "Prise de rendez-vous au 04 00 00 00 00": ALL,
    "Avec et sans RDV": ALL,
    "Prise de RDV conseillée": ALL,
    "Permanence le jeudi matin de 9h à 12h à la mairie de X": ALL,
    "Uniquement sur RDV": (
        'Mo-Fr 09:00-12:00,14:00-17:00 "sur rendez-vous"; Sa 09:00-12:00 "sur rendez-vous"'
    ),
    "Uniquement sur rendez-vous le jeudi": (
        "Mo-We 09:00-12:00,14:00-17:00; Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00; "
        'Th 09:00-12:00,14:00-17:00 "sur rendez-vous"'
    ),
    "Le matin sans rendez-vous - L’après midi sur rendez-vous": (
        'Mo-Sa 09:00-12:00, Mo-Fr 14:00-17:00 "sur rendez-vous"'
    ),
    "Fermeture le 3eme jeudi après-midi de chaque mois": f"{ALL}; Th[3] 09:00-12:00",
    "Fermeture les après-midi du mardi et du jeudi pendant les vacances scolaires": (
        f"{ALL}; SH Tu 09:00-12:00; SH Th 09:00-12:00"
    ),
    "vendredi après-midi et samedi matin : ouverture uniquement les semaines impaires": (
        "Mo-Th 09:00-12:00,14:00-17:00; Fr 09:00-12:00; "
        "week 01-53/2 Fr 09:00-12:00,14:00-17:00; week 01-53/2 Sa 09:00-12:00"
    ),
    "Ouvert le premier samedi du mois de 9h à 12h": (
        "Mo-Fr 09:00-12:00,14:00-17:00; Sa[1] 09:00-12:00"
    ),
    "Fermé pour travaux": "off",
    "Fermé les jours fériés": f"{ALL}; PH off",
    "Fermé du 24 décembre au 2 janvier": f"{ALL}; Dec 24-Jan 02 off",
    "De novembre à mars, fermé le samedi": f"{ALL}; Nov-Mar Sa off",
    "Du 15 juin au 15 septembre : 9h-19h": f"{ALL}; Jun 15-Sep 15 Mo-Sa 09:00-19:00",
    "Horaires d’été : sur rendez-vous": (
        f'{ALL}; Jul-Aug Mo-Fr 09:00-12:00,14:00-17:00 "sur rendez-vous"; '
        'Jul-Aug Sa 09:00-12:00 "sur rendez-vous"'
    ),
    "Ouvert uniquement le matin pendant les vacances scolaires": f"{ALL}; SH Mo-Sa 09:00-12:00",
    "PENDANT LES VACANCES SCOLAIRES LES HORAIRES SONT MODIFIÉS COMME SUIT : VENDREDI FERMETURE À "
    "16H / OUVERTURE SUPPLÉMENTAIRE LE SAMEDI DE 14H À 16H": (
        f"{ALL}; SH Fr,Sa 09:00-12:00,14:00-16:00"
    ),
    "En semaines paires, fermeture le samedi et ouverture le lundi (9h-13h)": (
        f"{ALL}; week 02-52/2 Sa off; week 02-52/2 Mo 09:00-13:00"
    ),
    "Ouvert un samedi sur deux": "Mo-Fr 09:00-12:00,14:00-17:00",
    "les jeudis des semaines paires jusqu’à 18h": (
        f"{ALL}; week 02-52/2 Th 09:00-12:00,14:00-18:00"
    ),
    "Fermeture à 16h le vendredi": (
        "Mo-Th 09:00-12:00,14:00-17:00; Fr 09:00-12:00,14:00-16:00; Sa 09:00-12:00"
    ),
    "Ouvert du lundi au jeudi": "Mo-Th 09:00-12:00,14:00-17:00; Sa 09:00-12:00",
    "Horaires : lundi 9h-12h, jeudi 14h-17h": "Mo 09:00-12:00; Th 14:00-17:00",
    "Sur rdv mardi-jeudi-vendredi de 9h à 12h": (
        "Mo 09:00-12:00,14:00-17:00; Tu 14:00-17:00; We 09:00-12:00,14:00-17:00; "
        'Th,Fr 14:00-17:00; Sa 09:00-12:00, Tu 09:00-12:00 "sur rendez-vous", '
        'Th,Fr 09:00-12:00 "sur rendez-vous"'
    ),
    "Sur rendez-vous les après-midi des mercerdis et vendredis": (
        "Mo,Tu 09:00-12:00,14:00-17:00; We 09:00-12:00; Th 09:00-12:00,14:00-17:00; "
        'Fr,Sa 09:00-12:00, We 14:00-17:00 "sur rendez-vous", Fr 14:00-17:00 "sur rendez-vous"'
    ),
    "Antenne à Murat ouverte le lundi (fermée le mercredi après-midi)": ALL,
    "Sur rendez-vous pour les demandes de plus de 15 minutes": ALL,
}


@pytest.mark.parametrize("text", CELLS)
def test_a_day_is_read_as_it_is_meant(text):
    assert parse_week({"samedi": text}).opening_hours == CELLS[text]


@pytest.mark.parametrize("text", COMMENTS)
def test_a_comment_changes_only_what_it_speaks_of(text):
    assert parse_week(FULL, text).opening_hours == COMMENTS[text]


@pytest.mark.parametrize(
    ("days", "extra", "value", "label"),
    [
        ({}, "", "", "unknown"),
        (dict.fromkeys(DAYS, "Fermé"), "", "off", "closed-all-week"),
        ({"lundi": "Fermé"}, "", "", "unknown"),
        ({"lundi": "Sur rendez-vous"}, "", '"sur rendez-vous"', "by-appointment"),
        ({"lundi": "Itinérance"}, "", 'unknown "Itinérance"', "not-expressible"),
        (FULL, "Multi-sites (10 sites distincts)", None, "not-expressible"),
        ({"lundi": "00:00 - 00:00"}, "", "", "unknown"),
        ({"mardi": "un mardi sur deux"}, "", None, "not-expressible"),
    ],
)
def test_what_is_not_hours_is_labelled_and_never_open(days, extra, value, label):
    reading = parse_week(days, extra)
    assert reading.label == label
    if value is not None:
        assert reading.opening_hours == value
    assert not reading.opening_hours or is_valid(reading.opening_hours)


def test_hours_held_in_another_town_are_not_those_of_the_place():
    reading = parse_week({"lundi": "16h30-18h30 à Lapeyrouse"}, city="Montaigut")
    assert reading.label == "not-expressible"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Du mardi au samedi de 9h à 12h et de 14h à 17h", "Tu-Sa 09:00-12:00,14:00-17:00"),
        (
            "Lun-Ven 9h-12h / 14h-18h ; 1er samedi du mois 10h-12h",
            "Mo-Fr 09:00-12:00,14:00-18:00; Sa[1] 10:00-12:00",
        ),
        ("mardi matin 9h-12h et jeudi après-midi 14h-17h", "Tu 09:00-12:00; Th 14:00-17:00"),
        ("24h/24", "24/7"),
        ("mardi, semaines paires : 14h-17h", "week 02-52/2 Tu 14:00-17:00"),
        ("Ouvert tous les jours de 9h à 18h sauf le dimanche", "Mo-Sa 09:00-18:00"),
        (
            "Lundi au mercredi 9h-17h, fermé le mardi après-midi",
            "Mo 09:00-17:00; Tu 09:00-12:00; We 09:00-17:00",
        ),
        ("Mo-Fr 9:00-12:00", "Mo-Fr 09:00-12:00"),
        ("juillet et août : lundi 9h-12h", "Jul-Aug Mo 09:00-12:00"),
        ("Mo-Fr 09:00-12:00", "Mo-Fr 09:00-12:00"),
        ("Monday-Friday 9:00-17:00", "Mo-Fr 09:00-17:00"),
        ("Sur rendez-vous uniquement", '"sur rendez-vous"'),
        ("voir le site", ""),
        ("9h-12h et 14h-17h du lundi au vendredi", "Mo-Fr 09:00-12:00,14:00-17:00"),
        ("Lundi : 14H - 17HMardi : 9H30 - 12H", "Mo 14:00-17:00; Tu 09:30-12:00"),
        ("Du lundi au vendredi 9h-17h15 (vendredi 17h)", "Mo-Th 09:00-17:15; Fr 09:00-17:00"),
        ("Lundi au vendredi : 9h-18h (lundi matin fermé)", "Mo 12:00-18:00; Tu-Fr 09:00-18:00"),
        (
            "Samedi : 9h-12h (uniquement les 2 premiers samedis de chaque mois)",
            "Sa[1,2] 09:00-12:00",
        ),
        (
            "Lundi au vendredi 9h-12h et 13h-18h (17h pendant les vacances scolaires)",
            "Mo-Fr 09:00-12:00,13:00-18:00; SH Mo-Fr 09:00-12:00,13:00-17:00",
        ),
        ("Hors vacances scolaires : mardi 14h-18h, fermé le jeudi", "Tu 14:00-18:00; SH off"),
        (
            "Ouverture au public sur RDV lundi 13h30-17h\nmardi 13h30-18h",
            'Mo 13:30-17:00 "sur rendez-vous"; Tu 13:30-18:00 "sur rendez-vous"',
        ),
        ("mardi 9h-12h\nLa structure n’est plus ouverte au public", "off"),
        ("8h30 à 22h30 du lundi au samedi de septembre à juin", "Sep-Jun Mo-Sa 08:30-22:30"),
        ("9h-12h / 14h-17h", 'unknown "9h-12h / 14h-17h"'),
        (
            "Le vendredi, une fois par mois, 10h-11h30",
            'unknown "Le vendredi, une fois par mois, 10h-11h30"',
        ),
    ],
)
def test_a_sentence_is_read_too(text, value):
    assert parse_text(text).opening_hours == value


@given(st.dictionaries(st.sampled_from(DAYS), st.text(max_size=60)), st.text(max_size=120))
def test_whatever_is_typed_the_value_is_one_that_the_library_understands(days, extra):
    value = parse_week(days, extra).opening_hours
    assert value == "" or is_valid(value)


HOURS = st.integers(6, 12).map(lambda hour: (hour, hour + 3))


@given(st.dictionaries(st.sampled_from(DAYS), HOURS, min_size=1))
def test_reading_what_was_written_gives_the_same(week):
    days = {day: f"{start}h-{end}h" for day, (start, end) in week.items()}
    value = parse_week(days).opening_hours
    assert parse_text(value).opening_hours == value
