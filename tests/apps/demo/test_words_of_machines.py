"""The lasers of the demonstration, by the word that each community has for them."""

import pytest
from django.http import QueryDict

from entrelieux.web.home import home_page

pytestmark = pytest.mark.django_db

LASERS = {
    "Découpeuse laser",
    "La Brûleuse",
    "La Grosse Bertha",
    "La LC-Sigma",
    "La Machine qui dessine au feu",
}
OWN_NAMES = ("la Brûleuse", "la Grosse Bertha", "LC-Sigma", "la Machine qui dessine au feu")
WORDS = ("graveuse", "laser CO2", "Trotec", "laser cutter", "decoupeuse lazer", *OWN_NAMES)


@pytest.fixture
def listed(live_atlas, filled):
    def names(words):
        asked = QueryDict(mutable=True)
        asked.update({"q": words, "quoi": "resource"})
        page = home_page(asked)
        return [entry.name for entry in page.entries], " ".join(page.notes)

    return names


def test_every_word_finds_the_same_machines(listed):
    found = {words: set(listed(words)[0]) & LASERS for words in WORDS}
    assert found == dict.fromkeys(WORDS, LASERS)


def test_machines_come_before_what_only_speaks_of_them(listed):
    for words in WORDS:
        names, _notes = listed(words)
        if words != "Trotec":  # a lesson on « la Trotec » comes before other makes
            assert set(names[: len(LASERS)]) == LASERS, words


def test_the_machine_of_that_very_name_is_first(listed):
    for name in OWN_NAMES:
        names, _notes = listed(name)
        assert names[0].casefold().removeprefix("la ") == name.casefold().removeprefix("la ")


def test_the_answer_says_which_word_matched_and_who_says_it(listed):
    assert "Lapalisse" in listed("la Grosse Bertha")[1]
    assert "Découpeuse laser" in listed("graveuse")[1]
    assert "Découpeuse laser CO2" in listed("Trotec")[1]
