"""The page of the components, and what every page has around it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from entrelieux.web.signs import SIGNS
from entrelieux.web.views.design import tokens

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> Client:
    return Client(enforce_csrf_checks=True)


def page(reader: Client, language: str) -> str:
    response = reader.get("/design/", headers={"accept-language": language})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("language", "title"), [("fr", "Couleurs et composants"), ("de", "Couleurs et composants")]
)
def test_the_page_of_components_speaks_french_unless_asked_otherwise(
    reader: Client, language: str, title: str
) -> None:
    assert f"<h1>{title}</h1>" in page(reader, language)


def test_the_page_of_components_shows_every_colour_and_every_sign(reader: Client) -> None:
    text = page(reader, "fr")
    colours = {token.name for token in tokens() if token.is_colour}
    assert set(re.findall(r"fill=\"var\(--([\w-]+)\)", text)) == colours
    assert set(re.findall(r"signs\.svg#((?!ui-)[\w-]+)", text)) == set(SIGNS)


def test_reading_a_page_leaves_no_cookie(reader: Client) -> None:
    response = reader.get("/design/")
    assert response.cookies == {}


def test_a_reader_changes_language_without_a_script_or_a_session(reader: Client) -> None:
    response = reader.post("/langue/", {"language": "en", "next": "/design/"})
    assert (response.status_code, response["Location"]) == (302, "/design/")
    assert reader.cookies["django_language"].value == "en"
    assert 'lang="en"' in reader.get("/design/").content.decode()


def test_a_page_that_does_not_exist_says_what_to_do(reader: Client) -> None:
    response = reader.get("/nulle-part/", headers={"accept-language": "fr"})
    assert response.status_code == 404
    assert "Cette page n’existe pas" in response.content.decode()


def test_the_map_tells_its_script_where_everything_is_and_no_value_closes_it(
    reader: Client,
) -> None:
    text = page(reader, "fr")
    found = re.search(r'<script type="application/json" data-settings>(.*?)</script>', text)
    assert found
    assert not set("<>&") & set(found[1])
