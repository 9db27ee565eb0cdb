"""French rhythms: read when sure, left as words otherwise."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelieux.core.booking import read_rhythm
from entrelieux.core.booking import rhythm as module


@pytest.mark.parametrize(
    ("text", "rule", "hours"),
    [
        ("tous les jeudis de 14 h à 17 h", "FREQ=WEEKLY;BYDAY=TH", ("14:00", "17:00")),
        ("Le jeudi 14h-17h", "FREQ=WEEKLY;BYDAY=TH", ("14:00", "17:00")),
        ("chaque mardi, à 18 h 30", "FREQ=WEEKLY;BYDAY=TU", ("18:30", "None")),
        ("les lundis", "FREQ=WEEKLY;BYDAY=MO", ("None", "None")),
        ("le vendredi soir à partir de 19h", "FREQ=WEEKLY;BYDAY=FR", ("19:00", "None")),
        ("mardi et jeudi 9h-12h", "FREQ=WEEKLY;BYDAY=TU,TH", ("09:00", "12:00")),
        ("mardis, jeudis et samedis", "FREQ=WEEKLY;BYDAY=TU,TH,SA", ("None", "None")),
        (
            "du lundi au vendredi de 9h à 17h",
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
            ("09:00", "17:00"),
        ),
        ("tous les jours, 9h-18h", "FREQ=DAILY", ("09:00", "18:00")),
        (
            "le premier samedi du mois de 14h à 18h",
            "FREQ=MONTHLY;BYDAY=1SA",
            ("14:00", "18:00"),
        ),
        ("le dernier vendredi de chaque mois, 19h", "FREQ=MONTHLY;BYDAY=-1FR", ("19:00", "None")),
        ("les 2e et 4e mardis du mois", "FREQ=MONTHLY;BYDAY=2TU,4TU", ("None", "None")),
        (
            "1er et 3ème mercredi du mois de 9 heures 30 à 12h",
            "FREQ=MONTHLY;BYDAY=1WE,3WE",
            ("09:30", "12:00"),
        ),
        ("le jeudi de 14 heures à 17 heures", "FREQ=WEEKLY;BYDAY=TH", ("14:00", "17:00")),
        ("un mardi sur deux à 18h30", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", ("18:30", "None")),
        (
            "tous les quinze jours le lundi de 18h à 20h",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
            ("18:00", "20:00"),
        ),
        ("le mercredi, une semaine sur deux", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", ("None", "None")),
    ],
)
def test_a_rhythm_is_read_when_every_word_is_understood(
    text: str, rule: str, hours: tuple[str, str]
) -> None:
    read = read_rhythm(text)
    assert read is not None
    said = tuple("None" if at is None else f"{at:%H:%M}" for at in (read.start, read.end))
    assert (str(read.rule), said) == (rule, hours)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "samedi 14 h",
        "une fois par mois",
        "tous les mois",
        "selon les envies",
        "le mercredi de 14 h à 16 h, hors vacances scolaires",
        "le jeudi, sauf en août",
        "tous les jeudis ou presque",
        "le mardi des semaines paires",
        "le mardi de 18 h à 16 h",
        "le mardi à 28 h",
        "le lundi à Murat",
        "le samedi 12 mars",
        "en été, le mercredi",
        "sur rendez-vous",
    ],
)
def test_what_is_in_doubt_stays_words(text: str) -> None:
    assert read_rhythm(text) is None


@given(st.text(max_size=80))
def test_no_text_makes_it_stumble(text: str) -> None:
    read_rhythm(text)
    read_rhythm(f"tous les jeudis {text}")


def test_the_examples_of_the_module_are_right() -> None:
    assert doctest.testmod(module).failed == 0
