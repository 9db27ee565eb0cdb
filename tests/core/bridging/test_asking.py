"""A need in one sentence, read as fields that a person can correct."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.bridging.asking import read_sentence, whereabouts_in, window_in
from entrelieux.core.bridging.asking.counts import count_in
from entrelieux.core.bridging.asking.sentence import without
from entrelieux.core.geo import load_france

TODAY = date(2026, 5, 2)
HOME = ("03", "15", "43", "63")
BRUNO = (
    "Je cherche quelqu’un pour graver trente trophées en bois avant le 14 juillet, "
    "à moins de 40 min d’Ambert, petit budget"
)


@pytest.fixture(scope="module")
def read(spotter):
    def one(sentence, language="fr"):
        return read_sentence(
            sentence,
            spotter=spotter,
            gazetteer=load_france(),
            today=TODAY,
            language=language,
            home=HOME,
        )

    return one


def told(asked):
    return {thing.label: thing.concepts[0] for thing in asked.things}


def test_the_sentence_of_bruno_is_understood_whole(read):
    asked = read(BRUNO)
    assert asked.bare == "Je cherche quelqu’un pour graver trente trophées en bois"
    assert told(asked) == {"graver": "processes:engraving", "bois": "materials:wood"}
    assert (asked.quantity, asked.people) == (30, None)
    assert asked.window.ends_on == date(2026, 7, 14)
    assert (asked.where.commune.code, asked.where.minutes, asked.where.km) == ("63003", 40, None)
    assert asked.terms == "little"


def test_the_afternoon_of_the_school_is_for_twenty_minors(read):
    asked = read(
        "Une après-midi de robotique pour vingt élèves de 13 ans, un mercredi en juin, à Brioude"
    )
    assert (asked.people, asked.quantity, asked.has_minors) == (20, None, True)
    assert asked.when == "un mercredi, en juin"
    assert (asked.window.starts_on, asked.window.ends_on) == (date(2026, 6, 1), date(2026, 6, 30))
    assert asked.where.commune.name == "Brioude"


def test_what_is_refused_and_how_large_it_is_are_told(read):
    asked = read("Découper un prototype en acier de 120 x 60 cm à Thiers, pas de plastique")
    assert [thing.concepts[0] for thing in asked.refused] == ["materials:plastic"]
    assert (asked.piece.long_mm, asked.piece.short_mm) == (1200, 600)
    assert [thing.label for thing in asked.things if thing.is_material] == ["acier"]


def test_english_is_read_too(read):
    asked = read(
        "I need someone to repair my sewing machine before July 14, within 30 km of Aurillac", "en"
    )
    assert asked.bare == "I need someone to repair my sewing machine"
    assert asked.window.ends_on == date(2026, 7, 14)
    assert (asked.where.commune.name, asked.where.km) == ("Aurillac", 30)


@pytest.mark.parametrize(
    ("sentence", "starts", "ends"),
    [
        ("avant le 14 juillet", None, date(2026, 7, 14)),
        ("avant le 1er mai", None, date(2027, 5, 1)),
        ("le 12 mai 2027", date(2027, 5, 12), date(2027, 5, 12)),
        ("du 3 au 7 juin", date(2026, 6, 3), date(2026, 6, 7)),
        ("d’ici fin juin", None, date(2026, 6, 30)),
        ("d’ici juin", None, date(2026, 5, 31)),
        ("en février", date(2027, 2, 1), date(2027, 2, 28)),
        ("la semaine prochaine", date(2026, 5, 4), date(2026, 5, 10)),
        ("le mois prochain", date(2026, 6, 1), date(2026, 6, 30)),
        ("by 3 June", None, date(2026, 6, 3)),
    ],
)
def test_moments_are_read(sentence, starts, ends):
    assert window_in(sentence, TODAY)[1:] == (starts, ends)


@pytest.mark.parametrize("sentence", ["un laser", "le 31 juin", "le 30 février 2027"])
def test_a_day_that_does_not_exist_makes_no_window(sentence):
    assert window_in(sentence, TODAY) is None


@given(day=st.dates(TODAY, TODAY + timedelta(days=360)))
def test_a_day_that_is_written_is_read_back(day):
    months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    written = f"avant le {day.day} {months.split()[day.month - 1]}"
    assert window_in(written, TODAY).ends_on == day


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("graver trente trophées", 30),
        ("20 badges en métal", 20),
        ("une vingtaine de chaises", 20),
        ("deux jours par semaine", None),
        ("20 élèves", None),
        ("à 40 min", None),
        ("120 x 60 cm", None),
        ("le 14 juillet", None),
        ("un bureau", None),
    ],
)
def test_only_things_are_counted(sentence, count):
    assert count_in(sentence) == count


@pytest.mark.parametrize(
    ("sentence", "commune", "minutes", "km"),
    [
        ("à moins de 40 min d’Ambert", "Ambert", 40, None),
        ("à 20 km de Thiers", "Thiers", None, 20),
        ("au Puy-en-Velay", "Le Puy-en-Velay", None, None),
        ("à moins d’une heure de Saint-Flour", "Saint-Flour", 60, None),
        ("une demi-heure de Murat", "Murat", 30, None),
        ("un laser", None, None, None),
    ],
)
def test_where_and_how_far(sentence, commune, minutes, km):
    found = whereabouts_in(sentence, load_france(), HOME)
    assert (found.commune and found.commune.name, found.minutes, found.km) == (commune, minutes, km)


def test_of_communes_of_one_name_that_of_the_territory_is_meant():
    assert whereabouts_in("à Murat", load_france(), HOME).commune.department in HOME


@given(st.text(max_size=200))
def test_no_sentence_is_too_strange_to_be_read(spotter, text):
    asked = read_sentence(text, spotter=spotter, gazetteer=load_france(), today=TODAY)
    assert len(asked.bare) <= len(text)


def test_pieces_are_taken_away_without_a_trace():
    assert without("Un laser, à Ambert, vite", ["à Ambert"]) == "Un laser, vite"
