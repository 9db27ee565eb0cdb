"""The page of a place shows what other apps hold about it, in their order."""

import re

import pytest

from entrelieux.places.actions import create_place
from entrelieux.places.sections import Section

pytestmark = pytest.mark.django_db
SHEET = "css/site.css"


def machines(place, request):
    return Section("components/empty.html", f"Machines de {place.name}", "machines", rank=20)


def events(place, request):
    return Section("components/empty.html", "Rendez-vous", "events", rank=10, stylesheet=SHEET)


def nothing(place, request):
    return None


@pytest.fixture
def page(client, settings):
    def shown(*makers):
        settings.PLACE_SECTIONS = [f"{__name__}.{maker.__name__}" for maker in makers]
        place = create_place(by=None, values={"name": "Le Moulin"})
        return client.get(place.get_absolute_url()).content.decode()

    return shown


def test_the_lowest_rank_comes_first_and_a_maker_may_have_nothing(page):
    titles = re.findall(r'<h2 id="(machines|events)">([^<]+)', page(machines, nothing, events))
    assert titles == [("events", "Rendez-vous"), ("machines", "Machines de Le Moulin")]


def test_a_stylesheet_that_two_sections_need_is_loaded_once(page):
    once = page().count(f"/static/{SHEET}")
    assert page(events, events).count(f"/static/{SHEET}") == once + 1
